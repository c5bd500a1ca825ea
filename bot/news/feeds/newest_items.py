"""Cut a huge XML feed down to its newest items before it is parsed.

Observed: parsing costs about 0.3 ms an item, half a minute for 100,000, while only the newest are
wanted. Feeds have their items side by side, and in each a date in an element of its own.

How it works: the places where an item begins are found by its tag, each item's first date is read,
and the newest items are put together again with what stands before the first and behind the last.

Where it fails: a tag of an item inside a comment or CDATA section counts as an item; UTF-16 hides
the tags. Feeds below the limit are not touched, so that only monsters can suffer.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from bot.news.feeds.entries import aware_utc

_OPENS = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>/]")
_CLOSES = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>")
_DATE = re.compile(  # possessive, so that no feed makes it try again and again
    rb"<(?:\w++:)?(?:pubDate|published|issued|date|updated|modified)\b[^<>]*+>"
    rb"\s*+([^<\s][^<]{5,60}?)\s*+<"
)
_UNDATED = 0.0


def newest_items(body: bytes, limit: int) -> tuple[bytes, int]:
    """Return the feed with at most `limit` items, and how many were left out.

    Undated items count as the oldest; among equals, those that stand first are kept.
    """
    starts = [match.start() for match in _OPENS.finditer(body)]
    if len(starts) <= limit:
        return body, 0
    closings = [match.end() for match in _CLOSES.finditer(body, starts[-1])]
    end = closings[-1] if closings else len(body)
    spans = list(zip(starts, [*starts[1:], end], strict=True))
    ranked = sorted(spans, key=lambda span: _written(body, *span), reverse=True)
    kept = b"".join(body[start:stop] for start, stop in sorted(ranked[:limit]))
    return body[: starts[0]] + kept + body[end:], len(spans) - limit


def _written(body: bytes, start: int, stop: int) -> float:
    found = _DATE.search(body, start, stop)
    text = found[1].decode("ascii", errors="replace") if found else ""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return aware_utc(read(text)).timestamp()
        except (ValueError, OverflowError):
            continue
    return _UNDATED
