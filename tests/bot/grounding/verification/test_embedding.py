import pytest

from bot.grounding.verify import Source, verify

CLAIM = "The vote in Oslo had been rigged."


@pytest.mark.parametrize(
    "source",
    [
        "It is not true that the vote in Oslo had been rigged.",
        "Earlier reports that the vote in Oslo had been rigged were wrong, police said.",
        "The rumour that the vote in Oslo had been rigged is false.",
        "Despite fears that the vote in Oslo had been rigged, people came.",
        "It is possible that the vote in Oslo had been rigged.",
    ],
)
def test_what_is_only_spoken_of_is_not_claimed(source: str) -> None:
    assert not verify(CLAIM, [Source(source)]).supported


@pytest.mark.parametrize(
    "source",
    [
        "The court found out that the vote in Oslo had been rigged.",
        "It is true that the vote in Oslo had been rigged.",
        "The vote in Oslo had been rigged. Reports that the vote in Oslo was rigged came late.",
    ],
)
def test_what_a_factive_word_or_another_sentence_states_may_be_claimed(source: str) -> None:
    assert verify(CLAIM, [Source(source)]).supported
