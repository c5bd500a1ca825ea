"""Dates: the project's own news sentences, and the expressions of Recognizers-Text.

The news set (data/news_dates.jsonl) was written before the rules were tuned; its held-out half was not looked at while
tuning. An expression counts as right when its first and last day are; a sentence when nothing is missed or made up.

Of Recognizers-Text the types `date` and `daterange` with a closed value are scored: open ranges ("since May"), times, sets
and durations are not dates of news. Where it gives several readings any of them counts; an end may be meant as included or
not.
"""

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.text.dates import DateMention, date_mentions

NEWS = Path(__file__).parent / "data" / "news_dates.jsonl"
_FIGURES = {"must": 0.95, "dev must": 0.70}


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wrong_news(rows: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The sentences that are not read as expected, each with what was found."""
    wrong = []
    for row in rows:
        mentions = date_mentions(row["text"], datetime.fromisoformat(row["published"]))
        found = [(m.first.isoformat(), m.last.isoformat()) for m in mentions]
        if found != [(m["first"], m["last"]) for m in row["mentions"]]:
            said = [(m.text, *days) for m, days in zip(mentions, found, strict=True)]
            wrong.append((f"{row['published'][:10]} {row['text']}", said))
    return wrong


def closed(result: dict[str, Any]) -> bool:
    """Whether an expression of Recognizers-Text is a date or a range with both ends."""
    values = result["values"] or [{}]
    dated = result["type"] in ("datetimeV2.date", "datetimeV2.daterange")
    return dated and all(_days(value) for value in values)


def _days(value: dict[str, str]) -> tuple[date, date] | None:
    first, end = value.get("value", value.get("start")), value.get("value", value.get("end"))
    if not first or not end or first == "not resolved":
        return None
    return date.fromisoformat(first), date.fromisoformat(end)


def right(row: dict[str, Any], result: dict[str, Any]) -> DateMention | None:
    """The mention at the expression that means one of its values."""
    at = row["text"].lower().find(result["span"])
    stop = at + len(result["span"])
    for mention in date_mentions(row["text"], datetime.fromisoformat(row["reference"] + "+00:00")):
        over = mention.start < stop and at < mention.end
        if over and any(_same(mention, value) for value in result["values"]):
            return mention
    return None


def _same(mention: DateMention, value: dict[str, str]) -> bool:
    days = _days(value)
    return days is not None and (
        mention.first == days[0] and mention.last in (days[1], days[1] - timedelta(days=1))
    )


def main() -> None:
    """Print both tables; with `-v` also the development lines that fail."""
    folder = Path(next((arg for arg in sys.argv[1:] if arg != "-v"), "../shared/data"))
    verbose = "-v" in sys.argv
    for half in ("dev", "held"):
        rows = [row for row in read(NEWS) if row["half"] == half]
        wrong = wrong_news(rows)
        print(f"news sentences, {half:4}  {1 - len(wrong) / len(rows):.3f} of {len(rows)}   (must .95)")
        for line, said in wrong if verbose and half == "dev" else ():
            print("   ", line, said)
    path = folder / "dates_dev.jsonl"
    if not path.exists():
        print(f"Recognizers-Text: no {path}; name its folder as the argument")
        return
    pairs = [(row, res) for row in read(path) for res in row["results"] if closed(res)]
    missed = [(row, res) for row, res in pairs if right(row, res) is None]
    print(f"Recognizers-Text      {1 - len(missed) / len(pairs):.3f} of {len(pairs)}   (dateparser .452, must .70)")
    for row, res in missed if verbose else ():
        found = date_mentions(row["text"], datetime.fromisoformat(row["reference"] + "+00:00"))
        said = [(m.text, str(m.first), str(m.last)) for m in found]
        print("   ", row["reference"][:10], res["span"], [_days(value) and [str(d) for d in _days(value) or ()] for value in res["values"]], said)


if __name__ == "__main__":
    main()
