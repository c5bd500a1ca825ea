from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.chat.copies import copies_of
from storage.records import Story
from tests.bot.chat.samples import COURIER, HERALD, PUBLISHED, claim

OTHER = replace(COURIER, id=3, copy_of=None)
LATER = replace(HERALD, id=4, published=PUBLISHED + timedelta(days=2))


class OneStory:
    async def story(self, story_id: int) -> Story | None:
        return Story(1, "A story", (COURIER, HERALD, OTHER, LATER)) if story_id == 1 else None


async def test_the_articles_that_print_a_cited_report_are_found() -> None:
    assert await copies_of([claim(HERALD)], OneStory()) == [COURIER, HERALD, LATER]
    assert await copies_of([claim(OTHER)], OneStory()) == [OTHER]
    assert await copies_of([claim(replace(OTHER, story_id=2))], OneStory()) == []


async def test_later_copies_are_invisible() -> None:
    found = await copies_of([claim(COURIER)], OneStory(), as_of=PUBLISHED)
    assert found == [COURIER, HERALD]
