"""What else there is on a story that was cited, and what topic a question is about.

What is said further is told as a briefing tells it: stored sentences that can stand alone, proven,
best first by what the story's reports have in common, without what has been said already.

A story may hold two events that look alike (two matches of one cup), and who asks for more on one
must not be told of the other as if it were the same. So beside the article that was cited, and its
copies, only those count that came within MOST_APART of it and have in their title or first
sentences most names of its title (where that has none, of what was said of it). It fails where a
report opens with the event before ("after beating Tessin, Orvale ..."), and leaves out what came of
it later and reports that name the same by other words.

A question's topic is the names in it, since those are what news is followed by; one without names
has none. It fails where the name is only part of the frame ("what did Reuters say about the
drought?"); the confirmation shows the topic, so that a wrong one is seen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.briefings.editions import for_readers_of
from bot.briefings.gathering import Gatherer
from bot.briefings.statements import Statement, statements
from bot.briefings.telling import StoryReports, tell
from bot.grounding.claims import Claim
from bot.grounding.question import read_question
from bot.text.names import name_mentions, same_name
from storage.archive import Archive
from storage.index import SearchIndex
from storage.records import Article

MOST_NAMES = 2
TOP_SENTENCES = 4
MOST_APART = timedelta(days=7)
MOST_OF = 2 / 3  # of the names


class Further:
    """Says more of the stories of an archive."""

    def __init__(self, archive: Archive, index: SearchIndex) -> None:
        self._archive = archive
        self._gatherer = Gatherer(archive, index)

    async def on(
        self, article_ids: Sequence[int], said: Collection[str], language: str
    ) -> tuple[Claim, ...]:
        """Return further claims on the story of the first article, for readers of a language.

        `said` are the stored sentences that stood behind what was said; they may be of any of the
        articles, and are not said again.
        """
        articles = await self._archive.articles(article_ids)
        first = next((articles[id_] for id_ in article_ids if id_ in articles), None)
        story = await self._gatherer.story(first.story_id) if first else None
        if first is None or story is None:
            return ()
        known = await self._statements(list(articles.values()), said)
        one_event = of_one_event(story, first, known)
        telling = tell(for_readers_of(language, one_event), lambda _: 1.0, said=known)
        return tuple(s.claim for s in telling.item.sentences) if telling else ()

    async def _statements(
        self, articles: Sequence[Article], said: Collection[str]
    ) -> list[Statement]:
        passages = await self._archive.articles_passages([article.id for article in articles])
        cut = (s for a in articles for s in statements(a, passages.get(a.id, ())))
        return [statement for statement in cut if any(statement.text in text for text in said)]


def of_one_event(story: StoryReports, first: Article, said: Sequence[Statement]) -> StoryReports:
    """The reports of a story that tell of the event of its article `first`, of which was `said`."""
    texts = [statement.text for statement in said if statement.article.id == first.id]
    names = _names([first.title]) or _names(texts)
    kept = tuple(r for r in story.reports if r and _is_of(r, first, names))
    ids = {report[0].article.id for report in kept}
    articles = tuple(article for article in story.articles if article.id in ids)
    return replace(story, articles=articles or story.articles, reports=kept)


def _is_of(report: Sequence[Statement], first: Article, names: Sequence[str]) -> bool:
    article = report[0].article
    if article.report == first.report:
        return True
    dates = article.published, first.published
    if dates[0] and dates[1] and abs(dates[0] - dates[1]) > MOST_APART:
        return False
    top = _names([article.title, *(statement.text for statement in report[:TOP_SENTENCES])])
    shared = sum(any(same_name(name, other) for other in top) for name in names)
    return shared >= MOST_OF * len(names)


def _names(texts: Sequence[str]) -> list[str]:
    mentions = (mention for text in texts for mention in name_mentions(text) if mention.certain)
    return list(dict.fromkeys(mention.text for mention in mentions))


def topic_of(question: str) -> str:
    """What to follow for who asked this; empty where it holds no name."""
    return " AND ".join(read_question(question).names[:MOST_NAMES])
