import pytest

from bot.grounding.translation.amounts import amounts


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("около 2,5 миллиона человек и 1 234 танка, двенадцать судов", "ru", [2.5e6, 1234, 12]),
        ("пять миллиардов рублей и 300 тыс. тонн", "ru", [3e5, 5e9]),
        ("1.234,5 Euro, 3 Mio. und zwölf am 16. September 2023", "de", [1234.5, 3e6, 12]),
        ("2.500 millones y dos mil millones de euros", "es", [2.5e9, 2e9]),
        ("١٢ طائرة و 2.5 مليون شخص", "ar", [12, 2.5e6]),
        ("twelve bombers and 12 to 15 men on Saturday", "en", [12, 12, 15]),
        ("ein Spiel endete 3:1", "de", [3, 1]),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(
    text: str, language: str, values: list[float]
) -> None:
    assert [value for value, _ in amounts(text, language, None)] == values
