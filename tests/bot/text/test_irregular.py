import pytest

from bot.text.irregular import irregular_forms
from bot.text.words import content_terms, stem


@pytest.mark.parametrize(
    ("form", "base"),
    [("said", "say"), ("won", "win"), ("men", "man"), ("children", "child"), ("bought", "buy")],
)
def test_an_irregular_form_has_the_stem_of_its_base(form, base):
    assert irregular_forms()[form] == base
    assert stem(form) == stem(base)


def test_what_was_asked_meets_what_was_said():
    assert "say" in content_terms("Seoul said so.")


def test_names_and_other_languages_keep_their_words():
    assert stem("Bush") == "bush"
    assert stem("men", "de") != stem("man", "de")
