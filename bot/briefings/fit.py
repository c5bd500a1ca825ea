"""How well a story fits a topic: by what it can tell of it in sentences. Pure.

Theory. A story is about a topic or it is not: how often a word stands says little, and who wants to
be found says it most often. So nothing is counted. A title that names the topic says most, then
the first sentences, then the rest; but a title is a promise, and a list of names is no report. So
sentences that could be shown must bear the topic out, together: they hold what its reader wants,
or under a title that does at least half of those words again (a contest of three words is called
by one of them below). What has no such sentences among those read does not fit at all.

Where nothing stored bears the topic out, one that greets its readers with it will do, if its title
has a word of it too: a live page names what it is about once, when it welcomes them.

Where it fails: a report that means its topic by other words below its title; a stuffed text whose
author took the trouble to write one true sentence about the topic, which then is a story of one
origin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.briefings.statements import Statement, can_stand_alone
from bot.briefings.telling import StoryReports
from bot.briefings.topics import Query, mentions, stems
from bot.grounding.presentation import showable
from bot.text.lists import is_list
from bot.text.words import content_terms, terms
from storage.records import Article

ABOUT = 0.4  # the fit from which a story is about a topic
TITLE, LEAD, TEXT = 1.0, 0.7, 0.3
_LEAD = 5  # sentences
_GREETING = re.compile(r"\b(?:welcome to|live (?:coverage|updates|blog))\b", re.IGNORECASE)


def title_fit(query: Query, article: Article) -> float:
    """How well an article that holds the topic's words fits by its title (0 to 1)."""
    held = frozenset(terms(article.title, article.language))
    return TITLE if mentions(query, held, article.language) else TEXT


def told_fit(query: Query, story: StoryReports, by_titles: float) -> float:
    """How well a story that was read fits (0 to 1), given how well it does by its titles."""
    if not any(_bears_out(query, report) for report in story.reports):
        return 0.0 if query.alternatives else by_titles
    return max(by_titles, _lead_fit(query, story))


def greeted_fit(query: Query, story: StoryReports, by_titles: float) -> float:
    """How well a story fits that tells its readers, and only them, what it is about (0 to 1)."""
    return max(TEXT, by_titles) if any(_greets(query, report) for report in story.reports) else 0.0


def _greets(query: Query, report: Sequence[Statement]) -> bool:
    language = report[0].article.language
    wanted = frozenset(stems(query.words, language))
    titled = not wanted.isdisjoint(content_terms(report[0].article.title, language))
    return titled and any(
        mentions(query, frozenset(terms(each.text, language)), language)
        for each in report
        if _GREETING.search(each.text) and not is_list(each.text)
    )


def _bears_out(query: Query, report: Sequence[Statement]) -> bool:
    """Whether sentences of a report that can be shown hold what the query or its title wants."""
    article = report[0].article
    wanted = frozenset(stems(query.words, article.language))
    promised = _promised(query, wanted, article)
    held: frozenset[str] = frozenset()
    for statement in report:
        said = wanted.intersection(terms(statement.text, article.language)) - held
        if said and _can_be_shown(statement):
            held |= said
            half = promised and 2 * len(held & promised) >= len(promised)
            if half or mentions(query, held, article.language):
                return True
    return False


def _promised(query: Query, wanted: frozenset[str], article: Article) -> frozenset[str]:
    """The wanted content words of a title that fits."""
    if title_fit(query, article) < TITLE:
        return frozenset()
    return wanted.intersection(content_terms(article.title, article.language))


def _can_be_shown(statement: Statement) -> bool:
    whole = can_stand_alone(statement.text, statement.article.language)
    return whole and showable(statement.candidate) is not None


def _lead_fit(query: Query, story: StoryReports) -> float:
    leads = (frozenset[str]().union(*(s.terms for s in r[:_LEAD])) for r in story.reports)
    said = zip(story.reports, leads, strict=True)
    fits = [mentions(query, lead, r[0].article.language) for r, lead in said]
    share: float = (sum(fits) / len(fits)) ** 0.5
    return LEAD * share
