from hypothesis import given
from hypothesis import strategies as st

from bot.grounding import matching

WEIGHTS = {"bridg": 2.0, "open": 1.0, "berg": 1.0}
QUESTION = matching.asked("Who opened the bridge with Berg?", WEIGHTS, "en")
TERMS = st.lists(st.sampled_from(["bridg", "open", "berg", "ferri", "oslo", "a"]), max_size=30)


def test_cover_is_the_share_by_weight() -> None:
    assert matching.cover(frozenset({"bridg", "oslo"}), QUESTION) == 0.5


def test_the_shorter_sentence_is_more_pointed() -> None:
    short = ["bridg", "oslo"]
    long = [*short, *map(str, range(40))]
    assert matching.pointed(short, frozenset(short), QUESTION) > matching.pointed(
        long, frozenset(long), QUESTION
    )


def test_an_answer_beside_the_words_is_nearer() -> None:
    offers = frozenset({"holm"})
    beside = ["holm", "open", "bridg"]
    apart = ["holm", *map(str, range(20)), "open", "bridg"]
    assert matching.near(beside, offers, QUESTION) > matching.near(apart, offers, QUESTION)
    assert matching.near(["open"], offers, QUESTION) == 0.0


def test_a_word_formed_from_another_is_related() -> None:
    question = matching.asked("Who did Emma marry?", {"marri": 1.0, "emma": 1.0}, "en")
    assert matching.related(frozenset({"marriag"}), question) == 0.5
    assert matching.related(frozenset({"marriag", "marri"}), question) == 0.0


@given(TERMS, st.frozensets(st.sampled_from(["ferri", "oslo"])))
def test_every_figure_is_a_share(terms: list[str], offers: frozenset[str]) -> None:
    held = frozenset(terms)
    for figure in (
        matching.cover(held, QUESTION),
        matching.pointed(terms, held, QUESTION),
        matching.near(terms, offers, QUESTION),
        matching.related(held, QUESTION),
    ):
        assert 0.0 <= figure <= 1.0 + 1e-9
