from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.news.pipeline import Pipeline
from bot.news.records import Outcome, RawArticle, Status, Unread
from bot.news.sources import Files
from storage.archive import Archive
from storage.records import PassageKind
from tests.bot.news.conftest import NOW, FixedClock

SEEDS = Path(__file__).parents[3] / "seeds"

HARBOUR = (
    "The harbour of Port Vale was closed on Monday after a crane fell onto the quay.\n\n"
    "Two dock workers were injured when the crane came down in strong wind, the port authority "
    "said in a statement.\n\n"
    "Ships were sent on to Easton, forty kilometres along the coast, while engineers looked at "
    "the damage.\n\n"
    "The harbour master, Lena Ortiz, said that the quay could open again within a week."
)
FESTIVAL = (
    "More than 9,000 people came to the opening night of the Marlow film festival.\n\n"
    "The first prize went to a documentary about the last shepherds of the Karst plateau.\n\n"
    "Its director, Ivo Brandt, thanked the villagers who let him live with them for two years.\n\n"
    "The festival goes on until Sunday with forty more films from eleven countries."
)


def raw(name: str, text: str = HARBOUR, **said: object) -> RawArticle:
    given = RawArticle(f"https://{name}.example/1", f"{name}.example", outlet=name, text=text)
    return replace(given, **said)  # type: ignore[arg-type]


async def test_article_is_stored_with_what_is_known_of_it(
    archive: Archive, pipeline: Pipeline
) -> None:
    day = datetime(2026, 11, 16, 9, tzinfo=UTC)
    text = f"Harbour closed after crane falls\n\nReuters\n\n{HARBOUR}\n\nA crane. Photo: Jane Doe"
    (outcome,) = await pipeline.store([raw("courier", text, published=day)])
    article = await archive.article_by_url("https://courier.example/1")
    assert article is not None
    assert outcome == Outcome(article.url, Status.STORED, story=article.story_id, origin="Reuters")
    assert (article.title, article.published) == ("Harbour closed after crane falls", day)
    assert article.stored == NOW
    kinds = [
        passage.kind for passage in (await archive.articles_passages([article.id]))[article.id]
    ]
    assert kinds[-1] is PassageKind.CAPTION
    assert set(kinds[:-1]) == {PassageKind.BODY}


async def test_same_address_or_same_outlet_with_same_text_is_a_duplicate(
    pipeline: Pipeline,
) -> None:
    first = raw("courier")
    elsewhere = replace(first, url="https://courier.example/2")
    counted = replace(first, url="https://courier.example/1?utm_source=rss")
    outcomes = await pipeline.store([first, first, elsewhere, counted])
    assert [outcome.status for outcome in outcomes] == [
        Status.STORED,
        Status.DUPLICATE,
        Status.DUPLICATE,
        Status.DUPLICATE,
    ]
    assert "courier.example/1" in (outcomes[2].reason or "")


async def test_another_text_at_the_same_address_is_an_update(
    archive: Archive, pipeline: Pipeline
) -> None:
    longer = HARBOUR + "\n\nA third worker was found injured in the evening."
    first, second, third = await pipeline.store(
        [raw("courier"), raw("courier", longer), raw("courier", longer)]
    )
    assert (second.status, third.status) == (Status.UPDATED, Status.DUPLICATE)
    assert second.story == first.story
    article = await archive.article_by_url("https://courier.example/1")
    assert article is not None
    assert article.revision == 2
    assert (await archive.text(article.id) or "").endswith("in the evening.")


async def test_date_that_was_not_known_is_learned_and_never_lost(
    archive: Archive, pipeline: Pipeline
) -> None:
    dated = raw("courier", published=datetime(2023, 9, 17, 12, tzinfo=UTC))
    longer = raw("courier", HARBOUR + "\n\nA third worker was found injured in the evening.")
    outcomes = await pipeline.store([raw("courier"), dated, raw("courier"), longer])
    statuses = [Status.STORED, Status.UPDATED, Status.DUPLICATE, Status.UPDATED]
    assert [outcome.status for outcome in outcomes] == statuses
    article = await archive.article_by_url("https://courier.example/1")
    assert article is not None
    assert (article.published, article.revision) == (dated.published, 3)


async def test_a_publication_time_in_the_future_is_left_out(
    archive: Archive, pipeline: Pipeline
) -> None:
    soon = NOW + timedelta(hours=14)
    early = raw("post", FESTIVAL, published=NOW + timedelta(days=2), remark="no outlet")
    first, second = await pipeline.store([raw("courier", published=soon), early])
    assert first.reason is None
    assert second.status is Status.STORED
    assert second.reason == "no outlet; its publication time lies in the future and was left out"
    assert (await archive.coverage(None)).last == soon


async def test_reprint_shares_story_and_origin(pipeline: Pipeline) -> None:
    reprint = raw("herald", HARBOUR.rsplit("\n\n", 1)[0])
    first, other, second = await pipeline.store([raw("courier"), raw("post", FESTIVAL), reprint])
    assert second.copy_of == first.url
    assert (second.story, second.origin) == (first.story, "courier")
    assert other.story != first.story


async def test_agency_that_a_later_reprint_credits_is_the_origin_of_all(
    archive: Archive, pipeline: Pipeline
) -> None:
    credited = raw("herald", f"PORT VALE (Reuters) - {HARBOUR}")
    await pipeline.store([raw("courier"), credited])
    for url in ("https://courier.example/1", "https://herald.example/1"):
        article = await archive.article_by_url(url)
        assert article is not None
        assert article.origin == "Reuters"


async def test_unknown_outlets_count_by_their_source_and_are_never_duplicates(
    pipeline: Pipeline,
) -> None:
    texts = [RawArticle(f"file:///tmp/{n}.txt", f"file:///tmp/{n}.txt", text=HARBOUR) for n in "ab"]
    first, second = await pipeline.store(texts)
    assert (first.status, second.status) == (Status.STORED, Status.STORED)
    assert second.copy_of == "file:///tmp/a.txt"
    assert second.origin is None


async def test_what_holds_no_article_is_rejected_and_the_rest_is_stored(
    pipeline: Pipeline,
) -> None:
    items: list[RawArticle | Unread] = [
        raw("empty", ""),
        Unread("file:///tmp/x.jsonl", "line 3: not JSON"),
        raw("courier"),
    ]
    outcomes = [outcome async for outcome in pipeline.ingest(items)]
    assert [outcome.status for outcome in outcomes] == [
        Status.REJECTED,
        Status.REJECTED,
        Status.STORED,
    ]
    assert (outcomes[0].reason, outcomes[0].unread) == ("it is empty", False)
    assert (outcomes[1].reason, outcomes[1].unread) == ("line 3: not JSON", True)


async def test_stopped_midway_and_started_again_stores_each_once(archive: Archive) -> None:
    articles = [raw(f"site{n}", f"{HARBOUR}\n\nEdition {n}.") for n in range(80)]
    told = []
    stopped = Pipeline(archive, FixedClock()).ingest(articles)
    async for outcome in stopped:
        told.append(outcome)
        if len(told) == 10:
            break
    await stopped.aclose()  # type: ignore[attr-defined]
    again = await Pipeline(archive, FixedClock()).store(articles)
    statuses = [outcome.status for outcome in again]
    assert statuses[:10] == [Status.DUPLICATE] * 10
    assert statuses[-1] is Status.STORED
    assert (await archive.coverage(None)).articles == 80


async def test_seeds_are_two_outlets_with_one_origin(archive: Archive, pipeline: Pipeline) -> None:
    first, second = [outcome async for outcome in pipeline.ingest(Files([SEEDS]))]
    assert (first.origin, second.origin) == ("Demo Wire", "Demo Wire")
    assert (second.copy_of, second.story) == (first.url, first.story)
    (story,) = [story async for story in archive.stories()]
    assert [article.outlet for article in story.articles] == ["Demo Courier", "Demo Herald"]
    assert story.articles[0].published == datetime(2023, 9, 17, 6, 40, tzinfo=UTC)


@pytest.mark.parametrize("name", ["demo-courier.txt", "demo-herald.txt"])
async def test_seeds_keep_captions_and_no_furniture(
    archive: Archive, pipeline: Pipeline, name: str
) -> None:
    (outcome,) = [outcome async for outcome in pipeline.ingest(Files([SEEDS / name]))]
    article = await archive.article_by_url(outcome.url)
    assert article is not None
    text = await archive.text(article.id) or ""
    found = (await archive.articles_passages([article.id]))[article.id]
    assert "Advertisement" not in text
    assert "minute read" not in text
    assert [p for p in found if p.kind is PassageKind.CAPTION]
    assert text.startswith("Kim Jong")


async def test_stories_that_only_look_alike_part_when_enough_is_known(
    archive: Archive, pipeline: Pipeline
) -> None:
    events = (
        ("Brackwater", "Ines Calder", "40,000 crowns", "Holm Works", "Judge Sorel"),
        ("Osterdam", "Piet Vanloon", "9,500 florins", "Kade Groep", "Judge Ruiz"),
    )
    patterns = (
        "A jury in {0} heard on the first day that mayor {1} took {2} from the builder {3}.",
        "The jury heard a clerk of {0} who saw mayor {1} and the builder {3} count {2}.",
        "The builder {3} paid {2} to the mayor, the jury in the trial of {1} was told by {4}.",
        "In {0} {4} asked the jury to look at how {2} of the builder {3} came to mayor {1}.",
    )
    raws = [
        raw(f"paper{number}{town[0]}", f"{pattern.format(town, *more)}\n\nReport {number}.")
        for number, pattern in enumerate(patterns)
        for town, *more in events
    ]
    await pipeline.store([raw("courier"), raw("gazette", FESTIVAL), *raws])
    found = [
        {"Brackwater" if article.url.split(".")[0][-1] == "b" else "Osterdam" for article in its}
        async for story in archive.stories()
        if len(its := [a for a in story.articles if "paper" in a.url]) > 1
    ]
    assert sorted(map(sorted, found)) == [["Brackwater"], ["Osterdam"]]


class Counting:
    """Counts how often it is asked to let others have their turn."""

    def __init__(self) -> None:
        self.steps = self.held = 0

    async def give_way(self) -> None:
        self.steps += 1

    def hold(self) -> None:
        self.held += 1


async def test_whoever_asks_gets_a_turn_before_each_draft_and_between_steps(
    archive: Archive,
) -> None:
    courtesy = Counting()
    await Pipeline(archive, FixedClock(), courtesy).store([raw("one"), raw("two", FESTIVAL)])
    assert courtesy.held == 2
    assert courtesy.steps > 2
