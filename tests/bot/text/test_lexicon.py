import pytest

from bot.text.lexicon import (
    antonyms,
    base_forms,
    brought,
    categories,
    is_only_one,
    is_trade,
    relation,
    synonyms,
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("said", "says", "same"),
        ("children", "child", "same"),
        ("increase", "decreased", "antonym"),
        ("hotter", "cold", "antonym"),
        ("help", "aid", "synonym"),
        ("invaded", "invasion", "derived"),
        ("Russian", "Russia", "derived"),
        ("bomber", "aircraft", "general"),
        ("aircraft", "bomber", "special"),
        ("bond", "stock", "sister"),
        ("table", "minister", ""),
        ("qwxzk", "minister", ""),
        ("", "minister", ""),
        ("défense", "defence", "same"),
    ],
)
def test_how_words_are_related(one: str, other: str, expected: str) -> None:
    assert relation(one, other) == expected


def test_forms_lead_to_the_dictionary_form() -> None:
    assert {"saw", "see"} <= base_forms("saw")
    assert "strategy" in base_forms("strategies")
    assert base_forms("qwxzk") == frozenset()
    assert base_forms("") == frozenset()
    assert base_forms("aardwolves") == {"aardwolf"}, "the first line of a file"
    assert base_forms("offer") == {"offer"}, "of lines for one word the last"


def test_names_have_synonyms() -> None:
    assert "dprk" in synonyms("north korea")
    assert "united kingdom" in synonyms("Britain")


def test_opposites_reach_close_neighbours() -> None:
    assert "low" in antonyms("high")
    assert "dry" in antonyms("soggy")


def test_categories_tell_speech_from_other_verbs() -> None:
    speech = 32
    assert speech in categories("announced")
    assert speech not in categories("walked")


def test_what_words_bring() -> None:
    assert "die" in brought("killed")
    assert "kill" in brought("died")
    assert "depth" in brought("deep")
    assert brought("ferry") == frozenset()


def test_a_trade_is_a_kind_of_person() -> None:
    assert is_trade("historian")
    assert is_trade("Sailors")
    assert not is_trade("Sarah"), "one person"
    assert not is_trade("bridge")
    assert not is_trade("")


def test_what_is_the_name_of_one_thing() -> None:
    assert is_only_one("Oslo")
    assert not is_only_one("town")
    assert not is_only_one("")
