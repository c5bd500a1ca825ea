from __future__ import annotations

import pytest

from bot.news.feeds.teasers import full_text, is_teaser, tells_the_same
from tests.bot.news.samples import LONG, entry


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Ferries stop at noon.",
        LONG + "And then…",
        LONG + "And then [...]",
        LONG + "And then . . .",
        f"<p>{LONG}</p><p>And then [&hellip;]</p>",
        f'<p>{LONG}</p><a href="https://news.example/bridge?utm_source=rss">Weiterlesen</a>',
        f"<p>{LONG}</p><a class=x href='https://news.example/bridge'>続きを読む</a> &rarr;",
    ],
)
def test_what_is_short_cut_off_or_leads_on_is_a_teaser(text: str | None) -> None:
    assert is_teaser(entry(content=text))


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        f"<p>{LONG}</p>",
        f'<p>{LONG}<a href="https://news.example/other">more on ferries</a></p>',
        f'<p><a href="https://news.example/bridge">Bridge</a> {LONG}</p>',
        "橋は月曜日に再開した。" * 30,
    ],
)
def test_what_is_long_and_whole_is_none(text: str) -> None:
    assert not is_teaser(entry(content=text))


def test_the_longer_of_content_and_summary_is_the_text() -> None:
    assert full_text(entry(summary=LONG, content="short")) == LONG
    assert full_text(entry(summary="short", content=LONG)) == LONG
    assert full_text(entry()) is None


TEASER = entry(summary="The harbour bridge reopened after repairs, the mayor said.")


def test_a_page_that_holds_the_teaser_tells_the_same() -> None:
    page = "<html><body><p>After repairs the harbour bridge was reopened, said the mayor.</p>"
    assert tells_the_same(TEASER, page)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>We value your privacy. Accept all cookies?</p>",
        "<head><title>The harbour bridge reopened after repairs</title></head><p>Sign in</p>",
        "<script>'The harbour bridge reopened after repairs, the mayor said.'</script>",
    ],
)
def test_a_form_in_its_place_does_not(page: str) -> None:
    assert not tells_the_same(TEASER, page)


def test_without_a_teaser_the_title_must_stand_in_the_page() -> None:
    assert tells_the_same(entry(), "<p>The bridge reopens.</p>")
    assert not tells_the_same(entry(), "<p>Sign in</p>")
    assert tells_the_same(entry(title=None), "<p>Anything</p>")


@pytest.mark.parametrize(
    "hostile",
    [
        "<a href=" + "x" * 500_000,
        "<a " * 200_000,
        "<a " + "href " * 100_000 + ">",
        "<a href" + " " * 300_000 + ">",
        "." * 500_000 + "x",
    ],
)
def test_no_text_is_read_again_and_again(hostile: str) -> None:
    assert isinstance(is_teaser(entry(content=LONG + hostile)), bool)
