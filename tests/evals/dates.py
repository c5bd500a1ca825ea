"""Dates: the project's own news sentences, and the expressions of Recognizers-Text.

The news set (data/news_dates.jsonl) was written before the rules; its held-out half was not looked
at while tuning. A sentence counts as right when nothing in it is missed, made up or misread.

Of Recognizers-Text all dates and ranges with both ends are scored, and of these the types that news
uses: not figures without a year, years in words, numbered or business weeks, sums on another
date ("two weeks before Christmas") and expressions that lean on what was said before ("the day
before"). Where it gives several readings, any of them counts. It gives ends as the day after, or,
in "from A to B", as the first day of B: both are taken as the same range.
"""

import json
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.text.dates import DateMention, date_mentions

NEWS = Path(__file__).parent / "data" / "news_dates.jsonl"
_NOT_NEWS = re.compile(
    r".*\b(?:nineteen|thousand|otd|cy ?\d+|w/c|week \d+|working|business|calendar year)\b"
    r"|.*year to date|.*(?<![\d/-])\d{1,2}[./]\d{1,2}(?![\d/-])"
    r"|.*\b(?:day|week|month|fortnight)s? (?:before|after|from|later|starting|since)\b"
    r"|(?:the |that |same )*(?:day|week|month|year|fortnight|weekend)(?: (?:before|after next))?$"
    r"|following|the next day|remaining of"
)
Row = dict[str, Any]
Days = tuple[date, date]


def read(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def news_is_right(row: Row) -> bool:
    """Whether the days of a news sentence are read exactly."""
    mentions = date_mentions(row["text"], datetime.fromisoformat(row["published"]))
    found = [(mention.first.isoformat(), mention.last.isoformat()) for mention in mentions]
    return found == [(mention["first"], mention["last"]) for mention in row["mentions"]]


def expressions(path: Path) -> list[tuple[Row, Row]]:
    """The dates and closed ranges of Recognizers-Text, each with the line it is on."""
    pairs = [(row, result) for row in read(path) for result in row["results"]]
    dated = ("datetimeV2.date", "datetimeV2.daterange")
    return [
        (row, result)
        for row, result in pairs
        if result["type"] in dated and all(map(_days, result["values"] or [{}]))
    ]


def is_news(result: Row) -> bool:
    """Whether an expression is of a type that news uses."""
    return _NOT_NEWS.match(result["span"]) is None


def expression_is_right(row: Row, result: Row) -> bool:
    """Whether a mention at the expression means one of its values."""
    at = row["text"].lower().find(result["span"])
    mentions = date_mentions(row["text"], datetime.fromisoformat(row["reference"] + "+00:00"))
    over = [m for m in mentions if m.start < at + len(result["span"]) and at < m.end]
    return any(_same(mention, value) for mention in over for value in result["values"])


def _days(value: dict[str, str]) -> Days | None:
    first, end = value.get("value", value.get("start")), value.get("value", value.get("end"))
    if not first or not end or first == "not resolved":
        return None
    return date.fromisoformat(first), date.fromisoformat(end)


def _same(mention: DateMention, value: dict[str, str]) -> bool:
    days = _days(value)
    if days is None or mention.first != days[0]:
        return False
    ends = {mention.last, mention.last + timedelta(days=1)}
    if " " in mention.text or "-" in mention.text or "~" in mention.text:
        ends.add(mention.last.replace(day=1))
        ends.add(mention.last.replace(month=1, day=1))
    return days[1] in ends


def _print_row(name: str, right: list[bool], beside: str) -> None:
    print(f"{name:38} {sum(right) / len(right):.3f} of {len(right):3}   {beside}")


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; the data's folder may be named; `-v` adds development lines that fail."""
    folder = Path(next((each for each in arguments if each != "-v"), "../shared/data"))
    verbose = "-v" in arguments
    for half in ("dev", "held"):
        rows = [row for row in read(NEWS) if row["half"] == half]
        _print_row(f"news sentences, {half}", [*map(news_is_right, rows)], "must .95")
        for row in rows if verbose and half == "dev" else ():
            if not news_is_right(row):
                print("   ", row["published"][:10], row["text"])
    path = folder / "dates_dev.jsonl"
    if not path.exists():
        print(f"Recognizers-Text: no {path}; name its folder as the argument")
        return
    pairs = expressions(path)
    right = [expression_is_right(*pair) for pair in pairs]
    news = [is_right for is_right, (_, result) in zip(right, pairs, strict=True) if is_news(result)]
    _print_row("Recognizers-Text, types of news", news, "must .70, aim .80")
    _print_row("Recognizers-Text, all closed dates", right, "dateparser .452")
    for is_right, (row, result) in zip(right, pairs, strict=True) if verbose else ():
        if not is_right:
            mark = "news" if is_news(result) else "    "
            values = [" ".join(map(str, _days(value) or ())) for value in result["values"]]
            print("   ", mark, row["reference"][:10], row["text"][:90], "|", result["span"], values)


if __name__ == "__main__":
    main(sys.argv[1:])
