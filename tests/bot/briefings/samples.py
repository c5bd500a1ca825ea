"""Small news that the briefing tests share: three stories of an invented town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.briefings.statements import Statement, statements
from bot.text.sentences import sentence_spans
from storage.archive import Archive
from storage.records import (
    Article,
    NewArticle,
    NewPassage,
    OriginRef,
    Passage,
    PassageKind,
    Placement,
)
from tests import records

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

BRIDGE = (
    "The old bridge in Lindham was closed on Friday after engineers found cracks in two pillars. "
    "Traffic will be led over the northern bypass for at least three weeks, the council said. "
    "Mayor Ada Kern promised a report on the damage by December. "
    "Some 14,000 cars cross the river there every day."
)
BRIDGE_AGAIN = (
    "Cracks in two pillars have closed the old bridge in Lindham, engineers said on Friday. "
    "The repair will cost 2.4 million euros, according to the council. "
    "Shops near the river expect fewer visitors before Christmas."
)
BRIDGE_UPDATE = (
    "The old bridge in Lindham was closed on Friday after engineers found cracks in two pillars. "
    "A third pillar was found to be damaged on Saturday, the engineers reported. "
    "Mayor Ada Kern has asked the army for a temporary crossing with one lane."
)
HARVEST = (
    "Apple growers around Lindham expect the smallest harvest in twelve years. "
    "Late frost destroyed a third of the blossoms in April, the growers' union said. "
    "Prices in the shops have risen by 11 percent since August."
)
CONCERT = (
    "The Lindham orchestra opened its season with a symphony by Clara Holm on Thursday. "
    "Conductor Ivo Brandt called the evening a new beginning for the hall. "
    "The next concert is planned for the second week of December."
)


@dataclass(frozen=True)
class News:
    """One article to be stored; equal `story` names are one story."""

    name: str
    story: str
    title: str
    text: str
    outlet: str | None = "Demo Courier"
    origin: str = ""
    published: datetime | None = NOW - 3 * HOUR
    language: str = "en"


TOWN = (
    News("bridge", "bridge", "Cracks close Lindham's old bridge", BRIDGE),
    News(
        "bridge-again",
        "bridge",
        "Old bridge in Lindham closed",
        BRIDGE_AGAIN,
        outlet="Demo Herald",
        published=NOW - 2 * HOUR,
    ),
    News("harvest", "harvest", "Growers fear small apple harvest", HARVEST),
    News("concert", "concert", "Orchestra opens season", CONCERT, outlet="Demo Post"),
)


def cut(text: str) -> tuple[NewPassage, ...]:
    """One passage of all sentences."""
    spans = tuple((span[0], span[1]) for span in sentence_spans(text))
    return (NewPassage(PassageKind.BODY, 0, len(text), text, spans),)


async def store(archive: Archive, news: Sequence[News], now: datetime = NOW) -> dict[str, Article]:
    """Store news in their order; returns the articles by name."""
    stored: dict[str, Article] = {}
    stories: dict[str, int] = {}
    async with archive.ingesting(now) as batch:
        for one in news:
            origin = OriginRef(one.origin or f"outlet:{one.outlet}", one.outlet)
            placed = Placement(origin, None, stories.get(one.story), (), {})
            stored[one.name] = await batch.insert(_new(one), placed)
            stories.setdefault(one.story, stored[one.name].story_id)
    return stored


def _new(one: News) -> NewArticle:
    return records.new_article(
        one.name,
        one.text,
        outlet=one.outlet,
        title=one.title,
        published=one.published,
        language=one.language,
        passages=cut(one.text),
    )


def article(id_: int = 1, **changes: object) -> Article:
    """A record that was never stored; origin and story follow the id."""
    given: dict[str, Any] = {
        "outlet": f"Outlet {id_}",
        "published": NOW - HOUR,
        "stored": NOW,
        "updated": NOW,
    }
    return records.article(id_, **given | changes)


def report(text: str, id_: int = 1, **changes: object) -> tuple[Statement, ...]:
    """The statements of an article that holds `text`."""
    (new,) = cut(text)
    passage = Passage(id_, id_, 1, 0, new.kind, new.start, new.end, new.text, new.sentences)
    return tuple(statements(article(id_, **changes), [passage]))


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by
