"""Reports for the tests of differences."""

from datetime import UTC, datetime

from bot.news.differences import Report, differences

SUNDAY = datetime(2023, 9, 17, 8, tzinfo=UTC)


def report(outlet: str, *sentences: str, published: datetime | None = SUNDAY) -> Report:
    number = ord(outlet[0]) + (published or SUNDAY).hour
    return Report(number, outlet, published, sentences)


def values(*reports: Report) -> list[tuple[str, str]]:
    return [(found.one.value, found.other.value) for found in differences(reports)]
