import asyncio

from bot.app.precedence import Precedence


async def test_who_stores_gives_way_until_the_question_is_answered() -> None:
    precedence, done = Precedence(), []

    async def store() -> None:
        await precedence.give_way()
        done.append("article")

    with precedence.first():
        storing = asyncio.create_task(store())
        await asyncio.sleep(0)
        done.append("answer")
    await storing
    assert done == ["answer", "article"]


async def test_a_long_answer_does_not_stop_the_news() -> None:
    precedence = Precedence()
    with precedence.first():
        await asyncio.wait_for(precedence.give_way(), timeout=5)
