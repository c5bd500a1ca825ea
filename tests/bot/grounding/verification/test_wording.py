import pytest

from bot.grounding.verify import Source, verify

STORED = (
    "The Bank of Ostby will start buying bonds in May to help small farms. The dog of the "
    "governor slept in the hall."
)


def codes(claim: str) -> list[str]:
    return [reason.code for reason in verify(claim, [Source(STORED)]).reasons]


@pytest.mark.parametrize(
    "claim",
    [
        "The Bank of Ostby will start buying bonds in May to help small shops.",
        "The Bank of Ostby will start buying bonds in May to help small struggling farms.",
        "The Bank of Ostby will start buying gold in May to help small farms.",
    ],
)
def test_one_strange_word_in_a_sentence_that_follows_its_source_is_not_shown(claim: str) -> None:
    assert codes(claim) == ["word"]


@pytest.mark.parametrize(
    "claim",
    [
        "The Bank of Ostby will start purchasing bonds in May to help small farms.",
        "The Bank of Ostby will begin buying bonds in May to help small farms.",
        "The Bank of Ostby will start buying bonds in May.",
    ],
)
def test_words_of_the_same_meaning_and_fewer_words_are(claim: str) -> None:
    assert codes(claim) == []
