from dataclasses import replace

from bot.grounding.claims import Candidate, Found
from bot.grounding.presentation import Showable
from bot.grounding.selection import TOO_FAR, select
from bot.text.words import content_terms
from tests.bot.grounding.stored import article, passage


def showable(
    text: str, score: float, number: int = 1, title: str = "", **offered: object
) -> Showable:
    found = Found(passage(text, number=number, article_id=number), article(number, title), 1.0)
    offers, words = frozenset(offered), frozenset(content_terms(text))
    candidate = Candidate(found, 0, len(text), score, words, offers, float(bool(offers)))
    return Showable(candidate, text, ())


def test_the_best_comes_first_and_at_most_three() -> None:
    texts = ["Rain fell on Oslo.", "Ferries sank.", "Bridges closed.", "Nobody slept."]
    chosen = select([showable(text, 9.0 - n, n + 1) for n, text in enumerate(texts)])
    assert [each.text for each in chosen] == texts[:3]


def test_the_same_is_not_said_twice() -> None:
    first = showable("The harbour bridge was closed on Monday.", 9.0)
    again = showable("On Monday the harbour bridge was closed.", 8.9, 2)
    other = showable("Ferries carried people instead.", 7.0, 3)
    assert select([first, again, other]) == [first, other]


def test_another_answer_is_preferred_to_the_same_one() -> None:
    first = showable("Anna Berg closed the bridge.", 9.0, 1, berg=1)
    same = showable("Officials praised Anna Berg for help.", 8.0, 2, berg=1)
    new = showable("Carl Holm opened a road tunnel.", 7.0, 3, holm=1)
    assert select([first, same, new])[1] is new


def test_nothing_to_choose_from() -> None:
    assert select([]) == []


def test_what_is_far_weaker_than_the_best_is_left_out() -> None:
    first = showable("Anna Berg closed the bridge.", 9.0)
    weak = showable("Ferries carried people instead.", 1.0, 2)
    assert select([first, weak]) == [first]


def test_what_leans_comes_right_after_what_it_leans_on() -> None:
    before = showable("Anna Berg closed the bridge.", 5.0)
    leaning = replace(showable("Most of these ferries stayed in port.", 9.0, 2), after=before)
    other = showable("Carl Holm opened a road tunnel.", 8.5, 3)
    assert select([leaning, other, before]) == [other, before, leaning]


def test_what_leans_is_put_behind_what_was_chosen_before_it() -> None:
    before = showable("Anna Berg closed the bridge.", 9.0)
    other = showable("Carl Holm opened a road tunnel.", 8.5, 3)
    leaning = replace(showable("Most of these ferries stayed in port.", 7.0, 2), after=before)
    assert select([before, other, leaning]) == [before, leaning, other]


def test_what_leans_is_left_out_where_there_is_no_room_for_both() -> None:
    chosen = [
        showable("Rain fell on Oslo.", 9.0),
        showable("Ferries sank.", 8.9, 2),
    ]
    before = showable("Anna Berg closed the bridge.", 1.0, 3)
    leaning = replace(showable("Most of these people stayed in port.", 8.0, 4), after=before)
    assert select([*chosen, leaning]) == chosen


def test_what_points_back_loses_its_place_unless_its_article_told_it() -> None:
    clear = showable("Anna Berg closed the bridge.", 8.0)
    unclear = replace(
        showable("The bridge was rusty.", 9.0, 2), points_back=frozenset({"bridg"}), unclear=True
    )
    assert select([unclear, clear], most=1) == [clear]
    assert select([unclear, clear]) == [clear], "nor is it shown beside others"
    assert select([unclear]) == [unclear]


def test_what_its_article_told_before_is_clear() -> None:
    clear = showable("Anna Berg closed the harbour bridge.", 9.0)
    next_one = showable("Rust had eaten all of it.", 7.0)
    unclear = replace(next_one, points_back=frozenset({"bridg"}))
    other = showable("Ferries carried people instead.", 7.0, 3)
    assert select([clear, unclear, other], most=2) == [clear, unclear]
    elsewhere = replace(
        showable("Rust had eaten all of it.", 7.0, 2), points_back=frozenset({"bridg"})
    )
    assert select([clear, elsewhere, other], most=2) == [clear, other]


def test_another_articles_sentence_has_to_come_nearer_to_the_best() -> None:
    best = showable("Anna Berg closed the bridge.", 9.0)
    score = best.candidate.score - TOO_FAR
    same = showable("Rust had eaten half of its cables.", score)
    other = showable("Ferries carried people instead.", score, 2)
    assert select([best, other]) == [best]
    assert select([best, same, other]) == [best, same]
    nearer = showable("Ferries carried people instead.", score + 0.1, 2)
    assert select([best, nearer]) == [best, nearer]
    first = showable("Ferries carried people to Oslo.", score + 0.1, 2)
    later = showable("Ferries may stop in May.", score, 2)
    assert select([best, first, later]) == [best, first, later], "its article is told by then"


def test_the_title_that_it_is_shown_under_tells_what_it_points_back_to() -> None:
    first = showable("Anna Berg closed the tunnel.", 9.0, 1, "Harbour bridge closed")
    back = replace(
        showable("Rust had eaten it.", 8.0, 2, "Harbour bridge closed"),
        points_back=frozenset({"bridg"}),
    )
    assert select([first, back]) == [first, back]
    same_article = replace(
        showable("Rust had eaten it.", 8.0, 1, "Harbour bridge closed"),
        points_back=frozenset({"bridg"}),
    )
    assert select([first, same_article]) == [first], "which is not shown over the first"


def test_what_the_question_tells_is_clear_as_the_first_sentence_alone() -> None:
    unclear = replace(showable("The bridge was rusty.", 9.0, 2), points_back=frozenset({"bridg"}))
    clear = showable("Anna Berg closed a tunnel.", 8.5)
    assert select([unclear, clear]) == [unclear, clear]
    better = showable("Anna Berg closed a tunnel.", 9.5)
    assert select([better, unclear]) == [better]


def test_sentences_of_one_article_stay_together() -> None:
    first = showable("Anna Berg closed the harbour bridge.", 9.0)
    other = showable("Ferries carried people to Oslo.", 8.9, 2)
    again = showable("Rust had eaten half of its cables.", 8.0)
    assert select([first, other, again]) == [first, again, other]
