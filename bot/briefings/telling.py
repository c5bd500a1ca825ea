"""How one story is told: its title, its sentences with their evidence, what changed. Pure.

    reports -> weigh -> choose -> verify -> corroborate -> EditionItem

Every sentence is a stored one that can stand alone and that the verifier passes on its own
passage. The same sentence in further reports (copies as well as independent ones) becomes further
evidence where the verifier passes it there too: first other origins, then copies, so that the
citations show how widely it stands. Its title is the stored one that says most of what the
reports have in common for its length.

What a later report takes back (see bot/grounding/taking_back/) is told below the sentence that
takes it back, which opens the story, under a title of its own report: the newest comes first, and
nothing is hidden. It is news to everybody who was told only what it takes back, though it has the
same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.briefings.briefing import EditionItem, Sentence
from bot.briefings.compared import report_of
from bot.briefings.ranking import dated, origins, outlets
from bot.briefings.statements import (
    MOST,
    TOP,
    Statement,
    choose,
    freshness,
    in_reading_order,
    known_since,
    says_the_same,
    weigh,
)
from bot.grounding.claims import Claim, Evidence
from bot.grounding.later import told
from bot.grounding.presentation import Showable, restriction, showable, with_dates
from bot.grounding.taking_back.taken_back import may_take_back, takes_back
from bot.grounding.verify import Source, verify
from bot.news.differences import Difference, differences
from bot.text.words import content_terms
from storage.records import Article

MOST_EVIDENCE = 3
MOST_UPDATES = 2
MOST_DIFFERENCES = 2
CARE = ("attribution", "modality")  # what a reprint must not have lost
TOPIC_WEIGHT = 1.5  # how much more a word of the topic weighs
_TITLE_PIVOT = 6  # words that a title's length is smoothed by


@dataclass(frozen=True, slots=True)
class StoryReports:
    """A story as it is read: its articles that count, and the sentences of those looked at.

    `articles` are all of the span that is told of; `reports` the sentences of some of them, best
    first; `earlier` those of reports from before, which tell what was known already.
    """

    story_id: int
    articles: tuple[Article, ...]
    reports: tuple[tuple[Statement, ...], ...]
    earlier: tuple[tuple[Statement, ...], ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The content words of what may be told."""
        return frozenset[str]().union(*(s.terms for r in self.reports for s in r[:TOP]))


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as told, the statements that its sentences are, and what was read of it."""

    item: EditionItem
    statements: tuple[Statement, ...]
    story: StoryReports


def tell(
    story: StoryReports,
    rarity: Callable[[str], float],
    topic_words: frozenset[str] = frozenset(),
    said: Sequence[Statement] = (),
) -> Telling | None:
    """Tell a story without what was `said` of others; None when nothing of it can be said."""
    weights = _boosted(weigh(story.reports, rarity), topic_words)
    teller = _Teller(story, weights)
    chosen = choose(story.reports, weights, teller.admits, said)
    if not chosen:
        return None
    ordered = teller.with_later(in_reading_order(chosen))
    latest = max(story.articles, key=dated)
    item = EditionItem(
        story_id=story.story_id,
        title=common_title(teller.titled(story.reports), weights),
        sentences=tuple(map(teller.sentence, ordered)),
        updates=tuple(map(teller.sentence, teller.updates(ordered))),
        when=dated(latest),
        dated=latest.published is not None,
        outlets=outlets(story.articles),
        origins=origins(story.articles),
        differs=differs(story.reports),
        newest=max(article.id for article in story.articles),
    )
    return Telling(item, tuple(ordered), story)


def differs(reports: Iterable[Sequence[Statement]]) -> tuple[Difference, ...]:
    """Find what outlets disagree on.

    What one outlet changed in a later text is not told: read by eye, too few of those were right.
    """
    compared = [report_of(r[0].article, (each.text for each in r)) for r in reports if r]
    disagreed = [found for found in differences(compared) if not found.updated]
    return tuple(disagreed[:MOST_DIFFERENCES])


def common_title(reports: Iterable[Sequence[Statement]], weights: Mapping[str, float]) -> str:
    """Return the stored title that says most of what the reports have in common, newer ones first.

    How much an older report's title gives way is told in `statements`.
    """
    articles = [report[0].article for report in reports if report]
    fresh = freshness(articles)

    def value(article: Article) -> tuple[float, int]:
        return _title_value(article, weights) * fresh[article.id], -article.id

    return max(articles, key=value).title


def _title_value(article: Article, weights: Mapping[str, float]) -> float:
    words = content_terms(article.title, article.language)
    return sum(weights.get(word, 0.0) for word in set(words)) / (_TITLE_PIVOT + len(words))


def _boosted(weights: Mapping[str, float], topic_words: frozenset[str]) -> dict[str, float]:
    return {
        term: weight * (TOPIC_WEIGHT if term in topic_words else 1.0)
        for term, weight in weights.items()
    }


class _Teller:
    """Admits statements and makes sentences of them, remembering what each took."""

    def __init__(self, story: StoryReports, weights: Mapping[str, float]) -> None:
        self._story = story
        self._weights = weights
        self._shown: dict[tuple[int, int], tuple[str, str]] = {}  # text and quote
        self._taking: set[tuple[int, int]] = set()  # keys of what takes something back

    def with_later(self, ordered: Sequence[Statement]) -> list[Statement]:
        """The statements, those first that take others of them back, each with what it takes back.

        At most MOST: what was chosen last and has no part in it gives way.
        """
        pairs = [(later, one) for one in ordered if (later := self._later(one))]
        pairs += [(later, one) for later in ordered if (one := self._taken_back(later))]
        first = [each for pair in pairs for each in pair]
        self._taking |= {later.key for later, _ in pairs}
        rest = [one for one in ordered if one not in first]
        return list(dict.fromkeys([*first, *rest]))[: max(MOST, len(ordered))]

    def _later(self, one: Statement) -> Statement | None:
        """The newest statement that takes it back and can be shown."""
        taking = (s for r in self._story.reports for s in r if s is not one and _takes(s, one))
        newest_first = sorted(taking, key=lambda s: (dated(s.article), -s.position), reverse=True)
        return next((s for s in newest_first if self._is_proven(s)), None)

    def _taken_back(self, later: Statement) -> Statement | None:
        """What it takes back of another report, the first that can be shown."""
        others = (r for r in self._story.reports if r[0].article.id != later.article.id)
        return next(
            (one for r in others for one in r if _takes(later, one) and self._is_proven(one)), None
        )

    def titled(self, reports: Sequence[Sequence[Statement]]) -> Sequence[Sequence[Statement]]:
        """The reports whose title may stand above: of those that take something back, if any do."""
        return [r for r in reports if any(s.key in self._taking for s in r)] or reports

    def admits(self, statement: Statement) -> bool:
        """Whether it can be shown and is proven as shown, and nobody tells it more carefully."""
        return not self._told_more_carefully(statement) and self._is_proven(statement)

    def _is_proven(self, statement: Statement) -> bool:
        ready = showable(statement.candidate)
        if ready is None or restriction(ready) is not None:
            return False
        proven = [text for text, by in self._wordings(ready, statement) if _supported(text, by)]
        if proven:
            self._shown[statement.key] = proven[0], ready.evidence[0].quote
        return bool(proven)

    def _wordings(self, ready: Showable, statement: Statement) -> list[tuple[str, Statement]]:
        """The words to show, with the dates that they mean, and as they stand; each with its proof.

        Where its own date is not known, that of a copy which says the same counts.
        """
        by = statement if statement.article.published else self._dated_copy(statement)
        with_its_dates = with_dates(ready.text, ready.candidate, by.article.published)
        return [(with_its_dates, by), (ready.text, statement)]

    def _dated_copy(self, statement: Statement) -> Statement:
        """What a copy of known date says in its place; itself where there is none."""
        copies = (
            report
            for report in self._story.reports
            if report[0].article.published and report[0].article.report == statement.article.report
        )
        same = (_best_match(statement, report) for report in copies)
        return next((found for found in same if found), statement)

    def sentence(self, statement: Statement) -> Sentence:
        """The sentence of an admitted statement, with everything that proves it."""
        text, quote = self._shown[statement.key]
        own = Evidence(statement.passage, statement.article, quote)
        others = self._corroborating(statement, text)
        all_ = (own, *(Evidence(s.passage, s.article, s.text) for s in others))
        evidence = tuple(sorted(all_, key=lambda each: each.article.published is None))
        since = self._known_since(statement)
        return Sentence(Claim(text, evidence), since)

    def updates(self, chosen: Sequence[Statement]) -> list[Statement]:
        """The newest article's own statements beside those chosen."""
        by_age = sorted(self._story.reports, key=lambda r: r[0].article.id)
        newest = by_age[-1:] if len(by_age) > 1 else []
        return choose(newest, self._weights, self._admits_as_update, chosen, MOST_UPDATES)

    def _admits_as_update(self, statement: Statement) -> bool:
        return self._is_fresh(statement) and self.admits(statement)

    def _is_fresh(self, statement: Statement) -> bool:
        return self._known_since(statement) == statement.article.id

    def _known_since(self, statement: Statement) -> int:
        """By which article it was known; what takes something back is not known by that."""
        everything = (*self._story.reports, *self._story.earlier)
        if any(_takes(statement, other) for report in everything for other in report):
            return statement.article.id
        return known_since(statement, everything)

    def _told_more_carefully(self, statement: Statement) -> bool:
        """Whether another report says the same in somebody's name, or as less than a fact."""
        for report in self._story.reports:
            same = _best_match(statement, report)
            if same is None or same.article.id == statement.article.id:
                continue
            if _loses_care(statement, same) and not _loses_care(same, statement):
                return True
        return False

    def _corroborating(self, statement: Statement, text: str) -> list[Statement]:
        """The same sentence in other reports: other origins first, one a report."""
        found: list[Statement] = []
        others = [r for r in self._story.reports if r[0].article.id != statement.article.id]
        others.sort(key=lambda r: r[0].article.origin_id == statement.article.origin_id)
        for report in others:
            if len(found) == MOST_EVIDENCE - 1:
                break
            same = _best_match(statement, report)
            if same and _supported(text, same):
                found.append(same)
        return found


def _takes(later: Statement, one: Statement) -> bool:
    english = later.article.language == one.article.language == "en"
    return (
        english
        and may_take_back(later.text)
        and takes_back(told(later.candidate), told(one.candidate))
    )


def _best_match(statement: Statement, report: Sequence[Statement]) -> Statement | None:
    likely = [s for s in report if statement.figures <= s.figures and says_the_same(statement, s)]
    return max(likely, key=lambda s: len(s.terms & statement.terms), default=None)


def _loses_care(statement: Statement, other: Statement) -> bool:
    """Whether it tells as a fact what the other tells in somebody's name, or as a plan."""
    reasons = verify(statement.text, [_source(other, other.text)]).reasons
    return any(reason.code in CARE for reason in reasons)


def _supported(text: str, statement: Statement) -> bool:
    return verify(text, [_source(statement, statement.passage.text)]).supported


def _source(statement: Statement, text: str) -> Source:
    article = statement.article
    return Source(text, article.published, article.title, article.outlet or "")
