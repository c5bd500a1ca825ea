from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.verify import Source, verify

ARTICLE = """The harbour of Lindvik will be closed for 12 days, Mayor Anna Lind said on Tuesday.

Engineers found cracks in two piers, the Harbour Committee reported. “We cannot take the risk,” \
Lind told reporters. Ferries to Norway will leave from Ostby instead, she said.

The repair costs about $2.5 million. Trade unions did not oppose the closure."""
SOURCES = [Source(ARTICLE, datetime(2024, 5, 8, tzinfo=UTC))]


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Lindvik will be closed for 12 days, Mayor Anna Lind said on Tuesday.",
        "“We cannot take the risk,” Lind told reporters.",
        '"We cannot take the risk," Lind told reporters.',
        "The repair costs about $2.5 million. Trade unions did not oppose the closure.",
    ],
)
def test_a_stored_sentence_passes_by_identity(claim: str) -> None:
    verdict = verify(claim, SOURCES)
    assert (verdict.supported, verdict.score, verdict.reasons) == (True, 1.0, ())


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("The harbour will be closed for 14 days, Lind said.", "number"),
        ("The repair costs about €2.5 million.", "number"),
        ("Ferries to Sweden will leave from Ostby, she said.", "name"),
        ("The harbour will be closed for 12 days, Lind said on Friday.", "date"),
        ("Lind said they “will not take the risk”.", "quote"),
        ("Bakers baked bread for hungry children.", "cover"),
    ],
)
def test_what_the_source_does_not_say_is_named(claim: str, code: str) -> None:
    verdict = verify(claim, SOURCES)
    assert not verdict.supported
    assert code in {reason.code for reason in verdict.reasons}


def test_a_quote_given_as_evidence_must_stand_in_a_source() -> None:
    claim = "The repair costs about $2.5 million."
    assert verify(claim, SOURCES, quotes=["costs about $2.5 million"]).supported
    assert not verify(claim, SOURCES, quotes=["costs about $3 million"]).supported


def test_without_a_source_or_words_nothing_is_supported() -> None:
    assert not verify("Anything at all.", []).supported
    assert not verify("Anything at all.", [Source("  ")]).supported
    assert not verify("…", SOURCES).supported


@given(st.text(max_size=120))
def test_any_text_gets_a_verdict_with_a_score_between_0_and_1(claim: str) -> None:
    verdict = verify(claim, SOURCES)
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.supported is not bool(verdict.reasons) or verdict.supported
