"""Which sentences a briefing says of a story, and in which order.

Theory
- News is written as an inverted pyramid: a story's first sentences hold most of it. A sentence
  counts less the further down it stands.
- What independent reports have in common is the story, what one of them adds is a detail: a word
  weighs by in how many origins' reports it stands and how early (a title's words most, since a
  title says what is new), and less when it stands in the day's other stories too ("officials").
- What a story came to is its news, how it began its background: a report counts half for each
  STALE that it is older than the story's newest.
- A briefing should cover, not repeat. Sentences are taken one by one, each time the one that
  adds most weight not yet said, per length; one that shares most of its words with a sentence
  taken already, quotes the same words, or says the same numbers of the same names, says it twice
  and is passed over.
  Beyond the second, a sentence must add a fair part of what the first did.
- It reads in the order of the pyramid: the first pick opens (for it the top counts still more),
  then what the same report goes on to say in its order, then what others add.

A sentence that cannot stand alone is not taken (half a quotation, a question, a list's fragment),
and rarely one that hardly shares a word with the rest of its story: what a page says beside its
report. A list of names or of keywords is no sentence (see bot/text/lists.py).

Where it fails: columns and interviews, whose point comes late; a live page, whose first
sentences are its newest and not its news.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from math import log

from bot.briefings.ranking import dated
from bot.grounding.claims import Candidate, Found
from bot.text.lists import is_list
from bot.text.words import content_terms
from storage.records import Article, Passage, PassageKind

FEWEST, MOST = 2, 4
DEPTH = 30  # sentences read of each report
TOP = 12  # of these may be told; the others only tell what was known already
MIN_WORDS, MAX_WORDS = 6, 45
SAME = 0.6  # share of the shorter sentence's words at which two say the same,
HEARD = 0.8  # share of a sentence's words that were said before, if it is to be no news
REPEATED = 0.5  # and at which a reader who has just read the one is bored by the other
BELONGING = 2  # words that a sentence shares with what its story comes back to,
STRAY = 0.4  # or else it counts this much
ENOUGH = 0.15  # a further sentence must add this share of what the first one gave
IN_TITLE = 1.5  # how prominent a word of the title is
AGREEMENT = 1.5  # how much more than the sum independent reports weigh together
STALE = timedelta(days=2)
OPENING = 2.0  # how many times more its place counts for the sentence that opens
_DECAY = 0.12
_PIVOT = 20  # words that a sentence's length is smoothed by
_OPENINGS = "\"'“‘„«$€£¥¿¡"
_QUOTES = '"“”„«»'
_QUOTATION = re.compile('["“„«]([^"“”„«»]+)["“”»]')
_ENDS = (".", "!", "…", "。", "！", "؟")


@dataclass(frozen=True)
class Statement:
    """A stored sentence of a report: `passage.text[start:end]`, `position` counted from 0."""

    article: Article
    passage: Passage
    start: int
    end: int
    position: int

    @property
    def text(self) -> str:
        """The stored sentence, character for character."""
        return self.passage.text[self.start : self.end]

    @property
    def key(self) -> tuple[int, int]:
        """Which sentence of which passage it is."""
        return self.passage.id, self.start

    @property
    def candidate(self) -> Candidate:
        """The sentence as one that may be shown."""
        return Candidate(Found(self.passage, self.article, 0.0), self.start, self.end, 0.0)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its content words as index terms of the article's language."""
        return _terms(self.text, self.article.language)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its terms that hold a digit."""
        return frozenset(term for term in self.terms if any(map(str.isdigit, term)))

    @cached_property
    def plain(self) -> str:
        """Its words in small letters, with plain spaces."""
        return " ".join(self.text.casefold().split())

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """What it quotes of more than one word, in plain small letters."""
        found = (match[1].rstrip(",.") for match in _QUOTATION.finditer(self.plain))
        return tuple(words for words in found if " " in words)

    def quotes(self, other: Statement) -> bool:
        """Whether it quotes words that the other one holds."""
        return bool(self.quoted) and any(words in other.plain for words in self.quoted)

    @property
    def prominence(self) -> float:
        """How much its place in the report speaks for it, 1 for the first."""
        return 1 / (1 + _DECAY * self.position)


@lru_cache(maxsize=8192)  # sentences, some 20 MB: topics of one window share stories
def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(content_terms(text, language))


def statements(article: Article, passages: Iterable[Passage]) -> list[Statement]:
    """The first sentences of an article's body, in order; captions are left out."""
    body = (passage for passage in passages if passage.kind is PassageKind.BODY)
    cut = ((passage, start, end) for passage in body for start, end in passage.sentences)
    unique = {(p.start + start): (p, start, end) for p, start, end in cut}
    first = sorted(unique.items())[:DEPTH]
    return [Statement(article, *found, position=n) for n, (_, found) in enumerate(first)]


def can_stand_alone(text: str, language: str = "en") -> bool:
    """Whether a sentence is whole by its form: length, end, quotation marks, and no list."""
    words = len(text.split())
    spaced = words > 1 or text.isascii()
    if (spaced and not MIN_WORDS <= words <= MAX_WORDS) or len(text) < MIN_WORDS:
        return False
    bare = text.rstrip("\"”»’')]} ")
    opens = text[:1] in _OPENINGS or (text[:1].isalnum() and not text[:1].islower())
    return opens and bare.endswith(_ENDS) and _balanced(text) and not is_list(text, language)


def _balanced(text: str) -> bool:
    """Whether quotation marks come in pairs (which of them opens differs by language)."""
    return sum(map(text.count, _QUOTES)) % 2 == 0


def weigh(
    reports: Sequence[Sequence[Statement]], rarity: Callable[[str], float]
) -> Mapping[str, float]:
    """Weigh a story's words: by independent reports, prominence in each, and rarity elsewhere.

    Reports of one origin count as one.
    """
    best: dict[tuple[str, int], float] = defaultdict(float)
    for report in filter(None, reports):
        said = [(_title_terms(report[0].article), IN_TITLE)]
        said += ((statement.terms, statement.prominence) for statement in report[:TOP])
        for terms, prominence in said:
            for term in terms:
                key = term, report[0].article.origin_id
                best[key] = max(best[key], prominence)
    weights: dict[str, float] = defaultdict(float)
    for (term, _), prominence in best.items():
        weights[term] += prominence
    return {term: weight**AGREEMENT * rarity(term) for term, weight in weights.items()}


def _title_terms(article: Article) -> frozenset[str]:
    return _terms(article.title, article.language)


def rarity_among(stories: Sequence[Iterable[str]]) -> Callable[[str], float]:
    """Judge how rare a word is by in how many of the day's stories (their words) it stands."""
    seen = Counter(term for words in stories for term in set(words))
    total = len(stories)
    return lambda term: log((1 + total) / (0.5 + seen[term])) if total > 1 else 1.0


def choose(
    reports: Sequence[Sequence[Statement]],
    weights: Mapping[str, float],
    admit: Callable[[Statement], bool],
    said: Sequence[Statement] = (),
    most: int = MOST,
) -> list[Statement]:
    """Choose up to `most` statements that say different things and are not among `said`.

    `admit` has the last word on each, and is asked only of those that would be taken.
    """
    open_ = [
        s for report in reports for s in report[:TOP] if can_stand_alone(s.text, s.article.language)
    ]
    standing = _standing(reports)
    chosen: list[Statement] = []
    least = 0.0
    while open_ and len(chosen) < most:
        value, best = _best(open_, weights, [*said, *chosen], standing, opening=not chosen)
        if value <= (least if len(chosen) >= FEWEST else 0.0):
            break
        open_.remove(best)
        if any(says_the_same(best, s, REPEATED) for s in (*said, *chosen)) or not admit(best):
            continue
        chosen.append(best)
        least = least or value * ENOUGH
    return chosen


def freshness(articles: Iterable[Article]) -> dict[int, float]:
    """What each article counts (by id) beside the newest, which counts 1."""
    dates = {article.id: dated(article) for article in articles}
    newest = max(dates.values(), default=None)
    return {id_: 0.5 ** ((newest - date) / STALE) for id_, date in dates.items() if newest}


def _standing(reports: Sequence[Sequence[Statement]]) -> Callable[[Statement], float]:
    """How much a statement counts by its report's age and by whether it belongs to the story."""
    fresh = freshness(report[0].article for report in reports if report)
    core = _core(reports)

    def standing(statement: Statement) -> float:
        belongs = len(statement.terms & core) >= BELONGING
        return fresh[statement.article.id] * (1.0 if belongs else STRAY)

    return standing


def _core(reports: Sequence[Sequence[Statement]]) -> frozenset[str]:
    """The words that a story keeps coming back to, its titles' among them."""
    said = Counter(term for report in reports for s in report[:TOP] for term in s.terms)
    repeated = frozenset(term for term, count in said.items() if count > 1)
    return repeated.union(*(_title_terms(report[0].article) for report in reports if report))


def _best(
    open_: Sequence[Statement],
    weights: Mapping[str, float],
    said: Sequence[Statement],
    standing: Callable[[Statement], float],
    *,
    opening: bool,
) -> tuple[float, Statement]:
    """The statement that adds most, and how much; what opens a story is looked for at the top."""
    told = frozenset[str]().union(*(s.terms for s in said))

    def worth(statement: Statement) -> float:
        value = gain(statement, weights, told) * standing(statement)
        return value * statement.prominence**OPENING if opening else value

    best = max(open_, key=worth)
    return gain(best, weights, told), best


def gain(statement: Statement, weights: Mapping[str, float], said: frozenset[str]) -> float:
    """How much a statement adds to what is `said` (terms), for its length and its place."""
    fresh = sum(weights.get(term, 0.0) for term in statement.terms - said)
    return fresh / (_PIVOT + len(statement.terms)) * statement.prominence


def says_the_same(one: Statement, other: Statement, share: float = SAME) -> bool:
    """Whether two statements say the same thing, as far as their words tell.

    `share` is how much of the shorter one must stand in the other.
    """
    if one.quotes(other) or other.quotes(one):
        return True
    shorter = min(len(one.terms), len(other.terms))
    shared = len(one.terms & other.terms)
    if not shorter:
        return one.text == other.text
    same_figures = bool(one.figures) and one.figures == other.figures
    return shared / shorter >= (share / 2 if same_figures else share)


def known_since(statement: Statement, reports: Iterable[Sequence[Statement]]) -> int:
    """Return the id of the article by which what the statement says was known, figures and all.

    It was known when one sentence had said the same, or when all that had been said together
    held nearly all of its words: a rewritten report puts old facts in new sentences.
    """
    older = [r for r in reports if r and r[0].article.id < statement.article.id]
    heard = frozenset[str]()
    for report in sorted(older, key=lambda r: r[0].article.id):
        heard = heard.union(*(s.terms for s in report))
        alike = (s for s in report if statement.figures <= s.figures)
        covered = len(statement.terms & heard) >= HEARD * len(statement.terms)
        if any(says_the_same(statement, s) for s in alike) or (
            covered and statement.figures <= heard
        ):
            return report[0].article.id
    return statement.article.id


def in_reading_order(chosen: Sequence[Statement]) -> list[Statement]:
    """Order statements (the first pick first): its report onwards, then the others."""
    if not chosen:
        return []
    lead = chosen[0]
    rest = sorted(
        chosen[1:], key=lambda s: (s.article.id != lead.article.id, s.position, s.article.id)
    )
    return [lead, *rest]
