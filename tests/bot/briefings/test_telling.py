from __future__ import annotations

from datetime import timedelta

from bot.briefings.statements import Statement, weigh
from bot.briefings.telling import MOST_EVIDENCE, StoryReports, Telling, common_title, differs, tell
from bot.news.differences import say
from tests.bot.briefings.samples import BRIDGE, BRIDGE_AGAIN, BRIDGE_UPDATE, NOW, report


def plain(_word: str) -> float:
    return 1.0


def told(*reports: tuple[Statement, ...]) -> Telling:
    articles = tuple(one[0].article for one in reports)
    telling = tell(StoryReports(1, articles, reports), plain)
    assert telling is not None
    return telling


def test_the_title_says_what_the_reports_have_in_common() -> None:
    reports = [
        report(BRIDGE, 1, title="What we know"),
        report(BRIDGE_AGAIN, 2, title="Cracks close old bridge in Lindham"),
    ]
    assert common_title(reports, weigh(reports, plain)) == "Cracks close old bridge in Lindham"


def test_other_origins_are_cited_before_copies() -> None:
    copies = [report(BRIDGE, n, origin_id=1) for n in (1, 2, 3)]
    telling = told(*copies, report(BRIDGE, 4))
    evidence = telling.item.sentences[0].claim.evidence
    origins = [one.article.origin_id for one in evidence]
    assert len(evidence) == MOST_EVIDENCE
    assert origins[:2] == [evidence[0].article.origin_id, 5 - evidence[0].article.origin_id]


def test_a_dated_copy_gives_an_undated_report_its_dates_and_is_cited_first() -> None:
    undated = report(BRIDGE, 1, published=None)
    first = told(undated, report(BRIDGE, 2, copy_of=1)).item.sentences[0].claim
    assert "on Friday (20 November 2026)" in first.text
    assert [one.article.id for one in first.evidence] == [2, 1]
    assert "(" not in told(undated).item.sentences[0].claim.text


def test_updates_are_what_only_the_newest_says() -> None:
    telling = told(report(BRIDGE, 1), report(BRIDGE_UPDATE, 2))
    everything = (*telling.item.sentences, *telling.item.updates)
    third = next(s for s in everything if "third pillar" in s.claim.text)
    assert third.known_since == 2
    assert all(update.known_since == 2 for update in telling.item.updates)


def test_nothing_to_say() -> None:
    empty = report("Read more. Sign up for our newsletter today and never miss a thing again.")
    story = StoryReports(1, (empty[0].article,), (empty,))
    assert tell(story, plain) is None


def test_what_was_said_of_another_story_is_not_said_again() -> None:
    first = told(report(BRIDGE, 1))
    again = tell(
        StoryReports(2, (report(BRIDGE, 2)[0].article,), (report(BRIDGE, 2),)),
        plain,
        said=first.statements,
    )
    texts = {s.claim.text for s in again.item.sentences} if again else set()
    assert texts.isdisjoint(s.claim.text for s in first.item.sentences)


def test_differences_name_the_outlets() -> None:
    one = report("The tram accident in Lindham left 12 people injured at the old station.", 1)
    other = report("The tram accident in Lindham left 15 people injured at the old station.", 2)
    line = say(*differs([one, other]))
    assert "Outlet 1" in line
    assert "Outlet 2" in line
    assert "12" in line


def test_the_newest_report_of_a_story_opens_it() -> None:
    days_ago = NOW - timedelta(days=3)
    began = report(BRIDGE, 1, published=days_ago, title="Old bridge in Lindham closed")
    again = report(BRIDGE_AGAIN, 2, published=days_ago, title="Cracks close bridge in Lindham")
    reopened = "The old bridge in Lindham will be torn down, Mayor Ada Kern said on Saturday."
    newest = report(reopened, 3, published=NOW, title="Lindham's old bridge to be torn down")
    item = told(began, again, newest).item
    assert "torn down" in item.sentences[0].claim.text
    assert item.title == "Lindham's old bridge to be torn down"


STRIKE = (
    "Bus drivers in Lindham will strike for two days on Thursday, their union said. "
    "The union wants 5 percent more pay for its 800 members. "
    "Schools in Lindham have asked parents to bring their children by car."
)
STRIKE_OFF = (
    "A two-day bus strike planned in Lindham for Thursday has been called off, the union said. "
    "The drivers were offered 4 percent more pay by the city on Tuesday evening. "
    "Passengers at the station told reporters that they were glad."
)


def strikes() -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    before = NOW - timedelta(days=2)
    planned = report(STRIKE, 1, published=before, title="Bus drivers in Lindham to strike")
    off = report(STRIKE_OFF, 2, published=NOW, title="Bus strike in Lindham called off")
    return planned, off


def test_what_is_taken_back_stands_below_what_takes_it_back() -> None:
    item = told(*strikes()).item
    texts = [sentence.claim.text for sentence in item.sentences]
    assert "called off" in texts[0]
    assert "will strike" in texts[1]
    assert item.title == "Bus strike in Lindham called off"


def test_what_takes_back_what_was_told_is_news() -> None:
    planned, off = strikes()
    telling = tell(StoryReports(1, (off[0].article,), (off,), (planned,)), plain)
    assert telling is not None
    first = next(s for s in telling.item.sentences if "called off" in s.claim.text)
    assert first.known_since == 2
