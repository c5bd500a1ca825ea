import pytest

from bot.grounding.translation.searching import with_english_names


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("Что осмотрел Ким?", {"Kim"}),
        ("Что сказал Путин о встрече с Шойгу?", {"Putin", "Shoigu"}),
        ("Кто был в Москве?", {"Moscow"}),
        ("¿Qué dijo Corea del Sur sobre las sanciones de este año?", {"South", "Korea"}),
        ("ماذا قالت كوريا الجنوبية عن موسكو؟", {"South", "Korea", "Moscow"}),
    ],
)
def test_names_of_a_question_are_added_in_english(question: str, added: set[str]) -> None:
    widened = with_english_names(question)
    assert widened.startswith(question)
    assert added <= set(widened.removeprefix(question).split())


@pytest.mark.parametrize("question", ["What did Kim inspect?", "Wat zei Kim daarover vandaag?", ""])
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert with_english_names(question) == question
