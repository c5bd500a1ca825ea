"""Numbers as text writes them: digits, words, money, percentages, ordinals, ranges, qualifiers.

Theory. News writes one amount in many ways ("2.5 million", "2,500,000", "two and a half million",
"$2.5m"). Each way becomes one `NumberMention` with a value, a kind and what bounds it, so that
amounts are compared and not strings. A magnitude after the number (thousand, million, bn)
multiplies; a currency or percent sign settles the kind; a word before it (about, more than, at
least, up to) qualifies it. A span of two numbers that rises ("12 to 15") is a range; one that
falls ("3-1") is a score, which is two numbers. "One" is a number only where it counts: "no one",
"one of" and "one another" are not counts.

Known to fail: numbers in other languages' words, "a quarter" of a year, lists of years, Roman
numerals, and decimals written with a comma ("2,5") unless fewer than three digits follow it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["cardinal", "ordinal", "percent", "money", "clock"]
Qualifier = Literal["", "about", "over", "under"]

_UNIT_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_FIRST_TWENTY = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_UNITS = _UNIT_WORDS.split()
_TENS = _TEN_WORDS.split()
_WORDS = {word: float(value) for value, word in enumerate(_UNITS)} | {
    word: 10.0 * (value + 2) for value, word in enumerate(_TENS)
}
_MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_MAGNITUDES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_ORDINAL_WORDS = {word: value + 1.0 for value, word in enumerate(_FIRST_TWENTY.split())}
_COLLECTIVES = {"dozen": 12.0, "score": 20.0, "couple": 2.0, "pair": 2.0, "half": 0.5}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_CURRENCIES = {
    "$": "usd",
    "£": "gbp",
    "€": "eur",
    "¥": "jpy",
    "₹": "inr",
    "₽": "rub",
    "dollar": "usd",
    "pound": "gbp",
    "euro": "eur",
    "yen": "jpy",
    "rupee": "inr",
    "rouble": "rub",
    "ruble": "rub",
    "yuan": "cny",
    "usd": "usd",
    "gbp": "gbp",
    "eur": "eur",
}
_QUALIFIERS: dict[str, Qualifier] = {
    "about": "about",
    "around": "about",
    "approximately": "about",
    "roughly": "about",
    "nearly": "under",
    "almost": "under",
    "some": "about",
    "circa": "about",
    "over": "over",
    "above": "over",
    "more than": "over",
    "at least": "over",
    "upwards of": "over",
    "under": "under",
    "below": "under",
    "less than": "under",
    "fewer than": "under",
    "up to": "under",
    "as many as": "under",
    "as much as": "under",
    "at most": "under",
}
_WORD = "|".join(sorted([*_WORDS, *_MAGNITUDES], key=len, reverse=True))
_MENTION = re.compile(
    rf"""
    (?P<clock>\b\d{{1,2}}(?::\d{{2}}(?::\d{{2}})?|\.\d{{2}}(?=\s?[ap]\.?m\b)))
    | (?P<currency>(?:US|A|C|NZ|HK)?[$£€¥₹₽])?\s?
      (?P<digits>(?<![\w.])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?)
      (?:(?P<ordinal>st|nd|rd|th)\b
        |(?P<short>(?:k|mn?|bn?|tr?n)\b)
        |[\s-]?(?P<magnitude>hundred|thousand|million|billion|trillion)s?\b)?
    | (?<![\w-])(?P<ordword>(?:(?:{"|".join(_TENS)})-)?(?:{"|".join(_ORDINAL_WORDS)}))\b
    | (?<![\w-])(?P<words>(?:half\s+(?=a\b))?(?:a\s+(?=hundred|thousand|million|billion|trillion))?
        (?:{_WORD})(?:(?:[\s-]+|(?<=hundred|housand|million|billion)\s+and\s+)(?:{_WORD}))*)\b(?!s\b)
    | (?<![\w-])(?P<collective>(?:(?:half\s+)?a\s+)?(?:dozen|couple|pair)|twice|thrice|half)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage points?\b)", re.IGNORECASE)
_AFTER_CURRENCY = re.compile(
    r"\s(?:US |[A-Z][a-z]+n )?(dollar|pound|euro|yen|rupee|rouble|ruble|yuan|USD|GBP|EUR)s?\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b({'|'.join(_QUALIFIERS)})\s+(?:a\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s?[-–—]\s?|\s(?:to|and)\s)$", re.IGNORECASE)
_NO_COUNT_BEFORE = re.compile(
    r"\b(?:no|any|every|some|each|this|that|the|another|which|only|by)[\s-]$", re.IGNORECASE
)
_NO_COUNT_AFTER = re.compile(r"(?:\s(?:of|another|day|who|that|side)\b|['’]s\b|\s*[.,;:!?)]|$)")


@dataclass(frozen=True, slots=True)
class NumberMention:
    """An amount in a text: `text[start:end]`, worth `value` (up to `upper` where it is a range)."""

    start: int
    end: int
    value: float
    kind: Kind = "cardinal"
    unit: str = ""
    qualifier: Qualifier = ""
    upper: float | None = None
    digits: bool = True


def number_mentions(text: str) -> list[NumberMention]:
    """Every amount in `text` in order; overlapping readings do not occur."""
    return _joined_ranges(text, list(_single_mentions(text)))


def same_amount(one: NumberMention, other: NumberMention) -> bool:
    """Whether both say the same amount.

    A qualified one agrees with what it covers: "about" 5% either way, "over" and "under" 10%.
    """
    if not _comparable(one, other):
        return False
    if one.upper is not None or other.upper is not None:
        return (one.value, one.upper) == (other.value, other.upper)
    if one.value == other.value:
        return True
    return _close_by_qualifier(one, other) or _close_by_qualifier(other, one)


def _single_mentions(text: str) -> Iterator[NumberMention]:
    for match in _MENTION.finditer(text):
        value, kind = _value(match)
        if match.lastgroup == "words" and value == 1 and _is_no_count(text, match):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        mention = NumberMention(start, match.end(), value, kind, digits=match["digits"] is not None)
        yield _qualified(text, _with_unit(text, mention, match["currency"]))


def _value(match: re.Match[str]) -> tuple[float, Kind]:
    if match["clock"]:
        hours, minutes = re.split("[:.]", match["clock"])[:2]
        return int(hours) * 60.0 + int(minutes), "clock"
    if match["digits"]:
        factor = _SHORT_MAGNITUDES.get((match["short"] or "").lower(), 1.0)
        factor *= _MAGNITUDES.get((match["magnitude"] or "").lower(), 1.0)
        value = round(float(match["digits"].replace(",", "")) * factor, 6)
        return value, "ordinal" if match["ordinal"] else "cardinal"
    if match["words"]:
        return _spelled(match["words"].lower()), "cardinal"
    if match["ordword"]:
        tens, _, last = match["ordword"].lower().rpartition("-")
        return _WORDS.get(tens, 0.0) + _ORDINAL_WORDS[last], "ordinal"
    return _collective(match["collective"].lower()), "cardinal"


def _spelled(words: str) -> float:
    total = current = 0.0
    for word in re.split(r"[\s-]+", words):
        if word == "half":
            current = 0.5
        elif word in _WORDS:
            current += _WORDS[word]
        elif word == "hundred":
            current = (current or 1.0) * 100
        elif word in _MAGNITUDES:
            total += (current or 1.0) * _MAGNITUDES[word]
            current = 0.0
    return total + current


def _collective(words: str) -> float:
    if words in _TIMES:
        return _TIMES[words]
    parts = words.split()
    return _COLLECTIVES[parts[-1]] * (0.5 if len(parts) > 1 and parts[0] == "half" else 1.0)


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 10) : match.start()]
    return bool(_NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(text, match.end()))


def _with_unit(text: str, mention: NumberMention, symbol: str | None) -> NumberMention:
    if symbol:
        return replace(mention, kind="money", unit=_CURRENCIES[symbol[-1]])
    if percent := _AFTER_PERCENT.match(text, mention.end):
        return replace(mention, end=percent.end(), kind="percent", unit="%")
    if money := _AFTER_CURRENCY.match(text, mention.end):
        return replace(mention, end=money.end(), kind="money", unit=_CURRENCIES[money[1].lower()])
    return mention


def _qualified(text: str, mention: NumberMention) -> NumberMention:
    window = max(0, mention.start - 16)
    if found := _BEFORE.search(text[window : mention.start]):
        qualifier = _QUALIFIERS[" ".join(found[1].lower().split())]
        return replace(mention, start=window + found.start(), qualifier=qualifier)
    return mention


def _joined_ranges(text: str, mentions: list[NumberMention]) -> list[NumberMention]:
    joined: list[NumberMention] = []
    for mention in mentions:
        if joined and _makes_range(text, joined[-1], mention):
            low = joined.pop()
            scale = _shared_scale(low, mention)
            mention = replace(
                mention,
                start=low.start,
                value=low.value * scale,
                upper=mention.value,
                qualifier=low.qualifier,
            )
        joined.append(mention)
    return joined


def _makes_range(text: str, low: NumberMention, high: NumberMention) -> bool:
    gap = text[low.end : high.start]
    if (
        low.upper is not None
        or high.kind in ("ordinal", "clock")
        or low.kind in ("ordinal", "clock")
    ):
        return False
    if not _BETWEEN.fullmatch(gap) or high.value <= low.value:
        return False
    if low.unit and high.unit and low.unit != high.unit:  # "fell 18% to 412 million euros"
        return False
    return "and" not in gap or text[: low.start].rstrip().lower().endswith("between")


def _shared_scale(low: NumberMention, high: NumberMention) -> float:
    """ "2 to 3 million" means two million to three million: the magnitude belongs to both."""
    for factor in (1e12, 1e9, 1e6, 1e3):
        if (
            high.value >= factor
            and low.value < 1e3
            and high.value / factor < 1e3
            and low.value < high.value / factor
        ):
            return factor if high.value % (factor / 10) == 0 and high.digits == low.digits else 1.0
    return 1.0


def _comparable(one: NumberMention, other: NumberMention) -> bool:
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if one.kind == other.kind:
        return True
    return "cardinal" in (one.kind, other.kind) and "clock" not in (one.kind, other.kind)


def _close_by_qualifier(qualified: NumberMention, exact: NumberMention) -> bool:
    """Whether "about", "over" or "under" on one side covers the exact amount on the other."""
    if not qualified.qualifier or exact.qualifier:
        return False
    if qualified.qualifier == "over":
        return qualified.value <= exact.value <= qualified.value * 1.1
    if qualified.qualifier == "under":
        return qualified.value * 0.9 <= exact.value <= qualified.value
    return qualified.value * 0.95 <= exact.value <= qualified.value * 1.05
