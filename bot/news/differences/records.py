"""What is compared, and what a comparison gives: reports in, differences out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What two texts disagree on."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Report:
    """A text of a story. `outlet` is its source where no outlet is known.

    The title is no sentence to be told, but what it says the outlet knows.
    """

    article_id: int
    outlet: str
    published: datetime | None
    sentences: tuple[str, ...]
    language: str = "en"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says: `value` stands in `sentence`, word for word."""

    article_id: int
    outlet: str
    sentence: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two reports that disagree; where `updated`, the second is the same outlet's later text."""

    kind: Kind
    updated: bool
    one: Said
    other: Said


def say(difference: Difference) -> str:
    """Say a difference in one line of stored words."""
    one, other = difference.one, difference.other
    if difference.updated:
        return f"{one.outlet} changed “{one.value}” to “{other.value}”: “{other.sentence}”"
    return f"{one.outlet} has “{one.value}”, {other.outlet} “{other.value}”: “{one.sentence}”"
