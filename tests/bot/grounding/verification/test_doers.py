import pytest

from bot.grounding.verify import Source, verify


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Carl Holm shot Anna Berg.", "Anna Berg shot Carl Holm in Oslo on Monday."),
        ("Carl Holm thanked Anna Berg.", "Anna Berg thanked Carl Holm. Rain fell on the port."),
        ("Carl Holm was arrested.", "A cousin of Carl Holm, Eva Lind, was arrested on Friday."),
        ("Carl Holm resigned in May.", "Carl Holm’s deputy, Eva Lind, resigned in May."),
        ("Eva Lind walked out.", "Carl Holm walked out of the talks with the envoy, Eva Lind."),
        ("Eva Lind got 51 votes.", "Carl Holm got 51 votes, Eva Lind 48."),
        (
            "Carl Holm said the step came two years late.",
            "Carl Holm said rain fell. Lars Lind liked it. He said the step came two years late.",
        ),
        ("Carl Holm voted against it.", "Carl Holm left. His deputy, Eva Lind, voted against it."),
        ("Eva Lind was suspended.", "Eva Lind spoke. Carl Holm was suspended on Friday."),
    ],
)
def test_a_verb_is_not_said_of_somebody_else(claim: str, source: str) -> None:
    verdict = verify(claim, [Source(source)])
    assert not verdict.supported
    assert "role" in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Anna Berg shot Carl Holm.", "Anna Berg shot Carl Holm in Oslo on Monday."),
        ("Carl Holm met Anna Berg in Oslo.", "Anna Berg met Carl Holm in Oslo on Monday."),
        ("Eva Lind was arrested on Friday.", "A cousin of Holm, Eva Lind, was arrested on Friday."),
        ("Carl Holm said the port is old.", "“The port is old,” said the mayor, Carl Holm."),
        ("Education raises incomes in Oslo.", "Here education raises incomes in Oslo, it said."),
        ("Carl Holm opened the port of Oslo.", "The port of Oslo was opened by Carl Holm."),
    ],
)
def test_a_verb_that_is_said_of_somebody_is_no_wrong_role(claim: str, source: str) -> None:
    verdict = verify(claim, [Source(source)])
    assert "role" not in {reason.code for reason in verdict.reasons}
