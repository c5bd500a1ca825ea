import asyncio

from bot.app.precedence import LONGEST, Precedence


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


async def test_a_thread_that_stores_gives_way_too() -> None:
    precedence, done = Precedence(), []

    def store() -> None:
        precedence.hold()
        done.append("article")

    with precedence.first():
        storing = asyncio.create_task(asyncio.to_thread(store))
        await asyncio.sleep(0)
        done.append("answer")
    await storing
    assert done == ["answer", "article"]


async def test_while_nobody_asks_nothing_waits() -> None:
    began = asyncio.get_running_loop().time()
    precedence = Precedence()
    for _ in range(1000):
        precedence.hold()
        await precedence.give_way()
    assert asyncio.get_running_loop().time() - began < 1000 * LONGEST / 2
