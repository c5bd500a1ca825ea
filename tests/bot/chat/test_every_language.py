"""What people read in languages of another script, where English words would stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.briefings.briefing import Briefing, Mark
from bot.briefings.topics import Topic
from bot.chat.dialogue import Dialogue
from bot.chat.message import Message
from bot.chat.privacy import Privacy
from bot.chat.starting import Starting
from bot.chat.subscribing import Subscribing
from bot.grounding.claims import Account, Watch
from bot.grounding.model.composer import UNPROVEN
from bot.news.feeds.opml import FeedOutline
from bot.news.feeds.starter_feeds import StarterFeeds
from storage.chats import Chats
from storage.database import Database
from storage.feeds import Feeds
from storage.records import ChatKind
from storage.subscriptions import Subscriptions
from tests.bot.chat.briefing_samples import ITEM, TRAINS, UNTIL, briefing
from tests.bot.chat.samples import SENTENCE, ScriptedAnswers
from tests.bot.chat.talk import Talk, talk
from tests.bot.chat.test_going_on import ScriptedFurther

NOW = datetime(2023, 9, 17, 9, 30, tzinfo=UTC)
NOT_ITS_OWN = re.compile(
    r"""/[a-z_]+(\ (yes|no|all|forget(\ now)?)\b)?   # a command with a fixed argument
      | /subscribe\ 08:00\ Europe/Berlin\ north\ korea
      | (?<![A-Za-z])(AND|OR|NOT|all)(?![A-Za-z])
      | \b(fire\ AND.*flood\ AND\ spain|bitcoin\ AND\ regulation|north\ korea)\b
      | \b(Berlin|Europe/Berli[nm]|CES?T|UTC|Telegram|lm\.example|English|Español|Deutsch)\b
      | (?<![A-Za-z])Demo\ (Courier|Herald|Wire)\b
      | \b(Talks\ of\ a\ new\ heyday|Ties)\b
      | They\ left(\ on\ Wednesday)?\. | \b(Wednesday|last\ week)\b
      | Kim\ &\ Shoigu\ <talk>
    """,
    re.VERBOSE,
)
TYPED = (
    "/start",
    "/help",
    "/feeds",
    "/feeds World",
    "/language",
    "/privacy",
    "/privacy yes",
    "/privacy no",
    "/privacy forget",
    "/sources",
    "/more",
    "/subscriptions",
    "/subscribe",
    "/subscribe 08:00 Europe/Berlin",
    "/subscribe 25:99 1",
    "/subscribe 08:00 Europe/Berlim",
    "/subscribe 08:00 Europe/Berlin (1 AND 2)",
    "/subscribe 08:00 Europe/Berlin " + "1 " * 40,
    "/subscribe 08:00 Europe/Berlin " + "1" * 300,
    "/subscribe 08:00 Europe/Berlin -1",
    "/subscriptions",
    "/unsubscribe 7",
    "/unsubscribe all",
    "/unsubscribe",
    "/brief",
    "/brief -1",
    "/sources 9",
    "?",
    "/ask",
    "1" * 5000,
    "hi",
    "1?",
    "/sources",
    "/more",
    "/more",
    "nothing 1?",
    "/sources",
    "/1",
    "/reset",
)


class StoppedClock:
    def now(self) -> datetime:
        return NOW


class EventfulBriefer:
    """Briefs on everything that a briefing can say."""

    async def asked(
        self, topic: Topic, now: datetime, language: str, *, watch: Watch, account: Account
    ) -> Briefing:
        """Brief with all there is to say."""
        old = replace(ITEM, mark=Mark.UPDATED, when=UNTIL - timedelta(days=40), differs=(TRAINS,))
        items = (old, replace(ITEM, dated=False), replace(ITEM, outlets=1))
        return briefing(
            *items, topic="", older=True, known=3, late=True, unconfirmed=2, notes=(UNPROVEN,)
        )


@pytest.fixture
def dialogue(database: Database, chats: Chats) -> Dialogue:
    clock = StoppedClock()
    feeds = [FeedOutline(f"https://{n}.example/", n, n) for n in ("World", "Sport")]
    return Dialogue(
        ScriptedAnswers(),
        chats,
        clock,
        subscribing=Subscribing(EventfulBriefer(), Subscriptions(database), chats, clock),
        starting=Starting(StarterFeeds(Feeds(database), feeds, clock)),
        privacy=Privacy(chats, clock, "lm.example"),
        further=ScriptedFurther(),
    )


def read(message: Message) -> Iterator[str]:
    """Each paragraph and button that is read."""
    for block in (block for item in message.items for block in item.blocks):
        yield "".join(span.text for span in block.spans)
    for button in (button for row in message.buttons for button in row):
        yield button.label


async def everything_said(here: Talk, chats: Chats) -> list[tuple[str, str]]:
    """What is read in answer to each thing that is typed."""
    said = []
    for n, typed in enumerate(TYPED):
        for message in await here.say(typed, 100 + n):
            await here.dialogue.shown(message, [1000 + n])
            said += [(typed, words) for words in read(message)]
        here.chat = await chats.chat(here.chat.id) or here.chat
    return said


@pytest.mark.parametrize("language", ["ru", "ar"])
@pytest.mark.parametrize("kind", [ChatKind.PRIVATE, ChatKind.GROUP, ChatKind.TERMINAL])
async def test_nobody_reads_english_who_speaks_another_language(
    dialogue: Dialogue, chats: Chats, language: str, kind: ChatKind
) -> None:
    here = await talk(dialogue, chats, "telegram:1", kind)
    await chats.set_language(here.chat.id, language)
    here.chat = await chats.chat(here.chat.id) or here.chat
    said = await everything_said(here, chats)
    assert len(said) > 80
    for typed, words in said:
        left = NOT_ITS_OWN.sub("", words.replace(SENTENCE, ""))
        assert not re.search("[A-Za-z]{2}", left), (typed, words)
