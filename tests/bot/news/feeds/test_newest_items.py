from __future__ import annotations

import pytest

from bot.news.feeds.newest_items import newest_items

HEAD, TAIL = b"<feed><title>T</title><items/>", b"<more/></feed>"


def entry(name: str, date: str) -> bytes:
    return f"<entry><title>{name}</title><updated>{date}</updated></entry>\n".encode()


OLD, MID, NEW = (entry(str(year), f"{year}-01-01T00:00:00Z") for year in (2001, 2013, 2024))
UNDATED = b"<entry/>"


def test_small_feeds_are_left_alone() -> None:
    body = HEAD + OLD + NEW + TAIL
    assert newest_items(body, 2) == (body, 0)
    assert newest_items(b"", 2) == (b"", 0)


@pytest.mark.parametrize("items", [(OLD, MID, NEW), (NEW, OLD, MID), (MID, NEW, OLD)])
def test_the_newest_stay_in_their_order(items: tuple[bytes, ...]) -> None:
    body, left_out = newest_items(HEAD + b"".join(items) + TAIL, 2)
    kept = b"".join(item for item in items if item is not OLD)
    assert body.replace(b"\n", b"") == (HEAD + kept + TAIL).replace(b"\n", b"")
    assert left_out == 1


def test_undated_items_are_the_oldest_and_the_first_of_them_stay() -> None:
    body, left_out = newest_items(HEAD + UNDATED + UNDATED + OLD + TAIL, 2)
    assert (body, left_out) == (HEAD + UNDATED + OLD + TAIL, 1)


def test_a_feed_that_breaks_off_is_cut_too() -> None:
    assert newest_items(HEAD + OLD + NEW + b"<entry><title>half", 1) == (HEAD + NEW, 2)


def test_dates_of_rss_count() -> None:
    items = [
        f"<item><pubDate>Sun, 0{day} Mar 2026 11:00:00 GMT</pubDate></item>".encode()
        for day in (1, 3, 2)
    ]
    assert newest_items(b"".join(items), 1) == (items[1], 2)


@pytest.mark.parametrize(
    "hostile", [b"<date " * 100_000, b"<pubDate>" + b" " * 300_000, b"<" + b"a" * 300_000]
)
def test_no_feed_is_read_again_and_again(hostile: bytes) -> None:
    body, left_out = newest_items(HEAD + b"<entry>" + hostile + NEW + OLD + TAIL, 2)
    assert left_out == 1
    assert NEW.rstrip() in body
