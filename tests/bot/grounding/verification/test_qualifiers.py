import pytest

from bot.grounding.verify import Source, verify


def codes(claim: str, stored: str) -> list[str]:
    return [reason.code for reason in verify(claim, [Source(stored)]).reasons]


@pytest.mark.parametrize(
    ("stored", "claim"),
    [
        (
            "The former mayor of Oslo opened the bridge.",
            "The mayor of Oslo opened the bridge.",
        ),
        (
            "The previous biggest storm of Oslo sank 9 ferries.",
            "The biggest storm of Oslo sank 9 ferries.",
        ),
        (
            "The mayor-elect of Oslo opened the bridge.",
            "The mayor of Oslo opened the bridge.",
        ),
        (
            "The then-mayor of Oslo opened the bridge.",
            "The mayor of Oslo opened the bridge.",
        ),
        (
            "Nobody had warned the then mayor, Anna Berg.",
            "Nobody had warned the mayor, Anna Berg.",
        ),
        (
            "The then-St. Vale leader opened the bridge of Oslo.",
            "The St. Vale leader opened the bridge of Oslo.",
        ),
        (
            "The vice president of the union opened the bridge.",
            "The president of the union opened the bridge.",
        ),
        (
            "Police found a fake bomb below the bridge.",
            "Police found a bomb below the bridge.",
        ),
        ("The ferry almost sank in the storm.", "The ferry sank in the storm."),
        ("The bridge has rarely been closed.", "The bridge has been closed."),
        ("Up to 40 people left Oslo on ferries.", "40 people left Oslo on ferries."),
        ("Up to 40 people left Oslo on ferries.", "At least 40 people left Oslo on ferries."),
        ("Some of the ferries left Oslo early.", "The ferries left Oslo early."),
        ("Some of the ferries left Oslo early.", "Most of the ferries left Oslo early."),
        (
            "The former mayor met the former minister in Oslo.",
            "The mayor met the former minister in Oslo.",
        ),
        ("Nearly half the ferries left Oslo early.", "The ferries left Oslo early."),
        (
            "The storm was one of the most costly for Oslo.",
            "The storm was the most costly for Oslo.",
        ),
        (
            "Oslo has the second biggest bridge of Norway.",
            "Oslo has the biggest bridge of Norway.",
        ),
    ],
)
def test_what_qualifies_a_word_may_not_be_dropped(stored: str, claim: str) -> None:
    assert codes(claim, stored) == ["qualifier"]
    assert codes(stored, stored) == []


@pytest.mark.parametrize(
    ("stored", "claim"),
    [
        (
            "The former mayor of Oslo opened the bridge on Monday.",
            "The former mayor opened the bridge on Monday.",
        ),
        (
            "Former mayor Anna Berg opened the bridge on Monday.",
            "Anna Berg opened the bridge on Monday.",
        ),
        (
            "The then-mayor Anna Berg opened the bridge on Monday.",
            "Anna Berg opened the bridge on Monday.",
        ),
        (
            "Police then guarded the bridge, and then Anna Berg left Oslo.",
            "Police guarded the bridge, and Anna Berg left Oslo.",
        ),
        (
            "About 40 people left Oslo on ferries in the storm.",
            "People left Oslo on ferries in the storm.",
        ),
        ("Two of the men left Oslo early on Monday.", "Two men left Oslo early on Monday."),
        ("One of the ferries left Oslo on Monday.", "A ferry left Oslo on Monday."),
        ("Prices in Oslo rose by 5% over 2023.", "Prices in Oslo rose by 5% in 2023."),
        ("Deputy Anna Berg left Oslo on Monday.", "Anna Berg left Oslo on Monday."),
        ("The second protest in Oslo was calm.", "The protest in Oslo was calm."),
        ("At least 40 people left Oslo on ferries.", "40 or more people left Oslo on ferries."),
        ("Some ferries left Oslo early on Monday.", "Ferries left Oslo early on Monday."),
        (
            "The second ferry left Oslo early on Monday.",
            "The ferry left Oslo early on Monday.",
        ),
    ],
)
def test_what_goes_with_its_word_and_what_only_tells_more_may(stored: str, claim: str) -> None:
    assert codes(claim, stored) == []
