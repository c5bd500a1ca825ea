from datetime import timedelta

from bot.grounding.claims import Found
from bot.grounding.question import read_question
from bot.grounding.scoring import (
    HALF_LIFE_DAYS,
    UNDATED,
    age_weight,
    score_sentences,
    without_others,
    without_untold,
)
from storage.records import Article
from tests.bot.grounding.stored import SUNDAY, article, passage

EVEN = dict.fromkeys(("close", "bridg", "harbour", "peopl", "board", "mani", "ferri"), 1.0)
DAY = 86_400.0


def best(question: str, *found: Found) -> str:
    scored = score_sentences(read_question(question), found, SUNDAY, EVEN)
    return scored[0].candidate.text


def test_a_sentence_with_the_words_and_the_wanted_type_comes_first() -> None:
    text = passage(
        "Ferries carry people of all ages on board.",
        "The ferry had 212 people on board.",
        "Nobody was hurt.",
    )
    assert best("How many people were on board the ferry?", Found(text, article(), 1.0)) == (
        "The ferry had 212 people on board."
    )


def test_a_question_does_not_answer_a_question() -> None:
    text = passage("Who closed the harbour bridge?", "The harbour bridge was closed by Anna Berg.")
    assert best("Who closed the harbour bridge?", Found(text, article(), 1.0)).endswith("Berg.")


BY_ANNA = ("Anna Berg closed the bridge.", "The bridge was closed by Anna Berg.")
BY_CARL = ("Carl Holm closed the bridge.",)


def asked_who_closed_it(*reports: Article) -> list[float]:
    """The agreement on Carl Holm, told by the first report, and on Anna Berg, by the others."""
    found = [
        Found(passage(text, number=n, article_id=n), report, 1.0)
        for n, (text, report) in enumerate(zip(BY_CARL + BY_ANNA, reports, strict=True), 1)
    ]
    scored = score_sentences(read_question("Who closed the bridge?"), found, SUNDAY, EVEN)
    agreed = {each.candidate.text: each.candidate.agreed for each in scored}
    return [agreed[BY_CARL[0]], agreed[BY_ANNA[0]]]


def test_what_several_reports_say_wins() -> None:
    carl, anna = asked_who_closed_it(article(1), article(2), article(3))
    assert anna > carl


def test_reports_of_one_outlet_agree_too() -> None:
    carl, anna = asked_who_closed_it(article(1), article(2, origin_id=9), article(3, origin_id=9))
    assert anna > carl


def test_reprints_of_one_report_vote_once() -> None:
    carl, anna = asked_who_closed_it(article(1), article(2), article(3, copy_of=2))
    assert anna == carl


def test_undated_texts_do_not_vote() -> None:
    undated = [article(n, published=None) for n in (1, 2, 3)]
    assert asked_who_closed_it(*undated) == [0.0, 0.0]


def test_a_title_votes_for_what_its_own_article_tells() -> None:
    told = article(2, "Anna Berg shut: who closed the bridge")
    carl, anna = asked_who_closed_it(article(1), told, article(3, copy_of=2))
    assert anna > carl


def test_the_title_of_an_undated_text_does_not_vote() -> None:
    told = article(2, "Anna Berg closed the bridge", published=None)
    assert asked_who_closed_it(article(1), told, article(3, published=None)) == [0.0, 0.0]


def test_the_newer_of_two_figures_comes_first() -> None:
    old = Found(
        passage("The ferry had 12 people on board.", number=1, article_id=1),
        article(1, published=SUNDAY - timedelta(days=40)),
        1.0,
    )
    new = Found(
        passage("The ferry had 15 people on board.", number=2, article_id=2), article(2), 1.0
    )
    assert "15" in best("How many people were on board the ferry?", old, new)


def test_a_sentence_that_stands_twice_votes_once() -> None:
    texts = ["Carl Holm closed the bridge.", "Anna Berg closed the bridge."]
    found = [
        Found(passage(text, number=n, article_id=n), article(n), 1.0)
        for n, text in enumerate([texts[0], texts[1], texts[1]])
    ]
    scored = score_sentences(read_question("Who closed the bridge?"), found, SUNDAY, EVEN)
    assert len(scored) == 3
    assert len({each.candidate.agreed for each in scored}) == 1


def test_age_halves() -> None:
    assert age_weight(0) == 1.0
    assert age_weight(-DAY) == 1.0
    assert age_weight(HALF_LIFE_DAYS * DAY) == 0.5
    assert age_weight(None) == UNDATED


def test_nothing_found_is_nothing_scored() -> None:
    assert score_sentences(read_question("Who?"), [], SUNDAY, {}) == []


def test_where_somebody_is_asked_for_only_their_words_count() -> None:
    text = passage(
        "Anna Berg said the bridge was safe.",
        "Carl Holm said the bridge was old.",
        "The bridge is 212 metres long.",
    )
    scored = score_sentences(
        read_question("What did Carl Holm say about the bridge?"),
        [Found(text, article(), 1.0)],
        SUNDAY,
        {},
    )
    assert [each.candidate.text for each in scored] == ["Carl Holm said the bridge was old."]


def test_what_never_names_the_asked_name_gives_way() -> None:
    first = passage("Carl Holm closed the bridge.", number=1, article_id=1)
    second = passage("The bridge was closed.", number=2, article_id=2)
    found = (Found(first, article(1), 1.0), Found(second, article(2), 1.0))
    scored = score_sentences(read_question("Who closed the bridge of Oslo?"), found, SUNDAY, EVEN)
    assert without_untold(scored, {}) == scored
    assert without_untold(scored, {1: 0.9, 2: 0.0})[0].candidate.found.article.id == 2


def test_articles_of_others_are_left_out_unless_nothing_would_be_left() -> None:
    first = passage("The mayor closed the bridge.", article_id=1)
    second = passage("Rolf Hein closed the bridge.", article_id=2)
    found = (Found(first, article(1), 1.0), Found(second, article(2), 1.0))
    scored = score_sentences(read_question("Who closed the bridge of Oslo?"), found, SUNDAY, EVEN)
    left = without_others(scored, {2})
    assert {each.candidate.found.article.id for each in left} == {1}
    assert without_others(scored, {1, 2}) == scored
