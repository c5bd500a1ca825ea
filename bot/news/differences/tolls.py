"""How many people each report says an event killed, injured and the like.

Observed: the toll is what reports of one event disagree on most often beside ages, and no two tell
it in the same words ("killed 12 people", "12 dead", "the death toll rose to 12"). What looks like
another toll is mostly a part of it ("three of them children", "two others"), that of another event
("killing 78 in 1982"), or counts the attacker too.

How it works: a number is a toll where it stands right at a word for an outcome, at most with a word
for people between. The key is the outcome and, unless it is people in general, who they were. Tolls
of the first sentences are told; parts, other times' tolls and what stands further down are only
known (see facts). A dozen is about twelve. Whoever is hurt or missing beside the dead is no part of
them ("two dead and another five hurt"). Two tolls are of one event when their sentences share more
than people, outcomes, names and who tells it, or the reports agree on another toll; not when they
name other places or days, one sums up two places, they lie a week apart, or one is many times the
other, nor where the sentences share less than half of their words: told otherwise, one in five of
those read was of another place, group or event, told alike none was. Where the attacker died too,
one or two more are no difference, and neither is the sum of two other tolls ("four shot", "one
dead, three hurt").

Where it fails: a region's toll told like the whole; outcomes in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from bot.news.differences import facts
from bot.news.differences.facts import Fact, Facts, Key
from bot.news.differences.lines import COUNT, LEAD, WEEK, Clash, Line, Side, joined_with, within
from bot.news.differences.occasions import covers_more, is_where, of_other_events
from bot.text.lexicon import GROUPS, PERSONS, categories
from bot.text.numbers import NumberMention
from bot.text.words import content_terms, is_stop, stem

_OUTCOMES = {
    "killed": r"(?:shot (?:and |to )?)?(?:kill(?:ed|ing|s)|slain|dead|death)|die[sd]?"
    r"|deaths|fatalities|lost their lives|fatally shot|(?:were |was )?shot fatally",
    "injured": r"injur(?:ed|ing|es|ies)|wound(?:ed|ing|s)|hurt(?:ing|s)?",
    "missing": r"missing|unaccounted for",
    "arrested": r"arrest(?:ed|ing|s)|detain(?:ed|ing|s)",
    "shot": r"shot(?! (?:and |to )?(?:kill|dea|fatal|themsel|himsel|hersel))",
    "displaced": r"displac(?:ed|ing|es)|homeless|evacuat(?:ed|ing|es)",
    "rescued": r"rescu(?:ed|ing|es)",
}
_ACTIVE = {
    "killed": r"kill(?:ed|ing|s)|deaths? of|death toll[^.,;]{0,30}\b(?:to|at|of|was|is|reached)"
    r"|claim(?:ed|ing|s) the lives of|lives of",
    "injured": r"injur(?:ed|ing|es)|wound(?:ed|ing|s)|hurt(?:ing|s)?|injuries to",
    "arrested": r"arrest(?:ed|ing|s)|detain(?:ed|ing|s)",
    "shot": r"shot|shooting",
    "displaced": r"displac(?:ed|ing|es)|evacuat(?:ed|ing|es)",
    "rescued": r"rescu(?:ed|ing|es)",
}
_BE = (
    r"(?:(?:were|was|are|is|have|has|had|been|be|being|also|still|now|left|reported|confirmed|feared"
    r"|believed|found|to|who|reportedly)\s+)*"
)
_AFTER = {
    outcome: re.compile(rf"\s+(?P<who>(?:[a-z’'-]+\s+){{0,3}}?){_BE}(?:{words})\b", re.IGNORECASE)
    for outcome, words in _OUTCOMES.items()
}
_BEHIND = {
    outcome: re.compile(rf"\b(?:{words})\s+$", re.IGNORECASE) for outcome, words in _ACTIVE.items()
}
_ANY = re.compile("|".join([*_OUTCOMES.values(), *_ACTIVE.values()]), re.IGNORECASE)
_GENERAL = frozenset(
    stem(word) for word in ("people", "person", "victims", "others", "individuals")
)
_COMMON_TO_TOLLS = _GENERAL | {
    stem(word)
    for words in (
        "kill killer killings dead death deaths deadly die died dying fatal fatally fatality slain",
        "injure injury injuries wound wounds hurt shot shoot shooter shooting shootings",
        "police policeman policemen official officially authority say said report reportedly",
        "man men woman women",
    )
    for word in words.split()
}
_COUNTING = re.compile(rf"\d|{COUNT}$")
_AGE = re.compile(r"[- ](?:years?|months?|weeks?|days?)\b|\s?[ap]\.?m\b", re.IGNORECASE)
_BEHIND_ANY = re.compile(rf"(?:{'|'.join(_ACTIVE.values())})\s+$", re.IGNORECASE)
_WHO = re.compile(r"\s+(?P<who>[a-z’'-]+)", re.IGNORECASE)
_PART_BEFORE = re.compile(
    r"\b(?:another|other|others|including|includes?|additional|of (?:them|whom|these|those)"
    r"|remaining|among|every|first|last|final|only|further)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"\s+(?:of|more|additional|further|others?)\b", re.IGNORECASE)
_AND_MORE = {
    outcome: re.compile(
        rf"\band\s+{COUNT}\s+(?:more|elsewhere|in\s+(?:the\s+)?(?-i:[A-Z]))"
        rf"(?!(?:\s+[a-z]+){{0,2}}?\s+{_BE}(?:{others})\b)",
        re.IGNORECASE,
    )
    for outcome in _OUTCOMES
    for others in ["|".join(words for other, words in _OUTCOMES.items() if other != outcome)]
}
_COMMA = re.compile(r",\s+")
_JOINED = re.compile(r"\w-$")  # "Covid-19"
_GRAVELY = re.compile(
    r"\b(?:critical|serious|sever|grave|stable|minor|slight)|life[- ]threatening", re.IGNORECASE
)
_OTHER_EVENTS = re.compile(
    rf"\b(?:another(?!\s+{COUNT})|elsewhere|unrelated|separate|different|series|string|incidents"
    r"|shootings|attacks|bombings|blasts|explosions|crashes|accidents|clashes|weekend)\b",
    re.IGNORECASE,
)
_ATTACKER = re.compile(
    r"\b(?:gunman|gunmen|shooter|attacker|suspect|bomber|assailant|himself|herself|themselves)s?\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:dead|died|dies|killed|killing|suicide|turned the gun)\b", re.IGNORECASE)
_ATTACKERS = 2
_SHARED = 2  # content words apart from outcomes, people, numbers and who tells it
_ALIKE = 0.5  # share of the words of both sentences that they have in common
_TELLING = 3  # smaller tolls agree by chance
_GROWS = 5  # a toll that is so much higher is that of a larger event
_FALLS = 0.6  # tolls rise; one that is so much lower later is that of another event
_BESIDE_DEATHS = ("injured", "missing")  # "two dead and another five hurt": five in all
_COUNTED_TOGETHER = ("killed", "injured", "shot")
_NEAR = 48  # characters before a number in which an outcome is looked for


def tolls(lines: Sequence[Line]) -> Iterator[Fact]:
    """The tolls that a report gives, those of its first sentences to be told.

    A number beside a toll that is none, or part of one, may be part of it ("17, among them 12").
    """
    for at, line in enumerate(lines):
        counts = _counts(line)
        if not counts or not _ANY.search(line.text):
            continue
        keys = {number: ("toll", *what) for number in counts for what in _outcomes(line, number)}
        asides = {number for number, key in keys.items() if _is_aside(line, number, key[1])}
        for number, key in keys.items():
            known = at >= LEAD or number in asides
            yield Fact(key, line, number, line.cut(number), known)
        for key in set(keys.values()):
            for number in counts:
                if keys.get(number) != key and (number in asides or number not in keys):
                    yield Fact(key, line, number, line.cut(number), known=True)


def _counts(line: Line) -> list[NumberMention]:
    return [
        _as_told(line, number)
        for number in line.numbers
        if number.kind == "cardinal" and number.value >= 1 and number.value.is_integer()
        if not _AGE.match(line.text, number.end) and not _JOINED.search(line.text, 0, number.start)
        if not _is_beside_a_name(line, number)
    ]


def _as_told(line: Line, number: NumberMention) -> NumberMention:
    """The number, about which a dozen is said."""
    rounded = number.qualifier == "" and "dozen" in line.cut(number).lower()
    return replace(number, qualifier="about") if rounded else number


def _is_beside_a_name(line: Line, number: NumberMention) -> bool:
    """Whether it is an age: "Ines, 15, and Rolf Calder, 9 were found dead"."""
    return number.digits and any(
        _COMMA.fullmatch(line.text, name.end, number.start) and not is_where(line, name)
        for name in line.names
    )


def is_toll(line: Line, number: NumberMention) -> bool:
    """Whether the number counts whom something befell."""
    return any(_outcomes(line, number))


def clashes(one: Side[Facts], other: Side[Facts], lines: Sequence[Line]) -> Iterator[Clash]:
    """Tolls of two reports that cannot both be, whoever may be counted; takes the lines of both."""
    for clash, here, there in facts.clashes(one, other):
        if not _of_one_event(here, there, one.own, other.own):
            continue
        near = abs(here.amount.value - there.amount.value) <= _ATTACKERS
        if near and here.key[1] != "injured" and _attackers_die(lines):
            continue
        if not (_adds_up(here, other.outlets) or _adds_up(there, one.outlets)):
            yield clash


def _of_one_event(here: Fact, there: Fact, one: Facts, other: Facts) -> bool:
    """Whether the sentences share enough, or the reports agree on another toll."""
    first, second = here.line, there.line
    if not within(WEEK, first.report, second.report) or of_other_events(first, second):
        return False
    if there.amount.value > _GROWS * here.amount.value or _falls(here, there):
        return False
    if covers_more(first, second) or covers_more(second, first) or not _are_alike(first, second):
        return False
    both = (first.words & second.words) - _COMMON_TO_TOLLS
    shared = {word for word in both if not _COUNTING.match(word)}
    named = content_terms(" ".join(first.named))
    alike = len(shared) >= _SHARED and not shared <= set(named)
    return alike or _agree_on_another(here.key, one, other)


def _are_alike(one: Line, other: Line) -> bool:
    return 2 * len(one.words & other.words) >= _ALIKE * (len(one.words) + len(other.words))


def _agree_on_another(key: Key, one: Facts, other: Facts) -> bool:
    return any(
        ours.amount.value == theirs.amount.value >= _TELLING
        for same in one.keys() & other.keys() - {key}
        for ours in one[same]
        for theirs in other[same]
        if not (ours.known or theirs.known)
    )


def _falls(here: Fact, there: Fact) -> bool:
    """Whether the later toll is so much lower that it must be another's."""
    dated = here.line.report.published and there.line.report.published
    return bool(dated) and there.amount.value < _FALLS * here.amount.value


def _attackers_die(lines: Sequence[Line]) -> bool:
    return any(_ATTACKER.search(line.text) and _DEATH.search(line.text) for line in lines)


def _adds_up(fact: Fact, others: Facts) -> bool:
    """Whether it is what another report gives in two tolls: "four shot", "one dead, three hurt"."""
    sums = {
        a.amount.value + b.amount.value
        for one, other in combinations(_COUNTED_TOGETHER, 2)
        for a in others.get(("toll", one, ""), ())
        for b in others.get(("toll", other, ""), ())
    }
    return fact.amount.value in sums


def _outcomes(line: Line, number: NumberMention) -> Iterator[tuple[str, str]]:
    """The outcome that the number counts, with who it befell ("" for people in general)."""
    found = _behind(line, number) or _before(line, number)
    if found and _are_people(found[1]):
        yield found[0], _key_of(found[1])


def _behind(line: Line, number: NumberMention) -> tuple[str, list[str]] | None:
    """An outcome behind the number: "12 people were hurt", "12 dead", "12 wounded soldiers"."""
    for outcome, form in _AFTER.items():
        if found := form.match(line.text, number.end):
            who = found["who"].split()
            if outcome == "shot" and found[0].split() == ["shot"]:
                continue  # "fired one shot"
            if all(not is_stop(word) or word == "other" for word in who):
                behind = _WHO.match(line.text, found.end())
                described = not who and behind is not None and _is_people(behind["who"].lower())
                return outcome, [behind["who"]] if behind and described else who[-1:]
    return None


def _before(line: Line, number: NumberMention) -> tuple[str, list[str]] | None:
    """An outcome before the number: "killing 12", "wounded 12 soldiers"."""
    text = line.text[max(0, number.start - _NEAR) : number.start]
    for outcome, form in _BEHIND.items() if _BEHIND_ANY.search(text) else ():
        if form.search(text):
            next_ = _WHO.match(line.text, number.end)
            return outcome, [next_["who"]] if next_ and not is_stop(next_["who"]) else []
    return None


def _key_of(who: Sequence[str]) -> str:
    last = stem(who[-1].lower()) if who else ""
    return "" if last in _GENERAL else last


def _are_people(who: Sequence[str]) -> bool:
    return all(_is_people(word.lower()) for word in who)


@lru_cache(maxsize=4096)
def _is_people(word: str) -> bool:
    return bool(categories(word) & {GROUPS, PERSONS}) or stem(word) in _GENERAL


def _is_aside(line: Line, number: NumberMention, outcome: str) -> bool:
    """Whether it is a part of the toll, or another time's."""
    if line.is_background or line.may_be or _OTHER_EVENTS.search(line.text):
        return True
    part = _PART_BEFORE.search(line.text, 0, number.start)
    if part and not (outcome in _BESIDE_DEATHS and part[0].lower().startswith("another")):
        return True
    if _is_joined(line.text, number):
        return True
    if _AND_MORE[outcome].search(line.text, number.end):
        return True
    part = _PART_AFTER.match(line.text, number.end)
    if part and not (outcome in _BESIDE_DEATHS and "other" in part[0]):
        return True
    return outcome == "injured" and _GRAVELY.search(line.text) is not None


def _is_joined(text: str, number: NumberMention) -> bool:
    """Whether it is one of two groups that share an outcome ("two men and three women died")."""
    joined = joined_with(text, number)
    return bool(joined) and not _ANY.search(joined)
