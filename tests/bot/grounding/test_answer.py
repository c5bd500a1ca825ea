from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.grounding.answer import Answerer, check, proven
from bot.grounding.claims import DraftClaim, Evidence
from bot.grounding.people import exchange_of
from bot.text.sentences import sentence_spans
from bot.text.words import terms
from storage.archive import Archive
from storage.database import Database
from storage.index import SearchIndex
from storage.records import NewArticle, NewPassage, OriginRef, PassageKind, Placement
from tests import records
from tests.bot.grounding.stored import SUNDAY, article, passage

OPENING = (
    "Mayor Anna Berg opened the harbour bridge in Oslo on Saturday with engineer Carl Holm at her "
    "side. She called it late. The union said on Friday that the bridge would cost jobs. The "
    "bridge is 212 metres long."
)
REPRINT = (
    "Mayor Anna Berg opened the harbour bridge in Oslo on Saturday with engineer Carl Holm at her "
    "side. Ferries to Bergen sail on."
)


def new_article(name: str, text: str, published: datetime | None = SUNDAY) -> NewArticle:
    spans = tuple(sentence_spans(text, "en"))
    return records.new_article(
        name,
        text,
        url=f"https://{name}.example/bridge",
        source=f"{name}.example",
        outlet=name,
        title="Harbour bridge opened",
        published=published,
        text_hash=text,
        passages=(NewPassage(PassageKind.BODY, 0, len(text), text, spans),),
    )


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Archive]:
    database = await Database.open(None, tmp_path)
    yield Archive(database)
    await database.close()


@pytest.fixture
async def answerer(archive: Archive, tmp_path: Path) -> AsyncIterator[Answerer]:
    index = SearchIndex.open(tmp_path / "index", terms)
    yield Answerer(archive, index, SystemClock())
    await index.close()


async def store(archive: Archive, *news: NewArticle, copies: bool = False) -> None:
    wire = OriginRef("agency:demo wire", "Demo Wire")
    first: int | None = None
    async with archive.ingesting(SUNDAY) as batch:
        for new in news:
            stored = await batch.insert(new, Placement(wire, first, None, (), {}))
            first = (first or stored.id) if copies else None


async def test_nothing_stored_is_an_abstention(answerer: Answerer) -> None:
    answer = await answerer.answer("What did Anna Berg open?")
    assert not answer.answered
    assert answer.searched.articles == 0
    assert answer.nearest == ()


async def test_an_answer_is_the_stored_sentence_with_both_reports(
    archive: Archive, answerer: Answerer
) -> None:
    await store(archive, new_article("courier", OPENING), new_article("herald", REPRINT))
    answer = await answerer.answer("What did Anna Berg open?")
    first = answer.claims[0]
    assert first.text.startswith("Mayor Anna Berg opened the harbour bridge")
    assert {e.article.outlet for e in first.evidence} == {"courier", "herald"}
    assert all(e.quote in e.passage.text for claim in answer.claims for e in claim.evidence)


async def test_a_dated_copy_gives_an_undated_one_its_dates_and_is_cited_first(
    archive: Archive, answerer: Answerer
) -> None:
    dated = new_article("herald", REPRINT)
    await store(archive, new_article("courier", OPENING, published=None), dated, copies=True)
    for question in ("What did Anna Berg open with the engineer?", "What did Anna Berg open?"):
        first = (await answerer.answer(question)).claims[0]
        assert "on Saturday (16 September 2023)" in first.text
        assert [e.article.outlet for e in first.evidence] == ["herald", "courier"]


async def test_of_copies_with_another_number_only_those_with_it_are_cited(
    archive: Archive, answerer: Answerer
) -> None:
    dated = new_article("herald", "Cranes fell in Oslo on Saturday and 14 people were hurt.")
    other = "Cranes fell in Oslo on Saturday and 12 people were hurt."
    await store(archive, new_article("courier", other, published=None), dated, copies=True)
    first = (await answerer.answer("How many people were hurt in Oslo?")).claims[0]
    assert "(16 September 2023) and 14 people" in first.text
    assert [e.article.outlet for e in first.evidence] == ["herald"]


async def test_no_date_is_taken_from_another_report(archive: Archive, answerer: Answerer) -> None:
    other = f"The mayor of Bergen was late. {REPRINT.replace('Mayor Anna', 'Anna')}"
    undated = new_article("courier", OPENING, published=None)
    await store(archive, undated, new_article("herald", other))
    first = (await answerer.answer("Which harbour bridge did Anna Berg open?")).claims[0]
    assert "on Saturday with" in first.text
    assert {e.article.outlet for e in first.evidence} == {"courier", "herald"}


async def test_the_conversation_is_understood(archive: Archive, answerer: Answerer) -> None:
    await store(archive, new_article("courier", OPENING))
    thread = [exchange_of(await answerer.answer("What did Anna Berg open?"))]
    for question, part in [
        ("who was with her?", "Carl Holm"),
        ("when was that?", "on Saturday"),
        ("and what did the union say about it?", "The union said on Friday"),
    ]:
        answer = await answerer.answer(question, thread=thread)
        assert part in answer.claims[0].text
        thread.append(exchange_of(answer))


async def test_words_of_somebody_who_is_not_quoted_are_not_invented(
    archive: Archive, answerer: Answerer
) -> None:
    await store(archive, new_article("courier", OPENING))
    answer = await answerer.answer("What did Emmanuel Macron say about the bridge?")
    assert not answer.answered
    assert [near.title for near in answer.nearest] == ["Harbour bridge opened"]
    assert answer.searched.articles == 1


async def test_later_articles_are_invisible(archive: Archive, answerer: Answerer) -> None:
    await store(archive, new_article("courier", OPENING))
    before = SUNDAY - timedelta(days=1)
    answer = await answerer.answer("What did Anna Berg open?", as_of=before)
    assert not answer.answered
    assert answer.searched.articles == 0


async def test_what_a_later_article_takes_back_is_told_too(
    archive: Archive, answerer: Answerer
) -> None:
    await store(
        archive,
        new_article(
            "plan", "Ferry crews in Oslo will strike for a day on Monday, their union said."
        ),
        new_article(
            "end",
            "The strike of ferry crews has been called off, a union in Oslo said. Talks go on.",
            SUNDAY + timedelta(hours=5),
        ),
    )
    answer = await answerer.answer("When will ferry crews in Oslo strike?")
    assert {claim.evidence[0].article.outlet for claim in answer.claims} == {"plan", "end"}
    assert any("called off" in claim.text for claim in answer.claims)
    before = await answerer.answer("When will ferry crews in Oslo strike?", as_of=SUNDAY)
    assert len(before.claims) == 1


async def test_nobody_elses_deed_is_shown_beside_what_is_asked(
    archive: Archive, answerer: Answerer
) -> None:
    asked = new_article("one", "Banker Éva Nádas denied on Friday that she had hidden losses.")
    other = new_article("two", "Builder Jon Falk was sentenced on Friday to six years in prison.")
    await store(archive, asked, other)
    answer = await answerer.answer("How many years in prison was Eva Nadas sentenced to?")
    assert not any("Falk" in claim.text for claim in answer.claims)
    named = await answerer.answer("What did Eva Nadas deny?")
    assert [claim.evidence[0].article.outlet for claim in named.claims] == ["one"]


async def test_undated_articles_stay_visible(archive: Archive, answerer: Answerer) -> None:
    await store(archive, new_article("courier", OPENING, published=None))
    answer = await answerer.answer(
        "What did Anna Berg open?", as_of=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert answer.answered


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?!?",
        'AND OR NOT ( " : * ^',
        "🚢🌉",
        "ماذا افتتح العمدة؟",
        "Was?",
        "ferry " * 700,
        "\x00",
    ],
)
async def test_odd_questions_are_answered_or_declined(
    archive: Archive, answerer: Answerer, question: str
) -> None:
    await store(archive, new_article("courier", OPENING))
    answer = await answerer.answer(question)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.searched.articles == 1


def test_a_draft_that_is_not_in_its_evidence_is_no_claim() -> None:
    evidence = Evidence(passage("The bridge is 212 metres long."), article(), "The bridge is 212")
    assert check(DraftClaim("The bridge is 312 metres long.", (evidence,))) is None


def test_an_evidence_whose_quote_is_not_stored_proves_nothing() -> None:
    evidence = Evidence(passage("The bridge is 212 metres long."), article(), "The bridge is long")
    assert check(DraftClaim("The bridge is 212 metres long.", (evidence,))) is None


def test_only_evidence_that_proves_it_alone_is_cited() -> None:
    text = "The bridge is 212 metres long."
    good = Evidence(passage(text), article(), text)
    other = Evidence(passage("Ferries sail.", number=2), article(2), "Ferries sail.")
    claim = check(DraftClaim(text, (good, other)))
    assert claim is not None
    assert claim.evidence == (good,)


def test_a_reprint_that_is_cut_shorter_is_cited_too() -> None:
    text = "The bridge will be closed on Monday, Demo Agency said."
    cut = "The bridge will be closed on Monday."
    full = Evidence(passage(text), article(origin_id=5), text)
    reprint = Evidence(passage(cut, number=2, article_id=2), article(2, origin_id=5), cut)
    stranger = Evidence(passage(cut, number=3, article_id=3), article(3, origin_id=6), cut)
    claim = check(DraftClaim(text, (full, reprint, stranger)))
    assert claim is not None
    assert claim.evidence == (full, reprint)


def test_what_leans_falls_with_what_it_leans_on() -> None:
    stored = passage("Oslo runs nine ferries.", "Most of these ferries sail to Nesodden.")
    evidence = (Evidence(stored, article(), stored.text),)
    false = DraftClaim("Oslo runs twelve ferries.", evidence)
    true = DraftClaim("Oslo runs nine ferries.", evidence)
    leaning = DraftClaim("Most of these ferries sail to Nesodden.", evidence, leans=True)
    assert [claim.text for claim in proven([true, leaning])] == [true.text, leaning.text]
    assert proven([false, leaning]) == ()
