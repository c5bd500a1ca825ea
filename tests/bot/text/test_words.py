import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import content_terms, fold, is_stop, stem, stop_words, terms, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's and Russia’s", ["Russia", "and", "Russia"]),
        ("the U.S.-led talks in the U.S", ["the", "U.S.", "led", "talks", "in", "the", "U.S"]),
        ("Kim Jong-un", ["Kim", "Jong", "un"]),
        ("don't, don’t", ["don't", "don’t"]),
        ("1,000 and 3.5, then 7.", ["1,000", "and", "3.5", "then", "7"]),
        ("the 1990s on 5G", ["the", "1990s", "on", "5G"]),
        ("J.K. Rowling", ["J.K.", "Rowling"]),
        ("a co-operation of co-founders", ["a", "co-operation", "of", "co-founders"]),
        ("_quietly_ said", ["quietly", "said"]),
        ("l'accord d’Estaing", ["l", "accord", "d", "Estaing"]),
        ("O'Neill", ["O'Neill"]),
        ("北京奥运 2008年", ["北京", "京奥", "奥运", "2008", "年"]),
        ("हिन्दी में समाचार।", ["हिन्दी", "में", "समाचार"]),
        ("... — !?", []),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_tokens_stand_where_they_say_and_in_order(text: str) -> None:
    found = tokens(text)
    assert all(token.text == text[token.start : token.end] != "" for token in found)
    assert [token.start for token in found] == sorted({token.start for token in found})


@given(st.text())
def test_terms_are_the_stems_of_tokens(text: str) -> None:
    assert terms(text) == [stem(token.text) for token in tokens(text)]


@given(st.text())
def test_content_terms_are_some_of_the_terms(text: str) -> None:
    rest = iter(terms(text.lower() if text.isupper() else text))
    assert all(term in rest for term in content_terms(text))


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colour", "color"),
        ("Neighbouring", "neighboring"),
        ("favourites", "favorites"),
        ("organised", "organized"),
        ("privatisation", "privatization"),
        ("analysing", "analyzing"),
        ("centre", "center"),
        ("theatres", "theaters"),
        ("dialogues", "dialogs"),
        ("counsellor", "counselor"),
        ("programme", "program"),
        ("defence", "defense"),
        ("judgement", "judgment"),
        ("haemorrhage", "hemorrhage"),
        ("archaeologist", "archeologist"),
        ("co-operation", "cooperation"),
        ("E-mails", "emails"),
        ("grey", "gray"),
    ],
)
def test_british_and_american_spellings_fold_alike(british: str, american: str) -> None:
    assert fold(british) == fold(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("prize", "prise"),
        ("resource", "resorce"),
        ("tour", "tor"),
        ("rogue", "rog"),
        ("fire", "fier"),
        ("Israel", "Isrel"),
    ],
)
def test_different_words_do_not_fold_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Çavuşoğlu", "cavusoglu"), ("Łódź", "lodz"), ("1,000", "1000"), ("U.S.", "us"), ("é", "e")],
)
def test_fold(word: str, expected: str) -> None:
    assert fold(word) == expected


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "missiles", "Missile"),
        ("en", "travelled", "traveled"),
        ("en", "organisation", "organization"),
        ("de", "Häuser", "Haus"),
        ("es", "reunión", "reuniones"),
        ("fr", "économie", "economique"),
        ("ru", "ракеты", "ракета"),
    ],
)
def test_inflections_share_a_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize("word", ["his", "this", "does", "nothing", "isn't", "US"])
def test_function_words_are_not_stemmed(word: str) -> None:
    assert stem(word) == fold(word)


def test_a_language_without_a_stemmer_is_folded() -> None:
    assert stem("Ракети", "bg") == "ракети"


def test_capitals_that_name_something_are_no_stop_words() -> None:
    assert not any(is_stop(word) for word in ("US", "U.S.", "IT", "WHO"))
    assert all(is_stop(word) for word in ("us", "It", "who", "AND", "I", "don’t"))
    assert content_terms("What did the us tell us, and the WHO?") == ["us", "tell", "who"]


def test_a_shouted_headline_keeps_its_stop_words_apart() -> None:
    assert content_terms("WHO WON IT FOR US") == ["win"]


def test_stop_words_are_those_of_the_language() -> None:
    assert content_terms("die Wahl in der Stadt", "de") == ["wahl", "stadt"]
    assert content_terms("die Wahl in der Stadt", "xx") == terms("die Wahl in der Stadt", "xx")


@pytest.mark.parametrize("language", sorted(stop_words()))
def test_stop_lists_hold_each_word_once(language: str) -> None:
    listed = stop_words()[language]
    assert len(listed) == len(set(listed)) > 60


@given(st.text(alphabet="aust i.,-'’_é日本語1\u00a0\u2028", max_size=60))
def test_content_terms_are_those_of_the_parts_between_blanks(text: str) -> None:
    parts = text.replace("_", " ").split()
    assert content_terms(text) == [term for part in parts for term in content_terms(part)]


def test_long_runs_without_blanks_are_read_but_not_remembered() -> None:
    run = "日本語" * 40
    assert content_terms(run, "ja") == terms(run, "ja")
    assert content_terms(f"the IT{run} the it", "en")[-1] == "it"
