import pytest

from bot.grounding.antecedent import resolved


@pytest.mark.parametrize(
    ("before", "sentence", "said"),
    [
        (
            "Mayor Anna Berg opened the bridge.",
            "She called it late.",
            "Anna Berg called it late.",
        ),
        ("Anna Berg won.", "Her party lost.", "Anna Berg’s party lost."),
        (
            "The old bridge was built in 1948.",
            "It is 212 metres long.",
            "The old bridge is 212 metres long.",
        ),
        ("Oslo is a port.", "Its bridge is old.", "Oslo’s bridge is old."),
    ],
)
def test_a_clear_subject_is_named(before: str, sentence: str, said: str) -> None:
    assert resolved(sentence, before) == said


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Anna Berg met Carl Holm.", "He left at noon."),
        ("Officials told Carl Holm to go.", "He left at noon."),
        ("Carl Holm’s lawyer spoke.", "He left at noon."),
        ("He won the race.", "He left at noon."),
        ("During the storm, the bridge was closed.", "It reopened at noon."),
        ("The bridge was closed.", "It is unclear whether it reopens."),
        ("The bridge was closed.", "They left at noon."),
        ("", "He left at noon."),
        ("Anna Berg won.", "Carl Holm lost."),
    ],
)
def test_what_is_unclear_stays_unresolved(before: str, sentence: str) -> None:
    assert resolved(sentence, before) is None
