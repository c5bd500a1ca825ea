from __future__ import annotations

import pytest

from bot.chat.dialogue import Dialogue
from bot.chat.heard import Kind
from bot.chat.starting import Starting
from bot.chat.terminal import render as render_terminal
from bot.clock import SystemClock
from bot.news.feeds.opml import FeedOutline
from bot.news.feeds.starter_feeds import StarterFeeds
from storage.chats import Chats
from storage.database import Database
from storage.feeds import Feeds
from storage.records import ChatKind
from tests.bot.chat.samples import ScriptedAnswers
from tests.bot.chat.talk import Talk, talk

OUTLINES = [
    FeedOutline("https://a.example/", "A", "World"),
    FeedOutline("https://b.example/", "B", "Sport"),
    FeedOutline("https://c.example/", "C", "World"),
    FeedOutline("https://d.example/", "D", "Long " * 20),
]


@pytest.fixture
def feeds(database: Database) -> Feeds:
    return Feeds(database)


@pytest.fixture
async def private(chats: Chats, feeds: Feeds) -> Talk:
    starting = Starting(StarterFeeds(feeds, OUTLINES, SystemClock()))
    dialogue = Dialogue(ScriptedAnswers(), chats, SystemClock(), starting=starting)
    return await talk(dialogue, chats, "telegram:1", ChatKind.PRIVATE)


async def test_who_follows_no_feed_is_offered_topics_at_the_start(
    private: Talk, feeds: Feeds
) -> None:
    _, offer = await private.say("/start")
    assert "Which topics shall I read?" in render_terminal.render(offer, 200)
    payloads = [button.payload for row in offer.buttons for button in row]
    assert payloads == ["feeds:World", "feeds:Sport"]
    (followed,) = await private.say("feeds:World", 3, kind=Kind.PRESSED)
    assert "I read its 2 feeds now" in render_terminal.render(followed, 200)
    assert [[button.label for button in row] for row in followed.buttons] == [["Sport"]]
    assert [feed.url for feed in await feeds.list()] == ["https://a.example/", "https://c.example/"]
    assert len(await private.say("/start")) == 1


async def test_the_terminal_is_told_how_to_choose(private: Talk, chats: Chats) -> None:
    terminal = await talk(private.dialogue, chats, "terminal", ChatKind.TERMINAL)
    assert "/feeds shows topics" in await terminal.read("/start")


async def test_topics_can_be_chosen_by_typing(private: Talk, feeds: Feeds) -> None:
    assert "I follow no feeds yet. Which topics" in await private.read("/feeds")
    assert "I read its 1 feed now" in await private.read("/feeds sport")
    assert "I follow 1 of the feeds" in await private.read("/feeds chess")
    assert [feed.topic for feed in await feeds.list()] == ["Sport"]


async def test_a_topic_can_be_typed_as_the_chat_reads_it(
    private: Talk, chats: Chats, feeds: Feeds
) -> None:
    await chats.set_language(private.chat.id, "de")
    private.chat = await chats.chat(private.chat.id) or private.chat
    _, offer = await private.say("/start")
    (world, sport), *_ = offer.buttons
    assert (world.label, world.payload, world.typed) == ("Welt", "feeds:World", "/feeds Welt")
    await private.say(world.typed)
    await private.say(f"/feeds {sport.label}")
    assert {feed.topic for feed in await feeds.list()} == {"World", "Sport"}


async def test_only_who_manages_a_group_chooses(private: Talk, feeds: Feeds) -> None:
    private.manages = False
    for said, kind in (("/feeds World", Kind.SAID), ("feeds:World", Kind.PRESSED)):
        assert "admins" in await private.read(said, 3, kind=kind)
    assert await feeds.list() == []


async def test_without_feeds_to_choose_from_there_is_no_such_command(chats: Chats) -> None:
    dialogue = Dialogue(ScriptedAnswers(), chats, SystemClock())
    bare = await talk(dialogue, chats, "telegram:2", ChatKind.PRIVATE)
    assert "/feeds" in await bare.read("/feeds World")
    assert "feeds" not in dialogue.menu()
