from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.verify import Source, verify

ARTICLE = """The harbour of Lindvik will be closed for 12 days, Mayor Anna Lind said on Tuesday.

Engineers found cracks in two piers, the Harbour Committee reported. “We cannot take the risk,” \
Lind told reporters. Ferries to Norway will leave from Ostby instead.

The repair costs about $2.5 million. Trade unions did not oppose the closure. Ingrid Moe, who \
leads the union of dockers, met Anna Lind in Ostby. She praised the plan as overdue. The port \
of Ostby may hire 40 workers.

Traffic rose by 8 percent in March. Peter Holm designed the northern pier in 1962."""
SOURCES = [Source(ARTICLE, datetime(2024, 5, 8, tzinfo=UTC))]


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Lindvik will be closed for 12 days, Mayor Anna Lind said on Tuesday.",
        "“We cannot take the risk,” Lind told reporters.",
        '"We cannot take the risk," Lind told reporters.',
        "The repair costs about $2.5 million. Trade unions did not oppose the closure.",
        "The harbour of Lindvik will be closed for 12 days, Mayor Anna Lind said on Tuesday "
        "(7 May 2024).",
    ],
)
def test_a_stored_sentence_passes_by_identity(claim: str) -> None:
    verdict = verify(claim, SOURCES)
    assert (verdict.supported, verdict.score, verdict.reasons) == (True, 1.0, ())


@pytest.mark.parametrize(
    "claim",
    [
        "Ingrid Moe met Anna Lind in Ostby.",
        "Ingrid Moe praised the plan as overdue.",
        "The harbor of Lindvik will be shut for twelve days, Anna Lind said on 7 May 2024.",
        "Unions did not oppose the closure.",
        "Mayor Lind said that the harbour will be closed for 12 days.",
        "The repair costs about 2,500,000 dollars.",
    ],
)
def test_the_same_in_other_or_fewer_words_is_supported(claim: str) -> None:
    verdict = verify(claim, SOURCES)
    assert verdict.supported, verdict.reasons
    assert verdict.score > 0.5


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("The harbour will be closed for 14 days, Lind said.", "number"),
        ("The repair costs about €2.5 million.", "number"),
        ("Traffic rose by 12 percent in March.", "number"),
        ("Ferries to Sweden will leave from Ostby instead.", "name"),
        ("The harbour will be closed for 12 days, Lind said on Friday.", "date"),
        ("The harbour will be closed, Lind said on Tuesday (9 May 2024).", "date"),
        ("Peter Holm designed the northern pier in 1926.", "number"),
        ("Lind told reporters that they “will not take the risk”.", "quote"),
        ("Bakers baked bread for hungry children.", "cover"),
        ("Trade unions did oppose the closure.", "negation"),
        ("The repair does not cost about $2.5 million.", "negation"),
        ("The port of Ostby will have hired, and it hires 40 workers.", "modality"),
        ("Traffic fell by 8 percent in March.", "antonym"),
        ("All traffic rose by 8 percent in March.", "quantity"),
        ("Only Peter Holm designed the northern pier.", "quantity"),
        ("The harbour of Lindvik will be closed for 12 days.", "attribution"),
        ("Anna Lind met Ingrid Moe, who leads the union of dockers, in Ostby.", "role"),
        ("Peter Holm praised the plan as overdue.", "pronoun"),
        ("Peter Holm designed the northern pier and met Anna Lind in Ostby.", "role"),
    ],
)
def test_what_the_source_does_not_say_is_named(claim: str, code: str) -> None:
    verdict = verify(claim, SOURCES)
    assert not verdict.supported
    assert code in {reason.code for reason in verdict.reasons}


def test_contradiction_and_lack_of_cover_are_told_apart() -> None:
    kinds = {
        claim: {reason.kind for reason in verify(claim, SOURCES).reasons}
        for claim in ("Traffic fell by 8 percent in March.", "Bakers baked bread for children.")
    }
    assert list(kinds.values()) == [{"contradiction"}, {"uncovered"}]


def test_several_sources_support_one_claim_together() -> None:
    claim = "The bridge opened in 1962. The tunnel opened in 1974."
    sources = [Source("The bridge opened in 1962."), Source("The tunnel opened in 1974.")]
    assert verify(claim, sources).supported
    assert not verify(claim, sources[:1]).supported


def test_a_quote_given_as_evidence_must_stand_in_a_source() -> None:
    claim = "The repair costs about $2.5 million."
    assert verify(claim, SOURCES, quotes=["costs about $2.5 million"]).supported
    invented = verify(claim, SOURCES, quotes=["costs about $3 million"])
    assert not invented.supported
    assert invented.score < 0.5


def test_an_absolute_date_needs_the_day_of_publication() -> None:
    claim = "The harbour will be closed, Lind said on Tuesday (7 May 2024)."
    assert not verify(claim, [Source(ARTICLE)]).supported


def test_a_text_may_state_its_own_day() -> None:
    source = Source("May 08, 2024\n" + ARTICLE)
    claim = "Mayor Anna Lind said on Tuesday (7 May 2024) that the harbour will be closed."
    assert verify(claim, [source]).supported


def test_without_a_source_or_words_nothing_is_supported() -> None:
    assert not verify("Anything at all.", []).supported
    assert not verify("Anything at all.", [Source("  ")]).supported
    assert not verify("…", SOURCES).supported


@given(st.text(max_size=120))
def test_any_text_gets_a_verdict_that_explains_itself(claim: str) -> None:
    verdict = verify(claim, SOURCES)
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.supported is not bool(verdict.reasons)


@given(st.lists(st.sampled_from(ARTICLE.split()), min_size=1, max_size=12))
def test_words_of_the_article_in_any_order_do_not_break_it(words: list[str]) -> None:
    verdict = verify(" ".join(words), SOURCES)
    assert verdict == verify(" ".join(words), SOURCES)


@pytest.mark.parametrize(
    ("stored", "claim"),
    [
        (
            "Anna Lind said the family has not had any contact with Peter Holm.",
            "Peter Holm said the family has not had any contact with Anna Lind.",
        ),
        ("Anna Lind was convicted in Ostby Harbour.", "Ostby Harbour was convicted in Anna Lind."),
    ],
)
def test_names_that_changed_places_in_an_unchanged_frame_changed_roles(
    stored: str, claim: str
) -> None:
    reasons = verify(claim, [Source(stored)]).reasons
    assert "role" in {reason.code for reason in reasons}


def test_another_voice_may_turn_names_round() -> None:
    reasons = verify("Peter Holm was beaten by Anna Lind.", [Source("Anna Lind beat Peter Holm.")])
    assert "role" not in {reason.code for reason in reasons.reasons}
