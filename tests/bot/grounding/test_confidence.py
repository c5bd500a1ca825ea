from bot.grounding.claims import Found
from bot.grounding.confidence import ANSWERED_FROM, confidence, named
from bot.grounding.question import read_question
from bot.grounding.scoring import score_sentences
from tests.bot.grounding.stored import SUNDAY, article, passage

TEXT = passage("Anna Berg opened the harbour bridge in Oslo on Monday.", "Ferries sailed.")
RARE = 5.0


def of(question: str, strength: float = 1.0, untold: float = 0.0) -> float:
    found = Found(TEXT, article(title="Bridge open"), 1.0)
    read = read_question(question)
    rarity = dict.fromkeys(read.weights, RARE)
    scored = score_sentences(read, [found], SUNDAY, rarity)
    return confidence(read, scored, strength, {found.article.id: untold})


def test_what_is_there_is_sure() -> None:
    assert of("When did Anna Berg open the harbour bridge?") > ANSWERED_FROM


def test_a_name_that_is_not_there_is_unsure() -> None:
    assert of("When did Carl Holm open the harbour bridge?") < of(
        "When did Anna Berg open the harbour bridge?"
    )
    assert of("What did Carl Holm say about the bridge?") < ANSWERED_FROM


def test_another_subject_is_unsure() -> None:
    assert of("Which planet has the most moons?", 0.2) < ANSWERED_FROM


def test_a_negated_question_is_less_sure() -> None:
    asked = "When did Anna Berg open the bridge?"
    assert of("When did Anna Berg not open the bridge?") < of(asked)


def test_a_weak_passage_is_less_sure() -> None:
    asked = "When did Anna Berg open the bridge?"
    assert of(asked, 0.3) < of(asked, 1.0)


def test_an_article_that_leaves_a_name_out_is_less_sure() -> None:
    asked = "When did Anna Berg open the bridge?"
    assert of(asked, untold=0.5) < of(asked)


def test_nothing_found_is_no_confidence() -> None:
    assert confidence(read_question("Who?"), [], 0.0) == 0.0


def test_the_share_of_names_that_stand_near() -> None:
    found = Found(TEXT, article(title="Bridge open"), 1.0)
    assert named(read_question("Did Anna Berg meet Carl Holm?"), found) == 0.5
    assert named(read_question("was it open?"), found) == 1.0
