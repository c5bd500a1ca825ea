import pytest

from bot.grounding.translation.spelling import same_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Путиным", "Putin"),
        ("Зеленского", "Zelenskyy"),
        ("Selenskyj", "Zelenskyy"),
        ("Шойгу", "Shoigu"),
        ("Цзиньпин", "Jinping"),
        ("Уильямс", "Williams"),
        ("بوتين", "Putin"),
        ("وشويغو", "Shoigu"),
        ("زيلينسكي", "Zelensky"),
        ("Müller", "Mueller"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert same_spelling(one, other)
    assert same_spelling(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Байден", "Putin"), ("Harris", "Трамп"), ("بايدن", "Putin"), ("لم", "Holm"), ("Ким", "Kem1")],
)
def test_other_names_are_told_apart(one: str, other: str) -> None:
    assert not same_spelling(one, other)
