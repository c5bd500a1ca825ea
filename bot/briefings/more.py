"""What else there is on a story that was cited, and what topic a question is about.

What is said further is told as a briefing tells it: stored sentences that can stand alone, proven,
best first by what the story's reports have in common, without what has been said already.

A question's topic is the names in it, since those are what news is followed by; one without names
has none. It fails where the name is only part of the frame ("what did Reuters say about the
drought?"); the confirmation shows the topic, so that a wrong one is seen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.briefings.editions import for_readers_of
from bot.briefings.gathering import Gatherer
from bot.briefings.statements import Statement, statements
from bot.briefings.telling import tell
from bot.grounding.claims import Claim
from bot.grounding.question import read_question
from storage.archive import Archive
from storage.index import SearchIndex
from storage.records import Article

MOST_NAMES = 2


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
        if story is None:
            return ()
        known = await self._statements(list(articles.values()), said)
        telling = tell(for_readers_of(language, story), lambda _: 1.0, said=known)
        return tuple(s.claim for s in telling.item.sentences) if telling else ()

    async def _statements(
        self, articles: Sequence[Article], said: Collection[str]
    ) -> list[Statement]:
        passages = await self._archive.articles_passages([article.id for article in articles])
        cut = (s for a in articles for s in statements(a, passages.get(a.id, ())))
        return [statement for statement in cut if any(statement.text in text for text in said)]


def topic_of(question: str) -> str:
    """What to follow for who asked this; empty where it holds no name."""
    return " AND ".join(read_question(question).names[:MOST_NAMES])
