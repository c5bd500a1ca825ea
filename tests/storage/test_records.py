from __future__ import annotations

from dataclasses import replace

from storage.records import Story
from tests.bot.chat.samples import COURIER


def test_copies_of_one_report_stand_together_however_they_were_found() -> None:
    first = replace(COURIER, id=1, copy_of=4)  # found later to be a copy itself
    second = replace(COURIER, id=2, copy_of=1)
    alone = replace(COURIER, id=3, copy_of=None)
    original = replace(COURIER, id=4, copy_of=None)
    story = Story(1, "A story", (first, second, alone, original))
    assert story.reports == ((first, second, original), (alone,))


def test_articles_that_name_each_other_are_followed_no_further() -> None:
    one, other = replace(COURIER, id=1, copy_of=2), replace(COURIER, id=2, copy_of=1)
    assert len(Story(1, "A story", (one, other)).reports) == 2
