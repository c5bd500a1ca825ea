"""Which stored sentence answers best: ten signals and their weights.

Observed on questions about real news (RealTimeQA 2023 and 2024) and on SQuAD 2.0 paragraphs. A
sentence answers when its passage fits the question, when it holds the question's rare words
itself, close to something new of the type that is wanted and without much else, when other articles
that fit bring the same thing, and when it is fresh; a question does not answer a question.

How it works: a weighted sum; a sentence that has nothing of what was asked, nor its neighbours or
its title, is no candidate. The weights were fitted on one half of each set and checked on the
other (even and odd paragraphs, 2023 and 2024), then set between both and rounded.
 - fit: the passage's rank score relative to the best passage's
 - cover, in_context, pointed, related, near: how the words match (see matching), in_context being
   the cover with the sentences around and the title; a pronoun counts as the name that it means
 - typed: something new of the wanted type (see answer_types)
 - of_kind: a new name of which the dictionary knows that it is what is asked for (Ohio, a state)
 - agreed: how much the other articles agree on what is new in it. Each report votes once for each
   new term, with its best sentence's cover (to the power of three) times fit, an outlet's own
   reports too: what it tells again and again of an event is what the event is about (with one vote
   an origin, .34 of the questions about news were answered first, and .37 with one a report). Its
   own vote does not count: with it, the longest sentence agreed best with itself. Undated texts do
   not vote: whether they tell of one time is not known, and those of an encyclopedia agree on what
   is general (.74 of the first sentences right with their votes, .76 without). A title votes too,
   TITLED times its cover to the power of three times fit, for its own article's sentences as for
   others: it tells in few words what the event is (.37 of the first sentences right without)
 - fresh: halves every HALF_LIFE_DAYS before the asking time; undated counts as UNDATED

Tried without gain (under .01): position in the article, cover of names or of the asking clause
alone, pairs of neighbouring words, the order of the words, sentence length, agreement in negation,
votes weighted by rarity.

Where it fails: questions that share no word with their answer; a fact that most articles have
wrong; events of which an anniversary is being told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from bot.grounding import matching
from bot.grounding.answer_types import new_answer, of_kind
from bot.grounding.antecedent import completed
from bot.grounding.claims import Candidate, Found
from bot.grounding.homonyms import only_misread
from bot.grounding.matching import Asked
from bot.grounding.question import Question
from bot.text.reporting import addresses
from bot.text.words import content_terms

HALF_LIFE_DAYS = 21.0
UNDATED = 0.5
FIT, COVER, CONTEXT, POINTED, RELATED, NEAR = 2.6, 2.6, 2.6, 2.8, 2.5, 2.1
TYPED, OF_KIND, AGREED, FRESH, ASKING = 2.5, 1.4, 4.4, 3.3, -4.0
UNTOLD = -6.0
TITLED = 5.0  # what a title's vote counts beside a sentence's
IN_CONTEXT = 0.4  # share of cover that the neighbours and the title may bring to a vote
STRONGEST = 3  # new terms of a sentence whose votes count

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one sentence as an answer; each from 0 to 1."""

    fit: float
    cover: float
    in_context: float  # cover with the sentences around it and the title
    pointed: float
    related: float
    near: float
    typed: float
    of_kind: bool
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


def _fresh(found: Found, as_of: datetime) -> float:
    published = found.article.published
    return age_weight(None if published is None else (as_of - published).total_seconds())


def score_sentences(
    question: Question, found: Sequence[Found], as_of: datetime, rarity: Mapping[str, float]
) -> list[Scored]:
    """Score every sentence of `found`, best first; one that stands twice votes once.

    Where somebody's words are asked for and found, nothing else is a candidate.

    `rarity` is the inverse document frequency of the question's terms.
    """
    weights = {term: weight * rarity.get(term, 1.0) for term, weight in question.weights.items()}
    words = matching.asked(question.text, weights, question.language)
    best_fit = max((each.score for each in found), default=0.0) or 1.0
    read = [
        pair
        for each in found
        for pair in _read(question, each, words, each.score / best_fit, _fresh(each, as_of))
    ]
    ballots = _ballots(
        {candidate.text: (candidate, signals) for candidate, signals in read[::-1]},
        _titles(found, words, question.language, best_fit),
    )
    scored = [_scored(candidate, signals, ballots) for candidate, signals in read]
    spoken = [each for each in scored if each.signals.typed] if question.speaker else []
    return sorted(spoken or scored, key=lambda each: -each.candidate.score)


def without_others(scored: Sequence[Scored], others: Set[int]) -> list[Scored]:
    """Leave out the articles that name nobody and nothing of the question, if any is left."""
    told = [each for each in scored if each.candidate.found.article.id not in others]
    return told or list(scored)


def without_untold(scored: Sequence[Scored], untold: Mapping[int, float]) -> list[Scored]:
    """Let sentences give way whose articles never name what the question names, best first.

    `untold` is how much of the question that is, by article; see told_names.
    """
    if not any(untold.values()):
        return list(scored)
    lowered = [
        Scored(replace(c, score=c.score + UNTOLD * untold.get(c.found.article.id, 0.0)), e.signals)
        for e in scored
        for c in (e.candidate,)
    ]
    return sorted(lowered, key=lambda each: -each.candidate.score)


def _read(
    question: Question, found: Found, words: Asked, fit: float, fresh: float
) -> Iterable[tuple[Candidate, Signals]]:
    text = found.passage.text
    spans = found.passage.sentences
    around = [found.before, *[text[start:end] for start, end in spans], found.after]
    plain = completed(around) if found.article.language == "en" else around
    terms = [content_terms(sentence, question.language) for sentence in plain]
    held = [frozenset(each) for each in terms]
    if question.misread:
        lost = [only_misread(sentence, question.misread) for sentence in plain]
        held = [each - misread for each, misread in zip(held, lost, strict=True)]
    shared = [each.intersection(words.weights) for each in held]  # mostly few, or none
    title = _title_terms(found.article.title, question.language)
    entitled = title.intersection(words.weights)
    every = title.union(*held)
    previous = found.previous if question.speaker else None
    earlier = [previous.text[slice(*span)] for span in previous.sentences[:-1]] if previous else []
    for at, (start, end) in enumerate(spans, 1):
        context = entitled.union(*shared[at - 1 : at + 2])
        if not context:
            continue
        own = held[at]
        if question.speaker:
            new = new_answer(plain[at], question, own, earlier + plain[:at], every)
            if new.typed:  # who speaks is told by an office here and by a name there
                own |= question.speaker.terms
        else:
            new = new_answer(around[at], question, own)
        said = own.intersection(words.weights)
        yield (
            Candidate(found, start, end, 0.0, own, new.terms),
            Signals(
                fit=fit,
                cover=matching.cover(said, words),
                in_context=matching.cover(context, words),
                pointed=matching.pointed(terms[at], shared[at], words),
                related=matching.related(own, words),
                near=matching.near(terms[at], new.terms, words) if shared[at] else 0.0,
                typed=new.typed,
                of_kind=of_kind(terms[at], question),
                fresh=fresh,
                asks=around[at].rstrip("”\"' ").endswith("?"),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Ballots:
    """What each report's sentences gave each new term, the sums, and what the strongest got.

    `voter` is the report that voted with a sentence, by its text.
    """

    voter: Mapping[str, int]
    of_report: Mapping[tuple[str, int], float]
    votes: Mapping[str, float]
    top: float


def _ballots(
    read: Mapping[str, tuple[Candidate, Signals]], titles: Mapping[tuple[str, int], float]
) -> _Ballots:
    """The votes of all dated articles for each new term; copies of one report vote as one."""
    ballots: dict[tuple[str, int], float] = {}
    for text, (candidate, signals) in read.items():
        cover = (1 - IN_CONTEXT) * signals.cover + IN_CONTEXT * signals.in_context
        strength = cover**3 * signals.fit
        dated = candidate.found.article.published is not None
        if not (dated and strength and candidate.offers) or addresses(text):
            continue
        for term in candidate.offers:
            ballot = (term, candidate.found.article.report)
            ballots[ballot] = max(ballots.get(ballot, 0.0), strength)
    votes: dict[str, float] = {}
    for (term, _), strength in ballots.items():
        votes[term] = votes.get(term, 0.0) + strength
    for (term, _), strength in titles.items():
        if term in votes:
            votes[term] += strength
    voter = {text: candidate.found.article.report for text, (candidate, _) in read.items()}
    return _Ballots(
        voter, ballots, votes, sum(sorted(votes.values(), reverse=True)[:STRONGEST]) or 1.0
    )


@lru_cache(maxsize=1024)  # one article is found by several passages
def _title_terms(title: str, language: str) -> frozenset[str]:
    return frozenset(content_terms(title, language))


def _titles(
    found: Sequence[Found], words: Asked, language: str, best_fit: float
) -> dict[tuple[str, int], float]:
    """The votes of the titles of dated articles, by term and report."""
    ballots: dict[tuple[str, int], float] = {}
    for each in found:
        if each.article.published is None:
            continue
        terms = _title_terms(each.article.title, language)
        strength = TITLED * matching.cover(terms, words) ** 3 * each.score / best_fit
        for term in terms if strength else ():
            ballot = (term, each.article.report)
            ballots[ballot] = max(ballots.get(ballot, 0.0), strength)
    return ballots


def _scored(candidate: Candidate, signals: Signals, ballots: _Ballots) -> Scored:
    agreed = _agreed(candidate, ballots)
    score = (
        FIT * signals.fit
        + COVER * signals.cover
        + CONTEXT * signals.in_context
        + POINTED * signals.pointed
        + RELATED * signals.related
        + NEAR * signals.near
        + TYPED * signals.typed
        + OF_KIND * signals.of_kind
        + AGREED * agreed
        + FRESH * signals.fresh
        + ASKING * signals.asks
    )
    found, start, end = candidate.found, candidate.start, candidate.end
    placed = Candidate(found, start, end, score, candidate.words, candidate.offers, agreed)
    return Scored(placed, signals)


def _agreed(candidate: Candidate, ballots: _Ballots) -> float:
    """What the other reports gave the candidate's strongest terms."""
    report = ballots.voter[candidate.text]
    others = (
        ballots.votes.get(term, 0.0) - ballots.of_report.get((term, report), 0.0)
        for term in candidate.offers
    )
    return sum(sorted(others, reverse=True)[:STRONGEST]) / ballots.top
