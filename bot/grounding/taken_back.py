"""Whether one stored sentence takes back or updates what another one tells. Pure.

Observed: news is told before it is over. A strike is announced and called off, a plan reported and
denied, a minister said to be dead is alive, a toll rises, a figure is corrected. The later report
has other words than a question about the first one, so a reader is shown what no longer holds, be
it that both are stored. On real news most sentences with "not" or "denied" take nothing back that
was told: they speak of another time, of somebody else, or of one detail.

How it works: the later sentence is one of a later publication time, by at most LONGEST days, or one
further down in the same dated article. Both have a name in common (in the sentence or its title),
no day of the one speaks against those of the other, and it has one of five marks, all but the
last of them in another article: who writes one knows all of it, and tells of several things.

    undone     what "was called off" or what somebody "withdrew" (WordNet's
               synonyms of a few verbs that are little else) is a deed or an event of the earlier
               sentence, which tells it as ahead; HALF of the clause's words stand there
    denied     "would not close" what was to close; "denied", "refuted", what "is false" or "was
               wrong": MOST of the words of the clause stand there, and all of it is told as so
    alive      the name before "alive" is that of somebody dead there
    risen      "the toll climbed to 31": the earlier sentence counts fewer dead of the same event
    corrected  "correction" in the title, or "an earlier version of our report" here or right
               before: another figure of the same noun, and half of the earlier sentence's words

A clause that takes something back itself tells nothing that could be taken back once more.

Where it fails: what is taken back in quite other words ("the trains will run after all"), by a
pronoun ("it has been called off"), or for a thing with a new name; "did not" and "is not" are not
read, since they speak of something else too often; other languages than English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.grounding.standing import unquoted
from bot.grounding.untold import names_in
from bot.text.dates import DateMention, date_mentions
from bot.text.lexicon import (
    antonyms,
    base_forms,
    brought,
    categories,
    relation,
    senses_by_part,
    synonyms,
)
from bot.text.names import same_name
from bot.text.numbers import NumberMention, number_mentions
from bot.text.saying import SAYS
from bot.text.words import content_terms, fold, is_stop

LONGEST = 60  # days between a report and what takes it back
HALF = 0.5  # share of a clause's words that stand in what it undoes,
MOST = 0.65  # in what it denies
FEWEST = 2  # words of a clause beside names that both have
BEFORE = 14  # days before a report from which on another day is meant
FEW_SENSES = 2
NEAR = 6  # words
JUST_BEFORE = 24  # characters

_ACTS, _WRITINGS, _EVENTS, _WEATHER = 4, 10, 11, 19  # WordNet's files of nouns
_HAPPENS = frozenset({_ACTS, _WRITINGS, _EVENTS, _WEATHER})
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LAST_WORD = re.compile(r"[\w’'-]+$")
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|[.!?]$|\s\(|\)\s")
_NOT = re.compile(r"\b(?:not|never|cannot|no)\b|n['’]t\b", re.IGNORECASE)
_WILL_NOT = re.compile(
    r"\b(?:will|would|shall)\s(?:not|no longer|never)\b(?!\s(?:only|just|necessarily))"
    r"|\b(?:wo|would)n['’]t\b|\b(?:not|no longer)\s(?:going|planning|intending)\s(?=to\b)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|whether|until|once|another)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?$")
_REPORTS = (
    r"(?:[Rr]eports?|rumou?rs?|[Cc]laims?|news|allegations?|accusations?|suggestions?|plans?)\b"
)
_FALSE_REPORT = re.compile(rf"\s{_REPORTS}")
_OF_REPORT = re.compile(rf"\b{_REPORTS}|\b[Ii]t(?:['’]s|\s(?:is|was))\s(?:\w+\s)?$")
_DENIED = re.compile(
    rf"\s(?:that|any|having|being|it|(?:\w+\s){{0,3}}?(?:knowledge|involvement|{_REPORTS})|\w+ing\b)"
)
_TO_BE_DONE = re.compile(
    r"\b(?:will|would|shall|(?:plan|intend|promise|vow|prepare)(?:s|ned|ed|d)? to"
    r"|(?:is|are|was|were|set|due|expected|scheduled|going|planning|intending) to)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|to|plan(?:s|ned|ning)?|scheduled|expected|due"
    r"|intend(?:s|ed)?|announce[sd]?|call(?:s|ed) for|going|ahead|upcoming|next)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:earlier|previous) (?:version of (?:our|this|the) (?:report|story|article)|reports?)\b"
    r"|\bwe (?:had )?(?:wrongly )?reported\b",
    re.IGNORECASE,
)
_IN_FACT = re.compile(r"\bin (?:actual )?fact\b|\bcorrect(?:ed|ly)?\b", re.IGNORECASE)
_CORRECTION = re.compile(r"\W*correct(?:ion|ed)\b", re.IGNORECASE)
_BEHIND_OBJECT = re.compile(r"\b(?:of|from|to|in|on|at|for|by|with|until|after|before|as)\b")
_DIGIT = re.compile(r"\d")
_OF_SOME = re.compile(
    r"\b(?!(?:The|Its|This|That)\s)[A-Z][\w.]*\s(?:death\s)?$"
)  # "the Palestinian death toll"
_SOME_OF = re.compile(r"^\sof\b")
_POINTED_AT = re.compile(r"\b(?:the|those|these|all|first|last)\s$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOLL = re.compile(r"\btolls?\b|\bnumber of (?:\w+ )?(?:dead|deaths|fatalities|victims)\b", re.I)
_RISEN_TO = re.compile(r"(?:\s\w+){0,3}?\s(?:to|at)\s(?:\w+\s){0,3}?$")
_SAYING = re.compile(rf"\b(?:{SAYS}|reported|reports|according to)\b")
_ALIVE = re.compile(r"\b(?:is|was|be|been|found)\s(?:still\s)?alive\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A stored sentence as it is told: `place` is its article's id and where it stands in it.

    `published` is its article's time, `before` the sentence before it, "" where there is none.
    """

    text: str
    title: str
    published: datetime | None
    place: tuple[int, int]
    before: str = ""


def takes_back(later: Told, earlier: Told) -> bool:
    """Whether `later` says that what `earlier` tells is not so, will not be, or is more by now."""
    return (
        _is_later(later, earlier)
        and may_take_back(later.text)
        and _of_one_name(later, earlier)
        and (_is_corrected(later, earlier) or _is_told_anew(later, earlier))
    )


def _is_told_anew(later: Told, earlier: Told) -> bool:
    """By another article alone: who writes one knows all of it, and tells of several things."""
    return later.place[0] != earlier.place[0] and (
        _is_undone(later, earlier)
        or _is_denied(later, earlier)
        or _is_alive(later, earlier)
        or _has_risen(later, earlier)
    )


@lru_cache(maxsize=4096)
def may_take_back(text: str) -> bool:
    """Whether anything in an English sentence may take something back; says so quickly."""
    plain = text.casefold()
    if not any(hint in plain for hint in _hints()):
        return False
    marks = (_WILL_NOT, _ALIVE, _TOLL, _CORRECTS, _IN_FACT)
    return any(mark.search(text) for mark in marks) or bool(
        _quick().search(text) and (any(_undoing(text)) or any(_denying(text)))
    )


def _is_later(later: Told, earlier: Told) -> bool:
    if later.published is None or earlier.published is None:
        return False
    if later.place[0] == earlier.place[0]:
        return later.place[1] > earlier.place[1]
    after = later.published - earlier.published
    return timedelta(0) < after <= timedelta(days=LONGEST)


def _of_one_name(later: Told, earlier: Told) -> bool:
    """Whether both are about somebody, some place or body of one name, by sentence or title."""
    ours = _names(f"{later.before} {later.text}") | _names(later.title)
    theirs = _names(earlier.text) | _names(earlier.title)
    return any(same_name(one, other) for one in ours for other in theirs)


@lru_cache(maxsize=2048)
def _names(text: str) -> frozenset[str]:
    return frozenset(name.text for name in names_in(text))


# What is undone


def _is_undone(later: Told, earlier: Told) -> bool:
    told = _told_as_so(earlier.text)
    if any(_undoing(earlier.text)) or not _AHEAD.search(told):
        return False
    return any(
        names_in(later.text)
        and _is_deed_of(clause, at, told)
        and _covers(clause, at, later, earlier, HALF)
        for clause, at in _clauses(later.text, _undoing(later.text))
    )


def _is_deed_of(clause: str, at: int, told: str) -> bool:
    """Whether what is undone, be it subject or object, is a deed or an event that was told."""
    behind = " ".join(clause[at:].split()[1:NEAR])
    undone = clause[:at] if _IS.search(clause[:at]) else _BEHIND_OBJECT.split(behind)[0]
    terms = set(content_terms(told))
    return any(
        terms.intersection(content_terms(word)) and not _HAPPENS.isdisjoint(categories(word))
        for word in _WORD.findall(undone)
    )


@lru_cache(maxsize=1)
def _undoing_words() -> dict[str, frozenset[str]]:
    """The verbs of undoing, each with the particles that it needs ("" where it needs none).

    Synonyms that are nouns as well, or verbs of many senses ("table", "lift"), mostly mean another
    thing.
    """
    found: dict[str, set[str]] = {"withdraw": {""}, "scrap": {""}, "put": {"off"}}
    for seed in ("cancel", "postpone", "retract"):
        for synonym in (each for each in synonyms(seed) if each == seed or _is_little_else(each)):
            verb, _, particle = synonym.partition(" ")
            found.setdefault(verb, set()).add(particle)
    return {verb: frozenset(particles) for verb, particles in found.items()}


def _is_little_else(verb: str) -> bool:
    senses = senses_by_part(verb)
    return 0 < senses["v"] <= FEW_SENSES and sum(senses.values()) - senses["v"] <= 1


@lru_cache(maxsize=1)
def _heads() -> tuple[frozenset[str], frozenset[str]]:
    """How every verb of undoing or denying begins, and the particles of those that need one."""
    known = _undoing_words()
    heads = {verb.rstrip("e") for verb, particles in known.items() if "" in particles}
    heads |= {"withdr", "deny", "deni", "disprov", "refut", "rebut", "fals", "untru", "wrong"}
    heads |= {"incorrect", "mistaken", "erroneous"}
    return frozenset(heads), frozenset[str]().union(*known.values()) - {""}


@lru_cache(maxsize=1)
def _hints() -> tuple[str, ...]:
    """Letters of which every text that may take back has some: quicker than any pattern."""
    heads, particles = _heads()
    marks = (
        " not|n't|n’t|will n|would n|shall n|no longer|alive|toll|number of|fact|correct|reported"
    )
    further = "earlier|previous"
    behind = (f" {particle}" for particle in sorted(particles))
    return (*f"{marks}|{further}".split("|"), *sorted(heads), *behind)


@lru_cache(maxsize=1)
def _quick() -> re.Pattern[str]:
    """What every text of undoing or denying has: the head of a verb, or a particle."""
    heads, particles = _heads()
    return re.compile(
        rf"\b(?:{'|'.join(sorted(heads))})\w*|\s(?:{'|'.join(sorted(particles))})\b", re.IGNORECASE
    )


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that `_quick` points at: a verb, or the word before a particle."""
    for found in _quick().finditer(text):
        before = _LAST_WORD.search(text, 0, found.start()) if found[0][0].isspace() else None
        word = _WORD.match(text, before.start() if before else found.start())
        if word is not None:
            yield word


def _undoing(text: str) -> Iterator[tuple[int, int]]:
    for word in _suspects(text):
        behind = _WORD.search(text, word.end())
        if _particles(word[0]) & {"", fold(behind[0]) if behind else ""}:
            yield word.span()


@lru_cache(maxsize=8192)
def _particles(word: str) -> frozenset[str]:
    known = _undoing_words()
    return frozenset[str]().union(*(known.get(form, frozenset()) for form in base_forms(word)))


# What is denied


def _is_denied(later: Told, earlier: Told) -> bool:
    told = _told_as_so(earlier.text)
    wont = (m for m in _WILL_NOT.finditer(later.text) if _was_ahead(later.text, m.end(), told))
    will_not = _clauses(later.text, (m.span() for m in wont))
    denying = _clauses(later.text, _denying(later.text))
    return any(
        not _IF.search(clause) and _covers(clause, at, later, earlier, MOST)
        for clause, at in (*(each for each in will_not if _names(each[0])), *denying)
    )


def _was_ahead(text: str, at: int, told: str) -> bool:
    """Whether the first word of meaning behind a "not" is told as what is to be done."""
    words = (word for word in _WORD.findall(text[at:]) if not is_stop(word))
    denied = set(content_terms(next(words, "")))
    return any(
        denied.intersection(content_terms(" ".join(told[m.end() :].split()[:NEAR])))
        for m in _TO_BE_DONE.finditer(told)
    )


def _denying(text: str) -> Iterator[tuple[int, int]]:
    for word in _suspects(text):
        before = text[: word.start()]
        if _is_false(word[0]):
            stands = _says_false(before, text[word.end() :])
        else:
            what = _denies(word[0]) and _DENIED.match(text, word.end())
            stands = bool(what) and not _NOT.search(before[-JUST_BEFORE:])
        if stands:
            yield word.span()


def _says_false(before: str, behind: str) -> bool:
    """Whether a report is called false: "reports that ... were wrong", "it is untrue that"."""
    reported = _IS.search(before) and _OF_REPORT.search(before)
    return bool(reported or _FALSE_REPORT.match(behind))


@lru_cache(maxsize=1024)
def _denies(word: str) -> bool:
    return not base_forms(word).isdisjoint(("deny", "disprove", "refute", "rebut"))


@lru_cache(maxsize=1024)
def _is_false(word: str) -> bool:
    named = fold(word) in ("wrong", "incorrect", "mistaken", "erroneous")
    return named or fold(word) in antonyms("true")


@lru_cache(maxsize=256)
def _told_as_so(text: str) -> str:
    """The clauses of a sentence that take nothing back themselves."""
    marks = [m.span() for m in _NOT.finditer(text)]
    if _quick().search(text):
        marks += [*_undoing(text), *_denying(text)]
    for clause, _ in _clauses(text, marks):
        text = text.replace(clause, " ")
    return text


# Who is alive


def _is_alive(later: Told, earlier: Told) -> bool:
    dead = {
        name for name in _names(earlier.text) if any(map(_is_death, _WORD.findall(earlier.text)))
    }
    if not dead or _ALIVE.search(earlier.text):
        return False
    return any(
        same_name(name, other)
        for clause, at in _clauses(later.text, (m.span() for m in _ALIVE.finditer(later.text)))
        for name in _names(clause)
        for other in dead
        if clause[:at].rstrip().endswith(name)
    )


@lru_cache(maxsize=8192)
def _is_death(word: str) -> bool:
    return not base_forms(word).isdisjoint({"die", "dead", "death", "fatality"} | brought("die"))


# What has risen, what is corrected


def _has_risen(later: Told, earlier: Told) -> bool:
    if not _TOLL.search(later.text) or not _same_event(later, earlier):
        return False
    counted = [number.value for number in _dead(earlier.text)]
    risen = [n.value for n in number_mentions(later.text) if _is_risen(later.text, n)]
    return bool(counted and risen) and max(counted) < max(risen)


def _is_risen(text: str, number: NumberMention) -> bool:
    """Whether a verb of rising leads to the number: "toll ... has climbed to at least 31"."""
    toll = _TOLL.search(text, 0, number.start)
    if (
        toll is None
        or _OF_SOME.search(text, 0, toll.start())
        or not re.search(r"\b(?:to|at)\s(?:\w+\s){0,3}$", text[: number.start])
    ):
        return False
    between = text[toll.end() : number.start]
    return any(_rises(word) for word in _WORD.findall(between))


@lru_cache(maxsize=8192)
def _rises(word: str) -> bool:
    close = ("same", "synonym")
    return any(relation(word, each) in close for each in ("rise", "climb", "increase"))


def _dead(text: str) -> Iterator[NumberMention]:
    """The numbers that count all the dead: "killed four people", "four people were killed"."""
    for number in number_mentions(text):
        before, behind = text[: number.start], text[number.end :]
        part = _SOME_OF.match(behind) or _POINTED_AT.search(before)
        if number.kind != "cardinal" or number.unit or part:
            continue
        beside = [*_CLAUSE.split(before)[-1].split()[-4:], *_CLAUSE.split(behind)[0].split()[:4]]
        if any(_is_death(word.strip(".,")) or word == "toll" for word in beside):
            yield number


def _same_event(later: Told, earlier: Told) -> bool:
    """Whether an event is told of in both, of no other day, with a name that is not a speaker's."""
    ours, theirs = _events(later.text), _events(earlier.text)
    alike = ("same", "synonym", "special", "general")
    shared = any(relation(one, other) in alike for one in ours for other in theirs)
    places = _names(_unspoken(later.text)), _names(f"{_unspoken(earlier.text)} {earlier.title}")
    named = any(same_name(one, other) for one in places[0] for other in places[1])
    return shared and named and not _on_other_days(later, earlier)


def _events(text: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for word in _WORD.findall(text)
        if not (word[:1].isupper() and not base_forms(word))
        and not {_EVENTS, _ACTS, _WEATHER}.isdisjoint(categories(word))
        and not _is_death(word)
        and fold(word) not in ("toll", "number")
        and not is_stop(word)
    )


def _is_corrected(later: Told, earlier: Told) -> bool:
    """Whether another figure is given, and the old one told to be wrong, if not by the title."""
    around = f"{later.before} {later.text}"
    if not (_CORRECTS.search(around) or _CORRECTION.match(later.title)):
        return False
    old = {(number.kind, number.value) for number in number_mentions(around)}
    other = any(
        one.value != each.value
        and one.kind == each.kind
        and ((each.kind, each.value) in old or _CORRECTION.match(later.title))
        and _count_one(later, one, earlier, each)
        for one in number_mentions(later.text)
        for each in number_mentions(earlier.text)
    )
    told = set(content_terms(earlier.text))
    said = told.intersection(content_terms(f"{later.title} {around}"))
    return other and len(said) >= HALF * len(told)


def _count_one(later: Told, one: NumberMention, earlier: Told, other: NumberMention) -> bool:
    """Whether two numbers count the same: one noun, or the dead."""
    if one in _dead(later.text) and other in _dead(earlier.text):
        return True
    first, second = _counted(later.text, one), _counted(earlier.text, other)
    return bool(first and second) and relation(first, second) in ("same", "synonym")


def _counted(text: str, number: NumberMention) -> str:
    """The word behind a number: what it counts."""
    word = _WORD.search(text, number.end)
    return word[0] if word else ""


# What both have in common


def _clauses(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """The clause around each mark, with where the mark begins in it."""
    for start, _ in marks:
        before = [m.end() for m in _CLAUSE.finditer(text, 0, start)]
        after = _CLAUSE.search(text, start)
        opens = before[-1] if before else 0
        yield text[opens : after.start() if after else len(text)], start - opens


def _covers(clause: str, at: int, later: Told, earlier: Told, share: float) -> bool:
    """Whether the earlier sentence has a share of the clause's words, all its names, its days."""
    words = _WORD.match(clause, at)
    rest = clause[:at] + clause[words.end() if words else at :]
    terms = set(content_terms(_undated(_SAYING.sub(" ", rest), later.published)))
    shared = terms.intersection(content_terms(_told_as_so(earlier.text)))
    named = set(content_terms(" ".join(w for w in _WORD.findall(clause) if w[0].isupper())))
    return (
        len(shared) >= share * len(terms)
        and len(shared - named) >= FEWEST
        and not _on_other_days(later, earlier)
        and not _was_before(clause, later, earlier)
        and _in_one_order(clause, earlier.text)
        and _of_the_same(clause, earlier)
    )


def _of_the_same(clause: str, earlier: Told) -> bool:
    """Whether the first name of the clause, if it has one, stands in the earlier sentence."""
    names = [name.text for name in names_in(clause)]
    return not names or any(same_name(names[0], other) for other in _names(earlier.text))


def _was_before(clause: str, later: Told, earlier: Told) -> bool:
    """Whether the clause speaks of a day long before the earlier sentence was published."""
    if earlier.published is None:
        return False
    told = (earlier.published - timedelta(days=BEFORE)).date()
    years = set(_YEAR.findall(clause)) - set(_YEAR.findall(earlier.text))
    return any(int(year) < told.year for year in years) or any(
        mention.last < (earlier.published.date() if _DIGIT.search(mention.text) else told)
        for mention in date_mentions(clause, later.published)
    )


def _in_one_order(clause: str, earlier: str) -> bool:
    """Whether the names of both come in one order: whom A left is not who left A."""
    names = [name.text for name in names_in(clause)]
    others = [name.text for name in names_in(earlier)]
    places = [[n for n, other in enumerate(others) if same_name(one, other)] for one in names]
    first = [found[0] for found in places if found]
    return first == sorted(first)


def _unspoken(text: str) -> str:
    """The sentence without who says it at its end: ", the minister said on Thursday"."""
    spoken = list(re.finditer(rf",\s[^,]*{_SAYING.pattern}", text))
    return text[: spoken[-1].start()] if spoken else text


def _undated(text: str, published: datetime | None) -> str:
    for mention in reversed(date_mentions(text, published)):
        text = text[: mention.start] + text[mention.end :]
    return text


def _on_other_days(later: Told, earlier: Told) -> bool:
    """Whether both give days, those of saying so apart, and none of the one is of the other.

    One weekday is one day: "on Monday has been called off" does not tell which Monday is meant.
    """
    ours, theirs = _days(later), _days(earlier)
    return bool(ours and theirs) and not any(
        (one.first <= other.last and other.first <= one.last) or one.text == other.text
        for one in ours
        for other in theirs
    )


def _days(told: Told) -> list[DateMention]:
    text = unquoted(told.text)
    return [
        mention
        for mention in date_mentions(text, told.published)
        if not re.search(rf"{_SAYING.pattern}(?:\s[a-z]+)?\s*$", text[: mention.start])
    ]
