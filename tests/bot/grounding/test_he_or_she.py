import pytest

from bot.grounding.he_or_she import (
    first_person,
    is_doubtful,
    is_outdone,
    may_be,
    persons,
    says_of_another,
    unnamed,
)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Mayor Anna Berg met Carl Holm in Oslo.", ["Anna Berg", "Carl Holm"]),
        ("The White House said so.", []),
        ("Berg said so.", []),
    ],
)
def test_who_may_be_a_person(sentence: str, names: list[str]) -> None:
    assert [mention.text for mention in persons(sentence, [])] == names


def test_a_family_name_is_known_from_before() -> None:
    assert [each.text for each in persons("Berg left.", ["Anna Berg won."])] == ["Berg"]


@pytest.mark.parametrize(
    ("word", "sentence", "said"),
    [
        ("she", "Anna Berg won.", True),
        ("he", "Anna Berg won.", False),
        ("his", "Anna Berg won.", False),
        ("he", "Quill Lind said she won.", False),
        ("her", "Quill Lind said she won.", True),
        ("he", "Berg Lind won.", True),
    ],
)
def test_whom_a_pronoun_may_mean(word: str, sentence: str, said: bool) -> None:
    assert may_be(word, persons(sentence, [])[0], sentence) is said


@pytest.mark.parametrize(
    ("sentence", "after", "said"),
    [
        ("Carl Holm said it was just.", " burned a ship.", True),
        ("The mayor, Carl Holm, had called for calm.", " burned a ship.", True),
        ("“It was just,” said Carl Holm.", " burned a ship.", True),
        ("Carl Holm opened the port.", " burned a ship.", False),
        ("Carl Holm said it was just.", " also noted the damage.", False),
    ],
)
def test_who_only_comments(sentence: str, after: str, said: bool) -> None:
    mention = persons(sentence, [])[0]
    assert is_doubtful("he", mention, sentence, after, ["Lars Lind was jailed."]) is said
    assert not is_doubtful("he", mention, sentence, after, ["Anna Lind was jailed."])


def test_an_unknown_gender_gives_way_to_a_known_one() -> None:
    (mention,) = persons("Quill Lind lost a rook.", [])
    assert is_outdone("she", mention, ["Anna Berg won."])
    assert not is_outdone("he", mention, ["Anna Berg won."])
    (known,) = persons("Carl Lind lost a rook.", [])
    assert not is_outdone("he", known, ["Lars Berg won."])


def test_the_nearest_that_fits_is_the_first_person() -> None:
    before = ["Lars Berg sold the ship.", "Anna Holm bought it."]
    assert first_person("he", "", " left.", before, before) == "Lars Berg"
    assert first_person("she", "", " left.", before, before) == "Anna Holm"
    assert first_person("she", "", " left.", ["Rain fell."], []) == ""


@pytest.mark.parametrize(
    ("sentence", "nouns"),
    [
        ("Police chief Carl Holm said a man was arrested.", ["man"]),
        ("Carl Holm met the driver of the bus.", ["driver"]),
        ("Carl Holm met a woman.", []),
        ("The mayor, Carl Holm, left.", []),
        ("The head of the port, Carl Holm, left.", []),
        ("Carl Holm, a teacher, left.", []),
        ("Carl Holm was a teacher.", []),
        ("Carl Holm met the drivers.", []),
        ("Carl Holm sold the bridge.", []),
    ],
)
def test_who_is_told_of_without_a_name(sentence: str, nouns: list[str]) -> None:
    assert unnamed("he", sentence) == nouns


def test_a_woman_is_no_man() -> None:
    assert unnamed("she", "Carl Holm met a woman.") == ["woman"]
    assert unnamed("she", "Carl Holm met a man.") == []


@pytest.mark.parametrize(
    ("sentence", "earlier", "said"),
    [
        ("Eva Holm said she had a broken leg.", "Anna Berg fell on Friday.", True),
        ("Eva Holm said that she had a broken leg.", "Anna Berg fell on Friday.", True),
        ("Eva Holm said she had a broken leg.", "Carl Berg fell on Friday.", False),
        ("Eva Holm said she had a broken leg.", "Eva Holm met Anna Berg.", False),
        ("Eva Holm said the ferry was old.", "Anna Berg fell on Friday.", False),
    ],
)
def test_somebody_speaks_of_somebody_else(sentence: str, earlier: str, said: bool) -> None:
    assert says_of_another(sentence, earlier) is said
