"""Which stored sentence answers best: six signals and their weights.

Observed on questions about real news (RealTimeQA 2023 and 2024) and on SQuAD 2.0 paragraphs. A
sentence answers when its passage fits the question, when it holds the question's rare words
itself, when it brings something new of the type that is wanted, when other articles that fit
bring the same thing, and when it is fresh; a question does not answer a question.

How it works: a weighted sum. The weights were learned as a softmax over the sentences of each
question (odd questions, checked on the even ones, and the other way round) and rounded.
 - fit: the passage's rank score relative to the best passage's
 - cover: the share of the question's words, weighted by rarity, that the sentence holds
 - typed: something new of the wanted type (see answer_types)
 - agreed: how much the articles agree on what is new in it. Each article votes once for each new
   term, with its best sentence's cover (to the power of three) times fit, so that one article
   that repeats itself does not win
 - fresh: halves every HALF_LIFE_DAYS before the asking time; undated counts as UNDATED

Tried without gain (under .01): distance between the matched words, the cover of title, passage
and article, sentence length, position in the article, BM25 of the sentence in place of cover (it
is better on paragraphs, worse on news), votes weighted by rarity, words related by WordNet.

Where it fails: questions that share no word with their answer; a fact that most articles have
wrong; events of which an anniversary is being told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from bot.grounding.answer_types import new_answer
from bot.grounding.claims import Candidate, Found
from bot.grounding.question import Question
from bot.grounding.reporting import addresses
from bot.text.words import content_terms

HALF_LIFE_DAYS = 21.0
UNDATED = 0.5
FIT, COVER, TYPED, AGREED, FRESH, ASKING = 3.3, 3.2, 1.9, 2.4, 2.0, -1.5
IN_CONTEXT = 0.4  # share of cover that the neighbours and the title may bring to a vote
STRONGEST = 3  # new terms of a sentence whose votes count

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one sentence as an answer; each from 0 to 1."""

    fit: float
    cover: float
    in_context: float  # cover with the sentences around it and the title
    typed: float
    fresh: float
    asks: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the signals that it was scored by."""

    candidate: Candidate
    signals: Signals


def age_weight(seconds: float | None) -> float:
    """From 1 (now, or later) towards 0, halved every HALF_LIFE_DAYS; None is an unknown age."""
    if seconds is None:
        return UNDATED
    return float(0.5 ** (max(0.0, seconds) / _DAY / HALF_LIFE_DAYS))


def _fresh(published: datetime | None, as_of: datetime) -> float:
    return age_weight(None if published is None else (as_of - published).total_seconds())


def score_sentences(
    question: Question, found: Sequence[Found], as_of: datetime, rarity: Mapping[str, float]
) -> list[Scored]:
    """Score every sentence of `found`, best first; one that stands twice votes once.

    Where somebody's words are asked for and found, nothing else is a candidate.

    `rarity` is the inverse document frequency of the question's terms.
    """
    wanted = _Wanted.of(question, rarity)
    best_fit = max((each.score for each in found), default=0.0) or 1.0
    read = [pair for each in found for pair in _read(question, each, wanted, best_fit, as_of)]
    votes = _votes({candidate.text: (candidate, signals) for candidate, signals in reversed(read)})
    top = sum(sorted(votes.values(), reverse=True)[:STRONGEST]) or 1.0
    scored = [_scored(candidate, signals, votes, top) for candidate, signals in read]
    spoken = [each for each in scored if each.signals.typed] if question.speaker else []
    return sorted(spoken or scored, key=lambda each: -each.candidate.score)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The question's terms with what each weighs, and all of that together."""

    weights: Sequence[tuple[str, float]]
    total: float

    @classmethod
    def of(cls, question: Question, rarity: Mapping[str, float]) -> _Wanted:
        weights = [(term, w * rarity.get(term, 1.0)) for term, w in question.weights.items()]
        return cls(weights, sum(weight for _, weight in weights))

    def cover(self, held: Set[str]) -> float:
        """The share of the question that stands in `held`."""
        found = sum([weight for term, weight in self.weights if term in held])
        return found / self.total if self.total else 0.0


def _read(
    question: Question, found: Found, wanted: _Wanted, best_fit: float, as_of: datetime
) -> Iterable[tuple[Candidate, Signals]]:
    text = found.passage.text
    spans = found.passage.sentences
    around = [found.before, *[text[start:end] for start, end in spans], found.after]
    terms = [frozenset(content_terms(sentence, question.language)) for sentence in around]
    title = frozenset(content_terms(found.article.title, question.language))
    fit = found.score / best_fit
    fresh = _fresh(found.article.published, as_of)
    for at, (start, end) in enumerate(spans, 1):
        own = terms[at]
        new = new_answer(around[at], question, own)
        in_context = wanted.cover(own | terms[at - 1] | terms[at + 1] | title)
        asks = around[at].rstrip("”\"' ").endswith("?")
        yield (
            Candidate(found, start, end, 0.0, own, new.terms),
            Signals(fit, wanted.cover(own), in_context, new.typed, fresh, asks),
        )


def _votes(read: Mapping[str, tuple[Candidate, Signals]]) -> dict[str, float]:
    """The votes of all articles for each new term; copies of one origin vote as one."""
    ballots: dict[tuple[str, int], float] = {}
    for text, (candidate, signals) in read.items():
        if addresses(text):
            continue
        cover = (1 - IN_CONTEXT) * signals.cover + IN_CONTEXT * signals.in_context
        strength = cover**3 * signals.fit
        for term in candidate.offers:
            ballot = (term, candidate.found.article.origin_id)
            ballots[ballot] = max(ballots.get(ballot, 0.0), strength)
    votes: dict[str, float] = {}
    for (term, _), strength in ballots.items():
        votes[term] = votes.get(term, 0.0) + strength
    return votes


def _scored(
    candidate: Candidate, signals: Signals, votes: Mapping[str, float], top: float
) -> Scored:
    strongest = sorted((votes.get(term, 0.0) for term in candidate.offers), reverse=True)[
        :STRONGEST
    ]
    agreed = sum(strongest) / top
    score = (
        FIT * signals.fit
        + COVER * signals.cover
        + TYPED * signals.typed
        + AGREED * agreed
        + FRESH * signals.fresh
        + ASKING * signals.asks
    )
    found, start, end = candidate.found, candidate.start, candidate.end
    placed = Candidate(found, start, end, score, candidate.words, candidate.offers, agreed)
    return Scored(placed, signals)
