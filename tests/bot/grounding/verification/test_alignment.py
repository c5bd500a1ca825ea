from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.verification.alignment import Alignment, align
from bot.grounding.verification.reading import read

WORDS = st.lists(
    st.sampled_from(["the", "mayor", "of", "Ostby", "opened", "a", "bridge"]), min_size=1
)


def _aligned(said: str, stored: str) -> Alignment:
    return align(read(said).words, read(stored), (0, 0))


def _edits(pair: Alignment) -> list[tuple[str, str]]:
    return [
        (" ".join(w.text for w in edit.said), " ".join(w.text for w in edit.stored))
        for edit in pair.edits
    ]


def test_what_was_replaced_stands_beside_what_replaced_it() -> None:
    pair = _aligned("She opened two bridges.", "She closed two bridges.")
    assert _edits(pair) == [("opened", "closed")]
    assert pair.match == (0, None, 2, 3)


def test_a_clause_that_moved_is_matched_a_single_word_is_not() -> None:
    stored = "On a rainy Tuesday morning the mayor opened the bridge."
    pair = _aligned("The mayor opened the bridge on a rainy Tuesday morning.", stored)
    assert None not in pair.match
    assert pair.in_order < 1.0
    pair = _aligned("Tuesday the mayor opened the bridge.", "The mayor opened the bridge Tuesday.")
    assert pair.match[0] is None


@given(WORDS, WORDS)
def test_each_stored_word_is_matched_at_most_once(said: list[str], stored: list[str]) -> None:
    pair = _aligned(" ".join(said), " ".join(stored))
    partners = [partner for partner in pair.match if partner is not None]
    assert len(partners) == len(set(partners))
    for number, partner in enumerate(pair.match):
        assert partner is None or pair.said[number].term == pair.stored[partner].term
