import pytest

from bot.grounding.verify import Source, verify

JAILED = (
    "A court jailed Lars Lind for arson. The prosecutor, Eva Holm, had asked for a year. His lawyer"
    " will appeal. The mayor, Carl Berg, called the sentence just. He burned a ship in 2022."
)
QUIT = (
    "The head of the fund, Anna Berg, quit on Tuesday. The chairman, Carl Holm, said he was sorry."
    " Her deputy will take over in August."
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Carl Berg burned a ship in 2022.", JAILED),
        ("Eva Holm’s lawyer will appeal.", JAILED),
        ("Carl Holm’s deputy will take over in August.", QUIT),
        ("Carl Holm left in May.", "Carl Holm met Anna Berg. She left in May."),
    ],
)
def test_a_name_for_somebody_elses_pronoun_is_refused(claim: str, source: str) -> None:
    verdict = verify(claim, [Source(source)])
    assert not verdict.supported
    assert "pronoun" in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Lars Lind’s lawyer will appeal.", JAILED),
        ("Anna Berg’s deputy will take over in August.", QUIT),
        (
            "Anna Berg bought an old ferry in May.",
            "Carl Holm met Anna Berg. She bought an old ferry in May.",
        ),
        (
            "Carl Holm warned Anna Berg twice.",
            "Anna Berg ran the ferry aground. Carl Holm warned her twice.",
        ),
        (
            "Carl Berg promised a new quay for the ferries.",
            "In Oslo, Mayor Carl Berg said the port was old. He promised a new quay for the"
            " ferries.",
        ),
    ],
)
def test_the_name_that_a_pronoun_means_is_supported(claim: str, source: str) -> None:
    assert verify(claim, [Source(source)]).supported
