"""Whether two amounts can both be true.

How it works: an amount is a span of values. "At least 12" is 12 and everything above, "nearly 50"
and "up to 50" end there, "about 50" reaches a tenth either way, a range is what it names, and a
bare figure is itself. Round figures are roundings: 1,300 and 1,294 agree, and so do 5.6 and 6,
where the rounder one is what the other gives with as many digits. Two amounts disagree only when
their spans have no value in common.

Where it fails: small round counts ("20 people") are taken at their word.
"""

from __future__ import annotations

from math import floor, inf, log10

from bot.text.numbers import NumberMention

_ABOUT = 0.1
_ROUNDED_FROM = 100  # smaller whole numbers are counted, not rounded


def can_both_be(one: NumberMention, other: NumberMention) -> bool:
    """Whether some value fits both."""
    (low, high), (least, most) = _span(one), _span(other)
    if low <= most and least <= high:
        return True
    return _rounds_to(one.value, other.value) or _rounds_to(other.value, one.value)


def is_told_exactly(number: NumberMention) -> bool:
    """Whether it can be told against another: a bare figure, or one that is the least."""
    return number.upper is None and number.qualifier in ("", "over")


def _span(number: NumberMention) -> tuple[float, float]:
    value = number.value
    if number.upper is not None:
        return value, number.upper
    if number.qualifier == "over":
        return value, inf
    if number.qualifier == "under":
        return 0.0, value
    slack = _ABOUT * value if number.qualifier == "about" else 0.0
    return value - slack, value + slack


def _rounds_to(exact: float, rounded: float) -> bool:
    """Whether the one given with as many digits as the other is the other."""
    if rounded < _ROUNDED_FROM and exact == int(exact):
        return False
    digits = len(f"{rounded:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0"))
    if exact <= 0 or digits == 0:
        return False
    places = digits - 1 - floor(log10(exact))
    return abs(round(exact, places) - rounded) < 1e-9 * max(1.0, abs(rounded))
