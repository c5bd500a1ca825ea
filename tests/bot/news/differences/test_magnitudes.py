from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bot.news.differences.samples import SUNDAY, report, values

ONE = report("A", "A 5.6-magnitude earthquake shook the island of Osterdam on Saturday.")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("A quake of magnitude 5.2 shook Osterdam on Saturday.", [("5.6", "5.2")]),
        ("A quake measuring 5.2 on the Richter scale shook it.", [("5.6", "5.2")]),
        ("A quake of magnitude 5.2 shook Osterdam and hurt six people.", [("5.6", "5.2")]),
        ("A quake of magnitude 6 shook Osterdam.", []),
        ("A quake of magnitude 5.2 shook Osterdam on Friday.", []),
        ("Two quakes of 6.3 and 5.2 magnitude shook Osterdam on Saturday.", []),
        ("A quake of magnitude 7.1 shook Osterdam on Saturday.", []),  # no office is so far off
        ("An aftershock of magnitude 5.2 shook Osterdam.", []),
        ("One office gave the magnitude 5.2, another 5.6.", []),
        ("A quake of magnitude 5.2 struck the island in 1999.", []),
    ],
)
def test_magnitudes_of_one_quake(sentence: str, found: list[tuple[str, str]]) -> None:
    assert values(ONE, report("B", sentence)) == found


def test_magnitude_of_another_week_is_another_quakes() -> None:
    later = SUNDAY + timedelta(days=9)
    other = "A 5.2-magnitude earthquake shook the island of Osterdam on Saturday."
    assert values(ONE, report("B", other, published=later)) == []
