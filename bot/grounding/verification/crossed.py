"""Whether what a claim says of a verb is said there of that verb, and in the same role.

Observed. In a very short sentence a falsehood needs no new word: "B beat A" for "A beat B", "Forty
people were killed" where eight were killed and forty hurt, "built in 1990" of a bridge that was
pulled down then. Every word is there and nearly all in order, so neither cover nor alignment tells.

How it works. Both sentences are read as deeds (see deeds). For each verb of the claim that its
sources have, the deeds of that verb in the sentences nearest to the claim are asked. One that has
in the same role (who does it, who undergoes it, "in", "to", "for" ...) another fact of the same
sort, while the claim's fact stands elsewhere in that sentence, says something else. Two names, two
figures or two days are each other's rivals; two nouns only where one verb of the sentence has both
in different roles, since "the firm" and "the company" may be one. Where every such deed says
something else, the claim is wrong. A figure is also bound to what it counts: "nine children" is
not said by "nine people, including three children".

Known to fail: a verb in other words ("lost to"); what deeds misreads in the same way in both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.grounding.verification.deeds import Deed, deeds
from bot.grounding.verification.doers import MUTUAL
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import BE
from bot.text.lexicon import base_forms
from bot.text.listed import listed
from bot.text.names import same_name
from bot.text.words import fold

_MAGNITUDES = listed("hundred thousand million billion trillion dozen")
_SORTS = ("name", "number", "month", "weekday")


def crossed(said: Sequence[Word], claim: Reading, sources: Sequence[Reading]) -> Iterator[Reason]:
    """A reason for each verb of a claim's sentence of which the sources say it otherwise."""
    for deed in deeds(claim, said[0].sentence):
        told = [
            _Beside(deed, _in_voice_of(deed, other), source, sentence)
            for source in sources
            for sentence in _nearest(said, deed, source)
            for other in deeds(source, sentence)
            if _same_verb(deed.verb, other.verb)
        ]
        wrong = [each.otherwise() for each in told]
        if wrong and all(wrong):
            yield Reason("contradiction", "role", f"the source says {wrong[0]} otherwise")


def _in_voice_of(deed: Deed, other: Deed) -> Deed:
    return replace(other, passive=deed.passive) if other.either else other


def _same_verb(one: Word, other: Word) -> bool:
    return one.term == other.term or (fold(one.text) in BE and fold(other.text) in BE)


def miscounted(said: Sequence[Word], stored: Sequence[Word]) -> Iterator[Reason]:
    """A reason for each noun that the source's sentence counts with another figure of its own."""
    counts = _counts(stored)
    for noun, figures in _counts(said).items():
        others = {word.term for term, words in counts.items() if term != noun for word in words}
        told = {word.term for word in counts.get(noun, ())}
        wrong = [word for word in figures if told and word.term not in told]
        if wrong and all(word.term in others for word in wrong):
            yield Reason("contradiction", "number", f"the source has not {wrong[0].text} of these")


def _counts(words: Sequence[Word]) -> dict[str, list[Word]]:
    """The figures that stand right before each noun of a sentence."""
    found: dict[str, list[Word]] = {}
    for figure, noun in pairwise(words):
        if figure.sort == "number" and not noun.sort and not noun.stop:
            found.setdefault(noun.term, []).append(figure)
    return found


def _nearest(said: Sequence[Word], deed: Deed, source: Reading) -> list[int]:
    """The sentences of a source with a verb that share the most words with a claim's."""
    terms = {word.term for word in said if not word.stop}
    places = {source.words[number].sentence for number in source.where.get(deed.verb.term, ())}
    shared = {
        place: len(terms & {source.words[n].term for n in source.sentences[place]})
        for place in places
    }
    return [place for place, count in shared.items() if count == max(shared.values())]


@dataclass(frozen=True, slots=True)
class _Beside:
    """A deed of a claim beside one of the same verb in a sentence of a source."""

    deed: Deed
    other: Deed
    source: Reading
    sentence: int

    def otherwise(self) -> str:
        """The verb and the words that the source's deed has otherwise, or nothing."""
        mutual = self.deed.verb.term in MUTUAL
        parties = () if mutual else ("doer", "patient")
        for role in (*parties, *sorted(self.deed.slots.keys() - {"subject"})):
            here, there = self.deed.role(role), self.other.role(role)
            if any(self._rivals(here, there, sort) for sort in _SORTS) or (
                here and there and self._are_two_parties(here, there)
            ):
                return f"“{self.deed.verb.text}” of “{_text(here)}”"
        inverted = not mutual and self._is_inverted()
        return f"“{self.deed.verb.text}” of “{_text(self.deed.role('doer'))}”" if inverted else ""

    def _rivals(self, here: Sequence[Word], there: Sequence[Word], sort: str) -> bool:
        """Whether both have a fact of a sort, none in common, and the source knows both."""
        mine = [word for word in here if _is_of(sort, word)]
        theirs = [word for word in there if _is_of(sort, word)]
        known = {self.source.words[n].term for n in self.source.sentences[self.sentence]}
        if not mine or not theirs or not _terms(mine) <= known or _terms(mine) & _terms(there):
            return False
        if sort == "name" and same_name(_text(mine), _text(theirs)):
            return False
        return not self._leads(mine[-1])

    def _are_two_parties(self, here: Sequence[Word], there: Sequence[Word]) -> bool:
        """Whether the source's sentence has both parties, and in different roles of one verb."""
        mine, theirs = _terms(here), _terms(there)
        if mine & theirs or self._leads(here[-1]):
            return False
        for each in deeds(self.source, self.sentence):
            has = {slot for slot, words in each.slots.items() if mine & _terms(words)}
            rival = {slot for slot, words in each.slots.items() if theirs & _terms(words)}
            again = each.verb.term == self.deed.verb.term  # "imports rose and exports rose"
            if has and (again if not rival else not has & rival):
                return True
        return False

    def _is_inverted(self) -> bool:
        """Whether the one who undergoes a verb in the claim is who does it in the source."""
        patients, doers = _terms(self.deed.role("patient")), _terms(self.other.role("doer"))
        kept = patients & _terms(w for w in self.other.role("patient") if _sort(w) != "number")
        return bool(patients & doers) and not kept and not _terms(self.deed.role("doer")) & doers

    def _leads(self, word: Word) -> bool:
        """Whether the source's verb stands right behind a word that stands before the claim's.

        What commas part from both is left out.
        """
        if self.other.apart or word.end > self.deed.verb.start:
            return False
        numbers = self.source.sentences[self.sentence]
        words = [self.source.words[n] for n in numbers]
        verb = words.index(self.other.verb)
        places = (at for at in range(verb) if words[at].term == word.term)
        return any(self._is_next(words, at, verb) for at in places)

    def _is_next(self, words: Sequence[Word], at: int, verb: int) -> bool:
        if verb == at + 1:
            return not self._parts(words[at], words[verb])
        return self._parts(words[at], words[at + 1]) and self._parts(words[verb - 1], words[verb])

    def _parts(self, one: Word, other: Word) -> bool:
        return bool(re.search(r"[,;:()—–]| - ", self.source.text[one.end : other.start]))


def _terms(words: Iterable[Word]) -> set[str]:
    return {word.term for word in words}


def _is_of(sort: str, word: Word) -> bool:
    return _sort(word) == sort and fold(word.text) not in _MAGNITUDES


def _sort(word: Word) -> str:
    """The sort of a word; a capital that opens a sentence is a name's where no plural has it."""
    opens = word.text[:1].isupper() and not (word.text.endswith("s") and base_forms(word.text))
    sort = "number" if word.sort == "year" else word.sort
    return sort or ("name" if opens else "")


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
