"""Subscriptions: a briefing arrives on time and can be asked about; killed, none comes twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.acceptance.person import ME
from tests.acceptance.running import Dateline
from tests.fakes.botapi import BotApi, Call

GROUP, ADMIN = -100, 7
READER, REFUSER = 1, 2
SUBSCRIBED = datetime(2023, 9, 17, 12, 0, tzinfo=UTC)
DUE = datetime(2023, 9, 18, 8, 0, 30, tzinfo=UTC)
NEXT_DAY = datetime(2023, 9, 19, 8, 0, 30, tzinfo=UTC)


async def test_a_subscription_arrives_and_is_asked_about_by_reply(
    api: BotApi, dateline: Dateline
) -> None:
    dateline.now_is(SUBSCRIBED)
    await dateline.start()
    await api.say(f"/subscribe{ME} 08:00 north korea", GROUP, user_id=ADMIN)
    assert "Only this group's admins" in (await api.said(1, GROUP)).text
    api.admins.add(ADMIN)
    await api.say(f"/subscribe{ME} 08:00 UTC north korea", GROUP, user_id=ADMIN)
    confirmed = await api.said(2, GROUP)
    assert "The first comes on Monday, 18 September." in confirmed.text

    dateline.now_is(DUE)
    briefing = await api.said(3, GROUP)
    assert briefing.text.startswith("north korea · Monday, 18 September")
    assert "[1]" in briefing.text

    await api.say("what did Kim inspect?", GROUP, user_id=8, reply_to=briefing)
    answer = await api.said(4, GROUP)
    assert "bombers" in answer.text
    await api.press(briefing, "Sources")
    sources = await api.said(5, GROUP)
    assert sources.text.startswith("[1] Demo Herald · North Korea comes in from the cold")

    assert await dateline.stop() == 0
    await dateline.start()
    await api.say(f"/subscriptions{ME}", GROUP)
    assert "1. 08:00 UTC · north korea" in (await api.said(6, GROUP)).text
    assert await dateline.stop() == 0
    briefings = [m for m in api.in_chat(GROUP) if m.text.startswith("north korea · ")]
    assert len(briefings) == 1


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_nothing_comes_twice_after_a_crash_and_a_chat_that_refuses_is_left_in_peace(
    api: BotApi, dateline: Dateline
) -> None:
    dateline.now_is(SUBSCRIBED)
    await dateline.start()
    for chat in (READER, REFUSER):
        await api.say("/subscribe 08:00 UTC north korea", chat)
        await api.said(1, chat)
    api.fail("sendMessage", delay=600, chat_id=READER)

    dateline.now_is(DUE)
    await api.until(lambda api: len(_tries(api, READER)) == 2)
    await api.said(2, REFUSER)
    await dateline.kill()
    await dateline.start()
    await api.say("/subscriptions", READER)
    assert "north korea" in (await api.said(2, READER)).text
    assert not [m for m in api.in_chat(READER) if m.text.startswith("north korea · ")]

    blocked = "Forbidden: bot was blocked by the user"
    api.fail("sendMessage", status=403, description=blocked, chat_id=REFUSER, times=None)
    dateline.now_is(NEXT_DAY)
    briefing = await api.said(3, READER)
    assert "An earlier briefing may not have reached you." in briefing.text
    assert "north korea · Tuesday, 19 September" in briefing.text
    await api.until(lambda api: len(_tries(api, REFUSER)) == 3)

    dateline.now_is(NEXT_DAY + timedelta(days=1))
    again = await api.said(4, READER)
    assert "may not have reached you" not in again.text
    assert await dateline.stop() == 0
    assert len(_tries(api, REFUSER)) == 3, "a chat that refuses is left in peace"


def _tries(api: BotApi, chat_id: int) -> list[Call]:
    return [c for c in api.called("sendMessage") if str(c.params.get("chat_id")) == str(chat_id)]
