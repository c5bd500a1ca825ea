from __future__ import annotations

from datetime import timedelta

from bot.briefings.briefing import (
    Briefing,
    Edition,
    EditionItem,
    Mark,
    Section,
    Sentence,
    section_for,
    without_repeats,
)
from bot.briefings.slots import Window
from bot.briefings.topics import parse_topic
from bot.grounding.claims import Claim
from storage.records import Coverage
from tests.bot.briefings.samples import NOW

TOPIC = parse_topic("lindham")


def sentence(text: str, known_since: int) -> Sentence:
    return Sentence(Claim(text, ()), known_since)


def item(story_id: int, *since: int, updates: tuple[int, ...] = ()) -> EditionItem:
    return EditionItem(
        story_id=story_id,
        title=f"Story {story_id}",
        sentences=tuple(sentence(f"said in {n}", n) for n in since),
        updates=tuple(sentence(f"update of {n}", n) for n in updates),
        when=NOW,
        dated=True,
        outlets=1,
        origins=1,
        differs=(),
        newest=max((*since, *updates)),
    )


def edition(*items: EditionItem, older: bool = False) -> Edition:
    window = Window(NOW - timedelta(hours=24), NOW)
    return Edition(TOPIC.key, window, "en", items, older, Coverage(9, None, None))


def texts(section: Section) -> list[list[str]]:
    return [[claim.text for claim in one.claims] for one in section.items]


def test_a_new_story_is_told_whole() -> None:
    section = section_for(edition(item(1, 3, 4, updates=(7,))), TOPIC, {})
    assert texts(section) == [["said in 3", "said in 4"]]
    assert section.items[0].mark is Mark.NEW
    assert section.known == 0


def test_a_known_story_is_told_by_what_is_new() -> None:
    section = section_for(edition(item(1, 3, 6, updates=(7,))), TOPIC, {1: 5})
    assert texts(section) == [["said in 6", "update of 7"]]
    assert section.items[0].mark is Mark.UPDATED


def test_a_story_without_news_is_left_out_and_counted() -> None:
    section = section_for(edition(item(1, 3), item(2, 4)), TOPIC, {1: 9})
    assert texts(section) == [["said in 4"]]
    assert section.known == 1


def test_at_most_so_many_stories() -> None:
    section = section_for(edition(*(item(n, n) for n in range(1, 9))), TOPIC, {}, most=3)
    assert [one.story_id for one in section.items] == [1, 2, 3]
    assert section.known == 0


def test_a_story_is_told_in_one_section_only() -> None:
    first = section_for(edition(item(1, 1), item(2, 2)), TOPIC, {})
    second = section_for(edition(item(2, 2), item(3, 3)), TOPIC, {})
    kept = without_repeats((first, second))
    assert [[one.story_id for one in section.items] for section in kept] == [[1, 2], [3]]


def test_what_a_chat_knows_once_it_has_arrived() -> None:
    section = section_for(edition(item(1, 3, updates=(7,)), item(2, 4)), TOPIC, {})
    assert Briefing((section,), "en").told == {1: 7, 2: 4}
