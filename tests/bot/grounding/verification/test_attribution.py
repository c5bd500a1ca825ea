import pytest

from bot.grounding.verify import Source, verify

ARTICLE = """The harbour of Lindvik will close in May, mayor Anna Lind said on Tuesday.

According to the union, forty dockers have lost their jobs since January. The statement that \
pilots had warned of cracks was read out by Peter Holm.

“The northern pier is beyond repair. Nobody can save the old cranes,” Lind told reporters in Ostby.

Fishermen left the harbour early, adding colour to the bay. The cranes are thought to weigh nine \
tonnes, the committee said. The ferry was told to wait outside. The bridge to Ostby is closed, \
police said. The bridge to Ostby is closed to cars."""


def codes(claim: str) -> list[str]:
    return [reason.code for reason in verify(claim, [Source(ARTICLE)]).reasons]


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Lindvik will close in May.",
        "Forty dockers have lost their jobs since January.",
        "Pilots had warned of cracks.",
        "The northern pier is beyond repair.",
        "Nobody can save the old cranes.",
        "The cranes are thought to weigh nine tonnes.",
    ],
)
def test_what_somebody_said_is_not_said_in_nobodys_name(claim: str) -> None:
    assert "attribution" in codes(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "The harbour of Lindvik will close in May, Anna Lind said.",
        "The harbour of Lindvik will close in May, Anna Lind announced.",
        "Forty dockers have lost their jobs since January, the union said.",
        "“The northern pier is beyond repair,” Lind told reporters.",
        "The ferry was told to wait.",
        "Fishermen left the harbour early.",
        "The bridge to Ostby is closed.",
    ],
)
def test_with_its_speaker_or_in_the_texts_own_voice_it_may_be_said(claim: str) -> None:
    assert "attribution" not in codes(claim)


def test_a_passage_may_begin_within_a_speech() -> None:
    source = Source('The old cranes cannot be saved." The crowd went home.')
    assert [r.code for r in verify("The old cranes cannot be saved.", [source]).reasons] == [
        "attribution"
    ]
    assert verify("The crowd went home.", [source]).supported
