from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NotAnArticle
from bot.news.extract import extract
from bot.news.records import Extracted, RawArticle

FIRST = "The harbour of Port Vale was closed on Monday after a crane fell onto the quay."
SECOND = "Two dock workers were injured, and ships were sent on to Easton, officials said."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Harbour closed | Demo Courier</title>
<meta property="og:site_name" content="Demo Courier"><meta name="author" content="Jane Doe">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle",
"datePublished": "2023-09-17T08:40:00+02:00"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<h1>Harbour closed after crane falls</h1>
<figure><img src="a.jpg"><figcaption>A crane lies on the quay. Photo: Jane Doe</figcaption></figure>
<p>{FIRST}</p><p>{SECOND} <a href="https://evil.example/?q=1">More</a></p></article>
<footer>© 2023 Demo Courier</footer><script>alert(1)</script></body></html>"""


def from_text(text: str, **said: str) -> Extracted:
    return extract(RawArticle("file:///a.txt", "file:///a.txt", text=text, **said))  # type: ignore[arg-type]


def test_page_says_the_rest_about_itself() -> None:
    found = extract(RawArticle("https://courier.example/1", "courier.example", html=PAGE))
    assert found.title == "Harbour closed after crane falls"
    assert found.text.startswith(f"{FIRST}\n\n{SECOND}")
    assert found.outlet == "Demo Courier"
    assert found.published == datetime(2023, 9, 17, 6, 40, tzinfo=UTC)
    assert found.captions == ("A crane lies on the quay. Photo: Jane Doe",)
    assert found.language == "en"
    assert "alert" not in found.text
    assert "Home" not in found.text


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("<p>By Jane Doe | May 3, 2013, 10:15 GMT</p>", datetime(2013, 5, 3, 10, 15, tzinfo=UTC)),
        ("<div><b>Published:</b> May 3, 2013</div>", datetime(2013, 5, 3, tzinfo=UTC)),
        ("<time>May 3, 2013</time>", datetime(2013, 5, 3, tzinfo=UTC)),
        ("<p>PORT VALE, May 3, 2013 (Demo Wire) -</p>", datetime(2013, 5, 3, tzinfo=UTC)),
        ("".join(f"<p>{n} said: {FIRST} {SECOND}</p>" for n in "ABC") + "May 3, 2013", None),
        ("<p>The harbour opened on May 3, 2013.</p>", None),
        ("<script>'May 3, 2013'</script>", None),
    ],
)
def test_page_without_metadata_is_dated_beside_its_headline(
    beside: str, published: datetime | None
) -> None:
    page = f"<article><h1>Harbour closed</h1>{beside}<p>{FIRST}</p><p>{SECOND}</p></article>"
    found = extract(RawArticle("https://courier.example/1", "courier.example", html=page))
    assert found.published == published


def test_record_goes_before_what_the_page_says() -> None:
    said = RawArticle("u", "s", title="Another headline", outlet="Demo Herald", html=PAGE)
    found = extract(said)
    assert (found.title, found.outlet) == ("Another headline", "Demo Herald")


def test_publication_time_is_never_guessed() -> None:
    assert from_text(f"{FIRST}\n\nIt had been built on May 3, 2013.").published is None
    assert from_text(f"PORT VALE, May 3 (ONA) - {FIRST}").published is None
    page = PAGE.replace("datePublished", "dateMentioned")
    assert extract(RawArticle("https://x.example/2023/09/17/a", "x", html=page)).published is None


def test_what_the_source_says_goes_before_what_the_text_says_of_itself() -> None:
    text = f"PORT VALE, May 3, 2013 (ONA) - {FIRST}"
    own, given = datetime(2013, 5, 3, tzinfo=UTC), datetime(2013, 5, 4, tzinfo=UTC)
    assert from_text(text).published == own
    assert extract(RawArticle("u", "s", text=text, published=given)).published == given


def test_text_without_a_headline_is_named_by_its_first_words() -> None:
    found = from_text(f"{FIRST}\n\n{SECOND}")
    assert found.title == "The harbour of Port Vale was closed on Monday after a crane fell onto …"
    assert found.text == f"{FIRST}\n\n{SECOND}"


def test_hint_of_the_source_names_the_agency() -> None:
    assert from_text(FIRST, origin="Demo Wire").agency == "Demo Wire"
    assert from_text(FIRST, byline="Jane Doe, AFP").agency == "AFP"
    assert from_text(f"{FIRST} KCNA said so.\n\nA quay. Photo: Reuters").agency is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\u200b\n ", "empty"),
        ("- Advertisement -\nShare\n2 minute read", "furniture"),
        ("a " * 5_000_001, "too much"),
    ],
)
def test_what_holds_no_article_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotAnArticle, match=reason):
        from_text(text)


@pytest.mark.parametrize("page", ["<html></html>", "<", "<html><body><nav>Home</nav></body>", " "])
def test_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(NotAnArticle):
        extract(RawArticle("u", "s", html=page))


def test_hostile_characters_are_gone_from_every_field() -> None:
    found = from_text(f"{FIRST}\x00 \u202eevil", title="Har\u202ebour\x00\nclosed", byline="A\x07")
    assert (found.title, found.byline) == ("Harbour closed", "A")
    assert not set("\x00\u202e\x07") & set(found.text)


@settings(deadline=None)  # the first one may load the classifier of languages
@given(st.text(max_size=300))
def test_any_text_is_extracted_or_refused(text: str) -> None:
    try:
        found = from_text(text)
    except NotAnArticle:
        return
    assert found.text.strip()
    assert found.title.strip()


@settings(deadline=None)
@given(st.text(alphabet="<>/ap hml\"'=&;\n!-", max_size=200))
def test_any_markup_is_extracted_or_refused(markup: str) -> None:
    try:
        found = extract(RawArticle("u", "s", html=markup or " "))
    except NotAnArticle:
        return
    assert found.text.strip()


def test_escape_sequences_are_no_part_of_text_page_or_title() -> None:
    body = "The quay of \x1b[31mOrva\x1b[0m was closed on Monday, the harbour master said."
    page = f"<html><body><article><p>{body}</p><p>{body} He said so.</p></article></body></html>"
    for raw in (RawArticle("u", "s", "\x1b[1mQuay", text=body), RawArticle("u", "s", html=page)):
        found = extract(raw)
        assert found.text.startswith("The quay of Orva was closed on Monday")
        assert "[" not in found.title
