"""Briefings as bot.briefings gives them, about the report of `samples`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.briefings.briefing import Briefing, BriefingItem, FeedHealth, Mark, Section
from bot.briefings.slots import Window
from bot.briefings.topics import Topic, parse_topic
from bot.grounding.claims import Account, Watch
from bot.news.differences import Difference, Kind, Said
from storage.records import Coverage
from tests.bot.chat.samples import COURIER, HERALD, PUBLISHED, claim

UNTIL = datetime(2023, 9, 17, 8, 0, tzinfo=UTC)

ITEM = BriefingItem(
    story_id=1,
    title="Kim & Shoigu <talk>",
    mark=Mark.NEW,
    claims=(claim(COURIER, HERALD), claim(HERALD, text="They left.")),
    when=PUBLISHED,
    dated=True,
    outlets=2,
    origins=1,
    differs=(),
    newest=2,
)


TRAINS = Difference(
    Kind.DATE,
    updated=False,
    one=Said(1, "Demo Courier", "They left on Wednesday.", "Wednesday"),
    other=Said(2, "Demo Herald", "They left last week.", "last week"),
)


def briefing(*items: BriefingItem, topic: str = "north korea", **more: object) -> Briefing:
    """A briefing of one section with these stories."""
    section = Section(
        topic=parse_topic(topic),
        window=Window(UNTIL - timedelta(hours=24), UNTIL),
        items=items,
        known=0,
        older=False,
        searched=Coverage(2, PUBLISHED, PUBLISHED),
    )
    fields = {name: more.pop(name) for name in ("known", "older", "searched") if name in more}
    section = replace(section, **fields)  # type: ignore[arg-type]  # whatever the test names
    made = Briefing((section,), "en", FeedHealth(38, 2))
    return replace(made, **more)  # type: ignore[arg-type]  # whatever the test names


class ScriptedBriefer:
    """Briefs with the sample story on every topic."""

    async def asked(
        self, topic: Topic, now: datetime, language: str, *, watch: Watch, account: Account
    ) -> Briefing:
        """Brief on `topic`."""
        return briefing(ITEM, topic=topic.name)
