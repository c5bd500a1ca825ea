"""Whether one stored sentence takes back or updates what another one tells. Pure.

Observed: news is told before it is over. A strike is announced and called off, a plan reported and
denied, a minister said to be dead is alive, a toll rises, a figure is corrected. The later report
has other words than a question about the first one, so a reader is shown what no longer holds, be
it that both are stored. On real news most sentences with "not" or "denied" take nothing back that
was told: they speak of another time, of somebody else, or of one detail.

How it works: the later sentence is one of a later publication time, by at most LONGEST days, or one
further down in the same dated article. Both have a name in common (in the sentence or its title),
no day of the one speaks against those of the other, and it has one of six marks, all but the
last of them in another article: who writes one knows all of it, and tells of several things.

    undone     what "was called off" or what somebody "withdrew" (WordNet's
               synonyms of a few verbs that are little else) is a deed or an event of the earlier
               sentence, which tells it as ahead; HALF of the clause's words stand there
    denied     "would not close" what was to close; "denied", "refuted", what "is false" or "was
               wrong": MOST of the words of the clause stand there, and all of it is told as so
    alive      the name before "alive" is that of somebody dead there
    risen      "the toll climbed to 31": the earlier sentence counts fewer dead of the same event
    lasting    "one is still missing", "two remain in hospital": another number there, of one event
    corrected  "correction" in the title, or "an earlier version of our report" here or right
               before: another figure of the same noun, and half of the earlier sentence's words

A clause that takes something back itself tells nothing that could be taken back once more.

Where it fails: what is taken back in quite other words ("the trains will run after all"), by a
pronoun ("it has been called off"), or for a thing with a new name; "did not" and "is not" are not
read, since they speak of something else too often; other languages than English.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from bot.grounding.taking_back.figures import (
    LASTS,
    has_risen,
    is_alive,
    is_corrected,
    is_lasting_anew,
)
from bot.grounding.taking_back.told import (
    ACTS,
    ALIVE,
    CORRECTS,
    EVENTS,
    HALF,
    IS,
    SAYING,
    TOLL,
    WEATHER,
    WORD,
    WRITINGS,
    Told,
    all_names,
    clauses,
    on_other_days,
    undated,
)
from bot.grounding.taking_back.undoing import denying_words, hints, quick, told_as_so, undoing_words
from bot.grounding.untold import names_in
from bot.text.dates import date_mentions
from bot.text.lexicon import categories
from bot.text.names import same_name
from bot.text.words import content_terms, is_stop

LONGEST = 60  # days between a report and what takes it back
MOST = 0.65  # in what it denies
FEWEST = 2  # words of a clause beside names that both have
BEFORE = 14  # days before a report from which on another day is meant
NEAR = 6  # words
_HAPPENS = frozenset({ACTS, WRITINGS, EVENTS, WEATHER})
_WILL_NOT = re.compile(
    r"\b(?:will|would|shall)\s(?:not|no longer|never)\b(?!\s(?:only|just|necessarily))"
    r"|\b(?:wo|would)n['’]t\b|\b(?:not|no longer)\s(?:going|planning|intending)\s(?=to\b)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|whether|until|once|another)\b", re.IGNORECASE)
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
_IN_FACT = re.compile(r"\bin (?:actual )?fact\b|\bcorrect(?:ed|ly)?\b", re.IGNORECASE)
_BEHIND_OBJECT = re.compile(r"\b(?:of|from|to|in|on|at|for|by|with|until|after|before|as)\b")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def takes_back(later: Told, earlier: Told) -> bool:
    """Whether `later` says that what `earlier` tells is not so, will not be, or is more by now."""
    return (
        _is_later(later, earlier)
        and may_take_back(later.text)
        and _of_one_name(later, earlier)
        and (is_corrected(later, earlier) or _is_told_anew(later, earlier))
    )


def _is_told_anew(later: Told, earlier: Told) -> bool:
    """By another article alone: who writes one knows all of it, and tells of several things."""
    return later.place[0] != earlier.place[0] and (
        _is_undone(later, earlier)
        or _is_denied(later, earlier)
        or is_alive(later, earlier)
        or is_newer_figure(later, earlier)
    )


def is_newer_figure(later: Told, earlier: Told) -> bool:
    """Whether it counts the same of the same event as `earlier` does, and counts otherwise."""
    return has_risen(later, earlier) or is_lasting_anew(later, earlier)


@lru_cache(maxsize=4096)
def may_take_back(text: str) -> bool:
    """Whether anything in an English sentence may take something back; says so quickly."""
    plain = text.casefold()
    if not any(hint in plain for hint in hints()):
        return False
    marks = (_WILL_NOT, ALIVE, TOLL, LASTS, CORRECTS, _IN_FACT)
    return any(mark.search(text) for mark in marks) or bool(
        quick().search(text) and (any(undoing_words(text)) or any(denying_words(text)))
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
    ours = all_names(f"{later.before} {later.text}") | all_names(later.title)
    theirs = all_names(f"{earlier.before} {earlier.text}") | all_names(earlier.title)
    return any(same_name(one, other) for one in ours for other in theirs)


def _is_undone(later: Told, earlier: Told) -> bool:
    told = told_as_so(earlier.text)
    if any(undoing_words(earlier.text)) or not _AHEAD.search(told):
        return False
    return any(
        names_in(later.text)
        and _is_deed_of(clause, at, told)
        and _covers(clause, at, later, earlier, HALF)
        for clause, at in clauses(later.text, undoing_words(later.text))
    )


def _is_deed_of(clause: str, at: int, told: str) -> bool:
    """Whether what is undone, be it subject or object, is a deed or an event that was told."""
    behind = " ".join(clause[at:].split()[1:NEAR])
    undone = clause[:at] if IS.search(clause[:at]) else _BEHIND_OBJECT.split(behind)[0]
    terms = set(content_terms(told))
    return any(
        terms.intersection(content_terms(word)) and not _HAPPENS.isdisjoint(categories(word))
        for word in WORD.findall(undone)
    )


def _is_denied(later: Told, earlier: Told) -> bool:
    told = told_as_so(earlier.text)
    wont = (m for m in _WILL_NOT.finditer(later.text) if _was_ahead(later.text, m.end(), told))
    will_not = clauses(later.text, (m.span() for m in wont))
    denying = clauses(later.text, denying_words(later.text))
    return any(
        not _IF.search(clause) and _covers(clause, at, later, earlier, MOST)
        for clause, at in (*(each for each in will_not if all_names(each[0])), *denying)
    )


def _was_ahead(text: str, at: int, told: str) -> bool:
    """Whether the first word of meaning behind a "not" is told as what is to be done."""
    words = (word for word in WORD.findall(text[at:]) if not is_stop(word))
    denied = set(content_terms(next(words, "")))
    return any(
        denied.intersection(content_terms(" ".join(told[m.end() :].split()[:NEAR])))
        for m in _TO_BE_DONE.finditer(told)
    )


def _covers(clause: str, at: int, later: Told, earlier: Told, share: float) -> bool:
    """Whether the earlier sentence has a share of the clause's words, all its names, its days."""
    words = WORD.match(clause, at)
    rest = clause[:at] + clause[words.end() if words else at :]
    terms = set(content_terms(undated(SAYING.sub(" ", rest), later.published)))
    shared = terms.intersection(content_terms(told_as_so(earlier.text)))
    named = set(content_terms(" ".join(w for w in WORD.findall(clause) if w[0].isupper())))
    return (
        len(shared) >= share * len(terms)
        and len(shared - named) >= FEWEST
        and not on_other_days(later, earlier)
        and not _was_before(clause, later, earlier)
        and _in_one_order(clause, earlier.text)
        and _of_the_same(clause, earlier)
    )


def _of_the_same(clause: str, earlier: Told) -> bool:
    """Whether a clause's first name stands in the earlier sentence, the others there or above."""
    names = [name.text for name in names_in(clause)]
    told, entitled = list(all_names(earlier.text)), list(all_names(earlier.title))
    first = not names or any(same_name(names[0], other) for other in told)
    others = (any(same_name(name, other) for other in told + entitled) for name in names[1:])
    return first and all(others)


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
