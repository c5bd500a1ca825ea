"""Who does what to whom, where and when: the verbs of a sentence, each with what belongs to it.

Theory. In news English what belongs to a verb stands around it in a fixed order: its subject
before it, its object right behind it, further things behind prepositions. A sentence of several
verbs is a row of clauses, and the places where one ends are marked: "and" before a verb (the
subject goes on) or before a noun with its verb (a new one begins), a comma and "who" (the noun
before it is the subject, until the next comma), "that", "when", a participle. A conjunct without a
verb but with its own preposition has left out the verb before it: "Moody won in Leeds and Patel in
York". In the passive the subject undergoes the verb and "by" tells who does it. Behind a form of
"be" an adjective or noun is what the verb is elsewhere ("is missing", "was mayor"). Where two nouns
may be the subject, both are kept: whoever asks whether a party is out of place should hear no
rather than guess.

Known to fail: verbs that WordNet knows better as nouns, unless their neighbours show them; "that"
as a relative pronoun; participles behind a noun ("the men freed on Monday"), whose noun is taken
for the doer; questions; inversions but for verbs of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bot.grounding.definite import is_verb
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.vocabulary import AUXILIARIES, BE, DETERMINERS, SPEECH
from bot.text.irregular import irregular_forms
from bot.text.lexicon import base_forms, senses_by_part
from bot.text.listed import listed
from bot.text.words import fold

PREPOSITIONS = listed(
    """
    of in on at by for with from to into onto against over under between among about near through
    during within without toward towards upon across around behind outside inside despite per via
    """
)
_BREAK = re.compile(r"[,;:—–]| - ")
_CONJUNCTIONS = listed("and but or")
_RELATIVE = listed("who which whom whose")
_OPENERS = listed(
    "that when while because after before since as if although though until unless where whereas"
)
_BEFORE_VERBS = listed("to not he she they we i it who which") | AUXILIARIES
_BEFORE_NOUNS = (
    DETERMINERS
    | PREPOSITIONS - {"to"}
    | listed("some any each every such few several many most other")
)
_SUBJECTS = listed("he she they we i it you")
_MOSTLY_NOUN = 3  # senses as a noun for one as a verb, from which on a form is a plural
_LINKING = listed("is are was were be been being became remains remained")


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the words of its "subject", its "object" and its prepositions.

    In one that stands `apart` the words right before the verb belong to another: a gap has left out
    its verb, and a relative clause stands between a noun and its verb. One of `either` voice may
    have left out its auxiliary: "were killed and forty injured".
    """

    verb: Word
    passive: bool
    slots: Mapping[str, Sequence[Word]]
    apart: bool = False
    either: bool = False

    def role(self, name: str) -> Sequence[Word]:
        """The words of the "doer", the "patient" or a preposition, whatever the voice.

        Under "object" a passive has what is left to it: the sum of "was fined a million".
        """
        slot = {"doer": "subject", "patient": "object"}.get(name, name)
        if self.passive:
            slot = {"doer": "by", "patient": "subject", "by": ""}.get(name, name)
        elif name == "object":
            return ()
        return self.slots.get(slot, ())


def deeds(text: Reading, sentence: int) -> tuple[Deed, ...]:
    """Every verb of a sentence with what belongs to it, in order."""
    words = tuple(text.words[number] for number in text.sentences[sentence])
    return tuple(
        Deed(clause.verb, clause.passive, clause.slots, clause.apart, clause.either)
        for clause in _Clauses(text.text, words).read()
        if clause.verb is not None
    )


@dataclass(slots=True)
class _Clause:
    """A deed while it is read."""

    verb: Word | None = None
    passive: bool = False
    slots: dict[str, list[Word]] = field(default_factory=dict)
    outer: _Clause | None = None  # the clause that goes on behind this one
    closes: bool = False  # at the next comma
    apart: bool = False
    either: bool = False

    def filler(self, slot: str) -> list[Word]:
        """The words of a slot as they were read: "subject", "object", or a preposition."""
        return self.slots.get(slot, [])


class _Clauses:
    """One sentence read from left to right; `now` is the clause that words are added to."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.words = words
        self.folded = [fold(word.text) for word in words]
        self.gaps = [text[one.end : other.start] for one, other in pairwise(words)]
        self.now = _Clause()
        self.slot = self.latest = "subject"  # where words are put, and were put last
        self.cut = 0  # where the last comma stands
        self.found = [self.now]

    def read(self) -> list[_Clause]:
        """All clauses; those without a verb among them."""
        for at in range(len(self.words)):
            if at and _BREAK.search(self.gaps[at - 1]):
                self._comma(at)
            self._word(at)
        return self.found

    def _word(self, at: int) -> None:
        word, folded = self.words[at], self.folded[at]
        if folded in _CONJUNCTIONS:
            self._conjunct(at)
        elif folded in _RELATIVE or (folded == "that" and self._opens_relative(at)):
            self._relative(at)
        elif folded in _OPENERS:
            self._open(_Clause(outer=self.now, closes=True))
        elif folded in BE and at + 1 < len(self.words) and self.words[at + 1].sort == "number":
            self._verb(at)  # "was 5%"
        elif folded in _SUBJECTS:
            self._pronoun()
        elif self._is_verb(at):
            self._verb(at)
        elif folded in PREPOSITIONS and (word.text.islower() or at == 0):
            self.slot = folded
        elif not word.stop and folded != "including" and not self._owns(at):
            self.now.slots.setdefault(self.slot, []).append(word)
            self.latest = self.slot

    def _open(self, deed: _Clause, slot: str = "subject") -> None:
        self.now, self.slot, self.latest = deed, slot, slot
        self.found.append(deed)

    def _pronoun(self) -> None:
        """A subject that no slot can hold: nothing is known of who does the verb behind it."""
        if self.now.verb is not None:
            self._open(_Clause(outer=self.now.outer, closes=self.now.closes))
        self.now.slots.pop("subject", None)

    def _owns(self, at: int) -> bool:
        """Whether a name only says whose the noun behind it is."""
        behind = self.gaps[at] if at < len(self.gaps) else ""
        return behind.startswith(("'s", "’s")) or self.words[at].text.endswith(("'s", "’s"))

    def _comma(self, at: int) -> None:
        """The end of what stood between commas, or the beginning of a participle's clause."""
        self.cut = self.words[at].start
        closed = False
        while self.now.closes and self.now.outer is not None:
            self.now, closed = self.now.outer, True
            self.slot = self.latest = "object" if self.now.verb else "subject"
        if not closed and self.now.verb is None and self.now.slots and self._inserts(at):
            passive = not self.folded[at].endswith("ing")
            self._open(_Clause(None, passive, {"subject": self._last()}, self.now, closes=True))
        elif self.now.verb is None:
            self.slot = "subject"

    def _inserts(self, at: int) -> bool:
        """Whether a participle begins what stands between commas: "The firm, based in Oslo, ..."""
        form = self.folded[at].endswith("ing") or _is_past(self.folded[at])
        if not (form and self._is_verb(at)):
            return False
        ends = (n for n in range(at + 1, len(self.words)) if "," in self.gaps[n - 1])
        return any(self.folded[n] in AUXILIARIES or self._is_verb(n) for n in ends)

    def _last(self) -> list[Word]:
        """What a relative clause may be about: the last words, or what they belong to."""
        whole = "object" if self.now.verb else "subject"
        slots = dict.fromkeys((whole, self.latest))
        found = [word for slot in slots for word in self.now.filler(slot)]
        return found or list(self.now.filler("subject"))

    def _relative(self, at: int) -> None:
        closes = bool(at) and bool(_BREAK.search(self.gaps[at - 1]))
        noun = self._last()
        if self.folded[at] == "whose":
            return self._open(_Clause(outer=self.now, closes=closes))
        ahead = next((n for n in range(at + 1, len(self.words)) if self._is_verb(n)), 0)
        between = range(at + 1, ahead)
        if any(not self.words[n].stop and not self._is_adverb(n) for n in between):
            return self._open(_Clause(slots={"object": noun}, outer=self.now, closes=closes))
        return self._open(_Clause(slots={"subject": noun}, outer=self.now, closes=closes))

    def _opens_relative(self, at: int) -> bool:
        """Whether "that" stands for the noun before it: a verb follows, not a new subject."""
        noun = bool(at) and not self.words[at - 1].stop and not self._is_verb(at - 1)
        rest = (n for n in range(at + 1, len(self.words)) if not self._is_adverb(n))
        behind = next(rest, None)
        if not noun or behind is None:
            return False
        return self.folded[behind] in AUXILIARIES or self._is_verb(behind)

    def _verb(self, at: int) -> None:
        if at and self.folded[at] in SPEECH and re.search(r"[,?!\"”]", self.gaps[at - 1]):
            self._open(_Clause(self.words[at], outer=self.now.outer))  # "..., said the mayor"
            return
        if self.now.verb is not None and not self._returns(at):
            self._next_verb(at)
        own = self._auxiliaries(at)
        participle = _is_past(self.folded[at])
        be = bool(own) and own[-1] in BE
        same = senses_by_part(self.words[at].text)["v"] > 0 and not self.folded[at].endswith("ing")
        self.now.passive = (be and (participle or same)) or (not own and self.now.passive)
        self.now.either = self.now.either and not own and self.now.passive
        self.now.verb = self.words[at]
        self.slot = "object"

    def _returns(self, at: int) -> bool:
        """Whether a verb belongs to what a relative clause broke: "Men who shot Berg fled"."""
        outer = self.now.outer
        if (
            outer is None
            or outer.verb is not None
            or self.now.closes
            or self.folded[at - 1] == "to"
        ):
            return False
        verb = self.now.verb
        if self.folded[at].endswith("ing") or (verb and fold(verb.text) in SPEECH):
            return False
        self.now = outer
        self.now.apart = True
        return True

    def _next_verb(self, at: int) -> None:
        """A second verb in a clause: of what stands before it, or of the clause's own subject."""
        own = list(self.now.filler("subject"))
        if self.folded[at - 1] in PREPOSITIONS - {"to"}:  # "fined the bank for lending"
            self.slot = "object"
        filler = self.now.filler(self.slot)
        before = [word for word in filler if word.start >= self.cut] or list(filler)
        if self._is_infinitive(at) and self.slot != "object":  # "told Berg on Sunday to pay"
            before += self.now.filler("object")
        bare = self.folded[at].endswith("ing") or self._is_infinitive(at)
        subject = before + own if bare or not before else before
        self._open(
            _Clause(slots={"subject": subject}, outer=self.now.outer, closes=self.now.closes)
        )

    def _conjunct(self, at: int) -> None:
        """What "and" begins: a verb of the same subject, a clause, a gap, or one more of a list."""
        last = self.now
        if last.verb is None:
            return
        until = self._end(at + 1)
        verb = next((n for n in range(at + 1, until) if self._is_verb(n)), None)
        nouns = [n for n in range(at + 1, until) if not self.words[n].stop]
        if verb is not None:
            own = any(n < verb and not self._is_adverb(n) for n in nouns)
            subject = {} if own else {"subject": list(last.filler("subject"))}
            outer = last.outer if last.closes else None
            self._open(_Clause(None, last.passive, subject, outer, last.closes, either=own))
        elif nouns and self._is_gap(nouns, until):
            gap = _Clause(last.verb, last.passive, {}, last.outer, last.closes, apart=True)
            self._open(gap, self._gapped(nouns[0]))

    def _end(self, at: int) -> int:
        """Where the conjunct that begins here ends: before the next comma or conjunction."""
        for number in range(at, len(self.words)):
            if number > at and _BREAK.search(self.gaps[number - 1]):
                return number
            if self.folded[number] in _CONJUNCTIONS | _RELATIVE | _OPENERS:
                return number
        return len(self.words)

    def _is_gap(self, nouns: Sequence[int], until: int) -> bool:
        """Whether a fact and a preposition that the clause before has too stand without a verb."""
        first = self.words[nouns[0]]
        marks = [n for n in range(nouns[0], until) if self.folded[n] in PREPOSITIONS]
        known = bool(marks) and self.folded[marks[0]] in self.now.slots
        return (
            bool(_fact(first))
            and known
            and any(_fact(self.words[n]) for n in nouns if n > marks[0])
        )

    def _gapped(self, at: int) -> str:
        """The slot of the fact that opens a gap: the one where the clause before has its like."""
        sort = _fact(self.words[at])
        alike = any(_fact(word) == sort for word in self.now.filler("object"))
        return "object" if alike else "subject"

    def _auxiliaries(self, at: int) -> list[str]:
        """The auxiliaries right before a verb, adverbs aside."""
        found: list[str] = []
        while at and (self.folded[at - 1] in AUXILIARIES | {"not"} or self._is_adverb(at - 1)):
            at -= 1
            if self.folded[at] in AUXILIARIES:
                found.insert(0, self.folded[at])
        return found

    def _is_adverb(self, at: int) -> bool:
        return self.folded[at].endswith("ly") or self.folded[at] in ("still", "also", "now", "not")

    def _is_infinitive(self, at: int) -> bool:
        return bool(at) and self.folded[at - 1] == "to"

    def _is_verb(self, at: int) -> bool:
        word = self.words[at]
        if word.stop or word.sort or self.folded[at] == "including":
            return False
        if not word.text[:1].islower() or self._is_adverb(at):
            return False
        used = senses_by_part(word.text)
        before = next((f for f in self._words_before(at)), "")
        if before in _LINKING:
            return self.now.verb is None or self._is_fresh(at)
        if not used["v"]:
            return False
        if before in _BEFORE_NOUNS - {"that"}:
            return word.text.endswith("ing") and before in PREPOSITIONS
        if before == "to":
            return used["v"] >= used["n"] or self._has_object(at)
        if word.text.endswith("s") and self._stands_before_verb(at):
            return False
        inflected = is_verb(word.text) and not (
            word.text.endswith("s") and word.text in base_forms(word.text)
        )
        return before in _BEFORE_VERBS or inflected or self._looks_finite(at)

    def _stands_before_verb(self, at: int) -> bool:
        """Whether a verb is right behind, as behind the plural of "exports rose"."""
        if at + 1 >= len(self.words) or self.gaps[at].strip():
            return False
        return self.folded[at + 1] in AUXILIARIES or is_verb(self.words[at + 1].text)

    def _words_before(self, at: int) -> Iterator[str]:
        """The words before one, nearest first; adverbs and what only says "a" behind "be" aside."""
        skipped = [n for n in range(at) if not self._is_adverb(n)]
        for number in reversed(skipped):
            article = self.folded[number] in ("a", "an", "the")
            if article and number and self.folded[number - 1] in _LINKING:
                continue
            yield self.folded[number]

    def _is_fresh(self, at: int) -> bool:
        return self.now.verb is not self.words[at - 1]

    def _looks_finite(self, at: int) -> bool:
        """Whether a form that is also a noun is the verb by what stands around it."""
        if _is_past(self.folded[at]) and (
            not at or self.folded[at - 1] not in DETERMINERS - {"that"}
        ):
            return True
        noun = bool(at) and not self.words[at - 1].stop and not self.gaps[at - 1].strip()
        return self.now.verb is None and noun and self._has_object(at)

    def _has_object(self, at: int) -> bool:
        if at + 1 >= len(self.words) or self.gaps[at].strip():
            return False
        behind = self.words[at + 1]
        return bool(_fact(behind)) or self.folded[at + 1] in DETERMINERS | {
            "him",
            "them",
            "me",
            "us",
        }


def _is_past(word: str) -> bool:
    """Whether a word is a past: no irregular plural ("men"), whose noun has far more senses."""
    base = irregular_forms().get(word, word)
    used = senses_by_part(base)
    return word.endswith("ed") or (base != word and used["n"] <= _MOSTLY_NOUN * used["v"])


def _fact(word: Word) -> str:
    """The sort of a word that is a fact; in headlines' capitals no name is marked as one."""
    return word.sort or ("name" if word.text[:1].isupper() else "")
