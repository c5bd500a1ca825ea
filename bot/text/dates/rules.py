"""The grammar of date expressions: patterns over classes of words, and the readings they get.

A text is read as a string of one-character classes (see lexicon): "Saturday, Sept. 16" is
"WcRpd". A rule is a pattern over such strings and the reading of what it matches (days, spans).
At each word the first rule that yields a period wins, so longer patterns come first.

What news means: a weekday, a month or a day without its year is the latest one not after the day
of writing, unless the verbs around it point ahead (see tense); without any verb a day without a
year is the nearest one. "Last week" said on a Sunday is the week about to end, since half of the
world starts its week on that Sunday. "Two weeks ago" means a week, "three years ago" a year, not
a day; "earlier this month" ends today.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.text.dates import days, spans
from bot.text.dates.expression import Expression
from bot.text.dates.lexicon import Word
from bot.text.dates.periods import Period

Reading = Callable[[Expression], Period | None]
Located = Callable[[tuple[Word, ...]], Expression]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: the indexes of its first word and after its last, and what it means."""

    begin: int
    stop: int
    period: Period


def find_periods(words: list[Word], located: Located) -> Iterator[Found]:
    """Each date expression in order; `located` puts matched words into their setting."""
    codes = "".join(word.code for word in words)
    begins = _BEGINS.search(codes)
    while begins is not None:
        found = _at(words, codes, begins.start(), located)
        if found is not None:
            yield found
        begins = _BEGINS.search(codes, found.stop if found else begins.end())


def _at(words: list[Word], codes: str, at: int, located: Located) -> Found | None:
    for pattern, read in _RULES[codes[at]]:
        match = pattern.match(codes, at)
        if match is not None:
            try:
                period = read(located(tuple(words[at : match.end()])))
            except (ValueError, OverflowError):  # a day that the calendar does not have
                continue
            if period is not None:
                return Found(at, match.end(), period)
    return None


_MO = "[MRV]p?"
_YR = "(?:(?:[c/Oi-]|cO)?[yk])"
_MANY = "[Ndna][uU]"
_WHOLE = rf"(?:T?{_MO}{_YR}?|y|T?[lxt]?u|T?D)"
# The classes that a rule can start with, its pattern, and what the words mean.
_TABLE: tuple[tuple[str, str, Reading], ...] = (
    ("I", r"I", days.numeric),
    ("J", r"(?<=[iW])J", days.numeric_day),
    ("Wwt", rf"t?[Ww]p?[c(]?T?(?:{_MO}[T-]?[do](?![uU])|[do]O?T?{_MO}){_YR}?", days.day_of_month),
    ("Wwt", r"t?[Ww]p?c?(?:To|o(?!u)|d(?=[pc]|$))", days.ordinal_day),
    ("MRV", rf"{_MO}[do]-T?[do]{_YR}?", days.day_range),
    ("do", rf"[do][-&]T?[do]O?T?{_MO}{_YR}?", days.day_range),
    ("do", rf"[do]p?(?:uO)?O?/?T?[MR]p?{_YR}?", days.day_of_month),
    ("do", rf"(?:(?<=i)d|o|[do]O)V(?:{_YR})?|dV{_YR}", days.day_of_month),
    ("MRV", rf"{_MO}[T-]?[do](?![uU]){_YR}?", days.day_of_month),
    ("ol", rf"[ol](?:u|[Ndn]U)O{_WHOLE}", spans.nth),
    ("ezm", rf"[ezm]-?[Oi]?T?(?:{_MO}{_YR}?|y|[lxtT]u|D|o-?u)", spans.part),
    ("bfm", rf"[bfm]O{_WHOLE}", spans.part),
    ("o", r"o[uh]O?(?:y|T?[lxt]?u)", spans.quarter),
    ("Qy", r"Q-?O?y|y-?Q|Q", spans.quarter),
    ("o", r"o-?u", spans.century),
    ("o", r"(?<=iT)o(?=[pc)Tia&]|$)", days.ordinal_day),
    ("MRV", rf"{_MO}{_YR}", spans.month),
    ("Nand", rf"{_MANY}A", spans.ago),
    ("G", rf"G{_MANY}", spans.ago),
    ("Nand", rf"{_MANY}iY", spans.from_today),
    ("i", rf"(?<!o_)i{_MANY}(?![sA])", spans.from_today),
    ("lx", rf"[lx]{_MANY}", spans.counted),
    ("Nnd", r"[Nnd][lx]U", spans.counted),
    ("lx", r"[lx]u[iO]?[Ww]", days.weekday_of_week),
    ("Ww", r"[Ww][Oi]?[ltx]u", days.weekday_of_week),
    ("ltx", r"t?[ltx][Ww]", days.weekday),
    ("W", r"(?<!v)(?<!ia)(?:(?<!T)W[ltx]?(?!XC)|W(?!X?C))", days.weekday),
    ("w", r"(?<=i)w(?=p)", days.weekday),
    ("lt", r"[lt][PX]", days.part_of_day),
    ("T", r"Tlu(?!O)", spans.calendar),
    ("ltx", r"(?<!T)lu|lE|[tx][uE]", spans.calendar),
    ("uE", r"[uE][ltx]", spans.calendar),
    ("E", r"(?<=T)E", spans.weekend),
    ("ltx", rf"[ltx]{_MO}(?![do])", spans.month),
    ("RV", r"(?<=[iO=B])[RV]|(?<=[&-])R|[RV](?=[-=]T?[MRV])", spans.month),
    ("S", r"SO?[yk]", spans.season),
    ("ltx", r"[ltx]S", spans.season),
    ("j", r"(?<=B)j(?=&)|(?<=[-=&])j|(?<=[-=&]T)j", days.day_word),
    ("YZ", r"Y|(?<!C)Z", days.day_word),
    ("D", r"D", spans.decade),
    ("r", r"(?<=T)r", spans.decade),
    ("HKlx", rf"(?:[lx][HK]|H|(?<=i)K(?!C)|K(?=[yk])){_YR}?", days.holiday),
    ("y", r"(?<=[iOu&=])y(?!_)|(?<=y-)y|y(?=-y)|(?<=B)y(?=&y)|(?<=\()y(?=\))", spans.year),
    ("y", r"(?<=[iOu&=])y(?=_)|(?<=[Ts])y(?=[C_])", spans.year_of_event),
    ("M", r"(?<=[iTOB&=-])M|M(?!C)", spans.month),
)


def _by_start() -> dict[str, tuple[tuple[re.Pattern[str], Reading], ...]]:
    """The rules in order, by the class that they can start with."""
    compiled = [(starts, re.compile(pattern), read) for starts, pattern, read in _TABLE]
    codes = {code for starts, _, _ in _TABLE for code in starts}
    return {
        code: tuple((pattern, read) for starts, pattern, read in compiled if code in starts)
        for code in codes
    }


_RULES = _by_start()
_BEGINS = re.compile("[" + "".join(map(re.escape, _RULES)) + "]")  # most words begin no date
