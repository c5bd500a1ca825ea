"""How far the words of a claim are found in its sources, and in which company.

Theory. A true sentence says with other words what stands close together in its source; a false
one carries at least one word that is not there, or that is there but elsewhere. So each content
word of the claim gets a `Support`: whether its term stands in a source, or a word that WordNet
calls its synonym, derivation or kind, and how much of the claim's company stands in the same
sentence ("context").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.verification.reading import Reading, Word
from bot.text.lexicon import Relation, kin, relation
from bot.text.words import stem

Place = tuple[int, int]  # (source, sentence)
CREDIT: dict[Relation, float] = {
    "same": 1.0,
    "synonym": 0.9,
    "derived": 0.9,
    "general": 0.6,
    "special": 0.4,
    "sister": 0.2,
    "antonym": 0.0,
    "": 0.0,
}
_CLOSE = 0.9  # the credit from which on no better word is looked for


@dataclass(frozen=True, slots=True)
class Support:
    """What was found for one content word of a claim.

    `found` is "same" for the word itself, a relation for another word, "" for nothing; `near` says
    that the word itself is in the sentences that fit best; `context` is the share (0 to 1) of the
    claim's other words that stand in one sentence with it.
    """

    word: Word
    weight: float
    found: Relation
    near: bool
    context: float


@dataclass(frozen=True, slots=True)
class Home:
    """Where a sentence of a claim comes from: the places that fit it best, the best first."""

    places: tuple[Place, ...]
    covered: tuple[float, ...]  # 0..1, the share of the claim's words in each

    @property
    def around(self) -> frozenset[Place]:
        """The best places with their neighbours."""
        return frozenset(
            (source, sentence + step) for source, sentence in self.places for step in (-1, 0, 1)
        )


def content(words: Iterable[Word]) -> list[Word]:
    """The words that carry what is said."""
    return [word for word in words if not word.stop]


def weight(word: Word) -> float:
    """How much a word counts: names and numbers more than others."""
    return 1.5 if word.sort else 1.0


def home(words: Sequence[Word], sources: Sequence[Reading], most: int = 3) -> Home:
    """The sentences of the sources that share most with these words."""
    score: dict[Place, float] = defaultdict(float)
    total = 0.0
    for word in {word.term: word for word in words}.values():
        total += weight(word)
        for place in _places_of(word.term, sources):
            score[place] += weight(word)
    best = sorted(score, key=lambda place: (-score[place], place))[:most]
    return Home(tuple(best), tuple(score[place] / total for place in best))


def supports(
    words: Sequence[Word], sources: Sequence[Reading], at: Home, stated: frozenset[int]
) -> Iterator[Support]:
    """One `Support` for each content word, in order; words that begin in `stated` are proven."""
    nearby = _vocabulary(sources, at.around)
    places = {word.term: _places_of(word.term, sources) for word in words}
    for word in words:
        if places[word.term]:
            near = word.term in nearby
            yield Support(word, weight(word), "same", near, _context(word, words, places))
        elif word.start in stated:
            yield Support(word, weight(word), "same", True, 1.0)
        else:
            found = _best(word.text, nearby, sources)
            yield Support(word, weight(word), found, False, 0.0)


def _best(word: str, nearby: dict[str, str], sources: Sequence[Reading]) -> Relation:
    """The closest relation to a word nearby; failing that, to any word that means the same."""
    best: Relation = ""
    for other in nearby.values():
        found = relation(word, other)
        if CREDIT[found] > CREDIT[best]:
            best = found
        if CREDIT[best] >= _CLOSE:
            return best
    forms = {stem(form) for form in kin(word)}
    if any(form in source.where for source in sources for form in forms):
        return "synonym"
    return best


def _context(word: Word, words: Sequence[Word], places: dict[str, frozenset[Place]]) -> float:
    others = [other for other in words if other.term != word.term]
    total = sum(weight(other) for other in others)
    best = max(
        sum(weight(other) for other in others if place in places[other.term])
        for place in places[word.term]
    )
    return best / total if others else 1.0


def _places_of(term: str, sources: Sequence[Reading]) -> frozenset[Place]:
    return frozenset(
        (index, reading.words[number].sentence)
        for index, reading in enumerate(sources)
        for number in reading.where.get(term, ())
    )


def _vocabulary(sources: Sequence[Reading], places: Iterable[Place]) -> dict[str, str]:
    """The content words of some sentences, by term."""
    found: dict[str, str] = {}
    for source, sentence in places:
        reading = sources[source]
        if 0 <= sentence < len(reading.sentences):
            for number in reading.sentences[sentence]:
                word = reading.words[number]
                if not word.stop:
                    found.setdefault(word.term, word.text)
    return found
