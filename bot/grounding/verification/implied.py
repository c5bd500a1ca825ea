"""What a source implies did not happen, or only expects, must not be claimed as what happened.

Observed. "Released without charge", "failed to deliver", "ruled out arson", "is expected to close":
the verb or noun that a false claim needs stands in the sentence, no "not" stands before it, and
every other word fits too.

How it works. English has closed classes of words that settle whether what depends on them is so
(implicatives, after Karttunen, The logic of English predicate complement constructions, 1971). Each
is followed by its complement in a fixed shape, and the head of that is what it settles:
 - denied: "fail, refuse, decline ... to" and a verb; "keep, bar, prevent ... from" and a verb in
   -ing; "avoid", "rule out", "stop short of", "acquitted of" and a noun or verb in -ing; "without",
   "instead of", "rather than", "unlike" and either; an auxiliary with "not" and a verb
 - left open: "try, urge, threaten ... to"; "expected, likely, thought ... to"; "consider" and a
   verb in -ing; what stands behind "if" and "unless", and what "will" happen under that condition;
   a deed's noun behind "seek, await, demand" and "call, hope, apply ... for", where the claim has
   its verb ("seeks approval" tells of nobody who has approved)
 - to come: "due, set, scheduled ... to", of which "will" may be said
Each word of a claim is looked up in the sentences that share most with it. Where one of them has it
free of such a governor, it may be said. Else the claim needs a governor of its own: a denial for
what is denied, a hedge for what is open.

Known to fail: governors with a denial of their own ("did not fail to") are passed over; nouns
("failure to", "plans for"); verbs that are not listed; a word denied of one party and claimed of
another, where a near sentence has it free of somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import (
    AUXILIARIES,
    BE,
    DENIALS,
    DETERMINERS,
    MODALS,
    NEGATIONS,
)
from bot.text.lexicon import base_forms
from bot.text.listed import listed
from bot.text.words import fold

Kind = Literal["denied", "open", "coming"]

_TO: dict[Kind, frozenset[str]] = {
    "denied": listed(
        "fail refuse decline neglect forget omit unable unwilling reluctant hesitate powerless"
    ),
    "open": listed(
        "try attempt seek hope want wish aim threaten urge ask call invite encourage instruct"
        " advise request beg supposed meant expect expected likely tipped thought believed feared"
        " alleged rumoured rumored suspected presumed estimated"
    ),
    "coming": listed("due set poised scheduled about slated"),
}
_FROM = listed("prevent stop keep bar ban block prohibit dissuade discourage deter hinder")
_OBJECT = listed("avoid avert")
_OF = listed("acquit clear absolve exonerate")
_GERUND = listed("consider contemplate mull propose suggest recommend delay postpone")
_SOUGHT = listed("seek await demand request propose")
_SOUGHT_FOR = listed("call hope push press ask apply appeal wait plan")
_PHRASES = (("rather", "than"), ("instead", "of"), ("short", "of"), ("ruled", "out"))
_PREPOSITIONS = listed("without unlike")
_CONDITIONS = listed("if unless")
_NO_CONDITIONS = listed("as even only what asked know see wonder")
_CERTAIN = listed("will would")
_NOT_DENYING = listed("only just until because least merely")
_OPEN_SORTS = frozenset(("possible", "alleged", "wish", "must", "to"))
_REACH = 8  # words from a governor to its "to" or "from"
_LEAST = 0.5  # share of a claim's words in a sentence from which on it is asked
_NEAR = 0.5  # of the most that a sentence shares, from which on another is asked too
_BREAK = re.compile(r"[,;:()—–]| - ")


@dataclass(frozen=True, slots=True)
class _Governed:
    """The head of a complement (its number in the sentence), by what, and what that makes it."""

    head: int
    by: Word
    kind: Kind


def implied(said: Sequence[Word], sources: Sequence[Reading]) -> Iterator[Reason]:
    """A reason if a sentence of a claim states what its sources deny or leave open."""
    terms = {word.term for word in said if not word.stop}
    places = _nearest(terms, sources)
    if not places:
        return
    sentences = [_Sentence(source, place) for source, place in places]
    for word in said:
        if word.stop:
            continue
        told = [found for sentence in sentences for found in sentence.of(word)]
        if not told or None in told:
            continue
        lost = next((each for each in told if each and not _is_kept(each, word, said)), None)
        if lost is not None:
            detail = f"the source has “{word.text}” only under “{lost.by.text}”"
            code = "negation" if lost.kind == "denied" else "modality"
            yield Reason("contradiction", code, detail)
            return


def _nearest(terms: set[str], sources: Sequence[Reading]) -> list[tuple[Reading, int]]:
    """The sentences that share the most words with a claim's, if they share enough."""
    shared = {
        (index, place): len(terms & {source.words[n].term for n in numbers})
        for index, source in enumerate(sources)
        for place, numbers in enumerate(source.sentences)
    }
    most = max(shared.values(), default=0)
    if most < _LEAST * len(terms):
        return []
    return [(sources[i], place) for (i, place), count in shared.items() if count >= _NEAR * most]


def _is_kept(governed: _Governed, word: Word, said: Sequence[Word]) -> bool:
    """Whether a claim's sentence denies or hedges as the source does."""
    folded = [fold(each.text) for each in said if not each.sort]  # "in May" is no modal
    if governed.by.term in {each.term for each in said} or any(map(_denies, folded)):
        return True
    if governed.kind == "denied":
        return False
    sorts = {MODALS[each] for each in folded if each in MODALS}
    before = said[said.index(word) - 1] if said.index(word) else word
    allowed = _OPEN_SORTS | ({"future"} if governed.kind == "coming" else set())
    return bool(sorts & (allowed - {"to"})) or fold(before.text) == "to" or _is_condition(folded)


def _denies(folded: str) -> bool:
    forms = base_forms(folded) | {folded}
    known = _TO["denied"] | _OBJECT | _OF | _PREPOSITIONS | {"instead", "rather"}
    return folded in NEGATIONS | DENIALS or folded.endswith("n't") or not forms.isdisjoint(known)


def _is_condition(folded: Sequence[str]) -> bool:
    return not _CONDITIONS.isdisjoint(folded)


class _Sentence:
    """One sentence of a source with the heads that are governed in it."""

    def __init__(self, source: Reading, place: int) -> None:
        self.words = [source.words[n] for n in source.sentences[place]]
        self.folded = [fold(word.text) for word in self.words]
        self.gaps = [source.text[a.end : b.start] for a, b in pairwise(self.words)] + [";"]
        self.governed = {found.head: found for found in self._governed()}
        self.sought = {found.head: found for found in self._sought()}

    def of(self, claimed: Word) -> Iterator[_Governed | None]:
        """What governs each place of a claim's word; None where it stands free.

        A noun that is sought is no deed yet; who claims the same noun claims none.
        """
        forms = base_forms(fold(claimed.text))
        for at, word in enumerate(self.words):
            if word.term == claimed.term:
                as_noun = forms.isdisjoint(base_forms(self.folded[at]))
                yield self.governed.get(at) or (self.sought.get(at) if as_noun else None)

    def _sought(self) -> Iterator[_Governed]:
        for at, word in enumerate(self.words):
            forms = base_forms(self.folded[at]) | {self.folded[at]}
            behind = 1 if not forms.isdisjoint(_SOUGHT) else 2
            is_for = self.folded[at + 1 : at + 2] == ["for"] and not forms.isdisjoint(_SOUGHT_FOR)
            head = self._complement(at + behind) if behind == 1 or is_for else None
            if head is not None:
                yield _Governed(head, word, "open")

    def _governed(self) -> Iterator[_Governed]:
        yield from self._conditions()
        for at, word in enumerate(self.words):
            if at and self._is_denied(at):
                continue
            for kind, head in self._heads(at):
                if head is not None:
                    yield _Governed(head, word, kind)

    def _is_denied(self, at: int) -> bool:
        near = self.folded[max(0, at - 2) : at]
        return any(each in NEGATIONS or each.endswith("n't") for each in near)

    def _heads(self, at: int) -> Iterator[tuple[Kind, int | None]]:
        """What the word here may govern, by the class that it belongs to."""
        forms = base_forms(self.folded[at]) | {self.folded[at]}
        pair = tuple(self.folded[at : at + 2])
        for kind, governors in _TO.items():
            if not forms.isdisjoint(governors):
                yield kind, self._infinitive(at, kind)
        if not forms.isdisjoint(_FROM):
            yield "denied", self._kept_from(at)
        if not forms.isdisjoint(_OF) and pair[1:] in (("of",), ("on",)):
            yield "denied", self._complement(at + 2)
        if pair[0] in _PREPOSITIONS or not forms.isdisjoint(_OBJECT):
            yield "denied", self._complement(at + 1)
        if pair in _PHRASES or ("rule" in forms and pair[1:] == ("out",)):
            passive = at and self.folded[at - 1] in BE
            yield "denied", self._last(at) if passive else self._complement(at + 2)
        if not forms.isdisjoint(_GERUND) and at + 1 < len(self.words):
            yield "open", at + 1 if self._is_gerund(at + 1) else None
        if pair[0] == "not" or pair[0] == "never" or pair[0].endswith("n't"):
            yield "denied", self._negated(at)

    def _infinitive(self, at: int, kind: Kind) -> int | None:
        """The verb behind the next "to"; what only comes has its "to" right behind."""
        reach = 2 if kind == "coming" else _REACH
        for number in range(at + 1, min(at + reach, len(self.words) - 1)):
            if _BREAK.search(self.gaps[number - 1]):
                return None
            if self.folded[number] == "to":
                head = self._first(number + 1)
                return head if head is not None and self._is_bare(number + 1) else None
        return None

    def _is_bare(self, at: int) -> bool:
        """Whether what follows a "to" is no noun: it has no article and no capital."""
        return self.folded[at] not in DETERMINERS and not self.words[at].sort

    def _kept_from(self, at: int) -> int | None:
        for number in range(at + 1, min(at + _REACH, len(self.words) - 1)):
            if self.folded[number] == "from":
                return number + 1 if self._is_gerund(number + 1) else None
        return None

    def _is_gerund(self, at: int) -> bool:
        return self.folded[at].endswith("ing") and not self.words[at].stop

    def _complement(self, at: int) -> int | None:
        """A verb in -ing or a bare verb, or the last word of the noun, that begins here."""
        first = self._first(at)
        if first is None or self._is_gerund(first):
            return first
        last = first
        while not (self.gaps[last].strip() or self.words[last + 1].stop):
            last += 1
        return last if self.folded[at] in DETERMINERS or self.words[first].sort else first

    def _first(self, at: int) -> int | None:
        """The first content word, with nothing but small words and adverbs before it."""
        for number in range(at, len(self.words)):
            if number > at and _BREAK.search(self.gaps[number - 1]):
                return None
            if not self.words[number].stop and not self.folded[number].endswith("ly"):
                return number
        return None

    def _last(self, at: int) -> int | None:
        """The last content word before an auxiliary."""
        return next((n for n in reversed(range(at)) if not self.words[n].stop), None)

    def _negated(self, at: int) -> int | None:
        """The verb of an auxiliary with "not"."""
        helped = self.folded[at].endswith("n't") or (at and self.folded[at - 1] in AUXILIARIES)
        head = self._first(at + 1)
        if not helped or head is None:
            return None
        between = self.folded[at + 1 : head]
        small = all(each in AUXILIARIES or each.endswith("ly") for each in between)
        return head if small and self.folded[at + 1] not in _NOT_DENYING else None

    def _conditions(self) -> Iterator[_Governed]:
        """What stands behind "if" or "unless", and what will happen under that condition."""
        for at, folded in enumerate(self.folded):
            if folded in _CONDITIONS and not (at and self.folded[at - 1] in _NO_CONDITIONS):
                until = next((n for n in range(at, len(self.words)) if self.gaps[n].strip()), at)
                for number in range(len(self.words)):
                    inside = at < number <= until
                    willed = bool(number) and not inside and self._is_willed(number)
                    if inside or willed:
                        yield _Governed(number, self.words[at], "open")

    def _is_willed(self, at: int) -> bool:
        before = at - 1
        while before > 0 and self.folded[before] in BE:
            before -= 1
        return self.folded[before] in _CERTAIN and not self.words[at].stop
