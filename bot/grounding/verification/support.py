"""How far the words of a claim are found in its sources, and in which company.

Theory. A true sentence says with other words what stands close together in its source; a false
one carries at least one word that is not there, or that is there but elsewhere. So each content
word of the claim gets a `Support`: whether its term stands in a source, or a word that WordNet
calls its synonym, derivation or kind; how much of the claim's company stands in the same sentence
("context"); and whether the sentence that fits best holds a rival: an opposite or another kind of
the same thing, which the claim does not also say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.verification.reading import Reading, Word
from bot.text.lexicon import Relation, relation

Place = tuple[int, int]  # (source, sentence)
_CREDIT: dict[Relation, float] = {
    "same": 1.0,
    "synonym": 0.9,
    "derived": 0.9,
    "general": 0.6,
    "special": 0.4,
    "sister": 0.2,
    "antonym": 0.0,
    "": 0.0,
}
_RIVALS: frozenset[Relation] = frozenset(("antonym", "sister"))


@dataclass(frozen=True, slots=True)
class Support:
    """What was found for one content word of a claim; `rival` is the word that speaks against."""

    word: Word
    weight: float
    found: Relation  # "same" for the word itself, "" for nothing
    near: Relation  # the same within the sentences that fit best
    context: float  # 0..1, the share of the claim's other words in one sentence with it
    other: str = ""  # the related word that was found instead of it
    rival: str = ""
    rivalry: Relation = ""


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


def supports(words: Sequence[Word], sources: Sequence[Reading], at: Home) -> Iterator[Support]:
    """One `Support` for each content word, in order."""
    said = {word.term for word in words}
    nearby = _vocabulary(sources, at.around)
    close = _vocabulary(sources, at.places[:1])
    places = {term: _places_of(term, sources) for term in said}
    for word in words:
        yield _support(word, words, sources, nearby, close, places)


def _support(
    word: Word,
    words: Sequence[Word],
    sources: Sequence[Reading],
    nearby: dict[str, str],
    close: dict[str, str],
    places: dict[str, frozenset[Place]],
) -> Support:
    if places[word.term]:
        near: Relation = "same" if word.term in nearby else _best(word.text, nearby)[0]
        return Support(word, weight(word), "same", near, _context(word, words, places))
    near, other = _best(word.text, nearby)
    found = near
    if _CREDIT[found] < 0.9:
        found, elsewhere = _best(word.text, _everything(tuple(sources)))
        other = elsewhere or other
    rivalry, rival = _rival(word, words, close)
    return Support(word, weight(word), found, near, 0.0, other, rival, rivalry)


def _best(word: str, vocabulary: dict[str, str]) -> tuple[Relation, str]:
    best: tuple[Relation, str] = ("", "")
    for other in vocabulary.values():
        found = relation(word, other)
        if _CREDIT[found] > _CREDIT[best[0]]:
            best = (found, other)
            if _CREDIT[found] >= 1.0:
                break
    return best


def _rival(word: Word, words: Sequence[Word], close: dict[str, str]) -> tuple[Relation, str]:
    said = {other.term for other in words}
    best: tuple[Relation, str] = ("", "")
    for term, other in close.items():
        if term in said:
            continue
        found = relation(word.text, other)
        if found == "antonym":
            return found, other
        if found == "sister":
            best = (found, other)
    return best


def _context(word: Word, words: Sequence[Word], places: dict[str, frozenset[Place]]) -> float:
    others = [other for other in words if other.term != word.term]
    if not others:
        return 1.0
    total = sum(weight(other) for other in others)
    best = 0.0
    for place in places[word.term]:
        got = sum(weight(other) for other in others if place in places[other.term])
        best = max(best, got / total)
    return best


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


def _everything(sources: tuple[Reading, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for reading in sources:
        for word in reading.words:
            if not word.stop:
                found.setdefault(word.term, word.text)
    return found
