import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.speakers import read_speaker, speaks
from bot.text.words import content_terms


@pytest.mark.parametrize(
    ("asked", "sentence", "said"),
    [
        ("Anna Berg", "Anna Berg said the bridge was safe.", True),
        ("Anna Berg", "The bridge was safe, said Anna Berg.", True),
        ("Anna Berg", "According to Anna Berg, it was safe.", True),
        ("Anna Berg", "Anna Berg left Oslo with two friends, saying it was safe.", True),
        ("Anna Berg", "“It is safe,” Berg said.", True),
        ("Anna Berg", "Carl Holm told Anna Berg it was safe.", False),
        ("Anna Berg", "Anna Berg opened the bridge.", False),
        ("Carl Anna", "Anna Berg said the bridge was safe.", False),
        ("Mayor Berg", "“It is safe,” Anna Berg said.", True),
        ("the mayor", "The mayor, Anna Berg, said it was safe.", True),
        ("the mayor's lawyer", "The mayor said it was safe.", False),
        ("the mayor of Oslo", "Oslo's mayor said it was safe.", True),
        ("the mayor of Oslo", "The mayor of Bergen said it was safe.", False),
        ("Norway's minister", "A Norwegian minister said it was safe.", True),
    ],
)
def test_who_speaks(asked: str, sentence: str, said: bool) -> None:
    speaker = read_speaker(asked, "en")
    assert speaker is not None
    assert speaks(sentence, speaker) is said


def test_a_name_has_the_office_that_was_told_before() -> None:
    speaker = read_speaker("the mayor of Oslo", "en")
    assert speaker is not None
    sentence = "“It is safe,” Berg said."
    assert speaks(sentence, speaker, ["Anna Berg, the mayor of Oslo, opened the bridge."])
    assert speaks(sentence, speaker, ["The mayor of Oslo, Anna Berg, opened the bridge."])
    assert not speaks(sentence, speaker, ["Anna Berg met the mayor of Oslo."])


def test_what_it_is_of_may_stand_around() -> None:
    speaker = read_speaker("the mayor of Oslo", "en")
    assert speaker is not None
    told = frozenset(content_terms("A bridge is opened in Oslo"))
    assert speaks("The mayor said it was safe.", speaker, context=told)


def test_who_is_not_named_is_no_speaker() -> None:
    assert read_speaker("he", "en") is None


def test_two_speakers_of_one_family_name_are_told_apart() -> None:
    before = ["The minister Ada Kern spoke first."]
    sentence = "The mayor, Jon Kern, said it was late."
    jon, ada = read_speaker("Jon Kern", "en"), read_speaker("Ada Kern", "en")
    assert jon
    assert speaks(sentence, jon, before)
    assert ada
    assert not speaks(sentence, ada, before)
    assert speaks("Kern said it was late.", ada, before)


def test_two_offices_of_one_noun_are_told_apart() -> None:
    prime, new = read_speaker("the prime minister", "en"), read_speaker("the new minister", "en")
    sentence = "Finance Minister Ada Kern said it was late."
    assert prime
    assert not speaks(sentence, prime)
    assert prime
    assert speaks("The prime minister said it was late.", prime)
    assert new
    assert speaks(sentence, new)


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_phrase_and_sentence_can_be_read(phrase: str, sentence: str) -> None:
    speaker = read_speaker(phrase, "en")
    assert speaker is None or speaks(sentence, speaker, [sentence]) in (True, False)
