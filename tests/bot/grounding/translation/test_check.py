from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.translation.check import Original, check_translation, is_translation

PUBLISHED = datetime(2024, 5, 8, tzinfo=UTC)  # a Wednesday
STORED = (
    "South Korea's minister Anna Lind told reporters on Tuesday that 1,500 ships had not left the "
    "port of Cairo."
)
TRUE = {
    "es": "La ministra de Corea del Sur Anna Lind dijo el martes que 1.500 barcos no han salido "
    "del puerto de El Cairo.",
    "de": "Südkoreas Ministerin Anna Lind sagte am Dienstag, dem 7. Mai 2024, 1.500 Schiffe hätten "
    "den Hafen von Kairo nicht verlassen.",
    "ru": "Министр Южной Кореи Анна Линд заявила во вторник, 7 мая 2024 года, что 1500 судов не "
    "покинули порт Каира.",
    "ar": "قالت وزيرة كوريا الجنوبية آنا ليند يوم الثلاثاء إن ١٥٠٠ سفينة لم تغادر ميناء القاهرة.",
}
RUSSIAN = TRUE["ru"]


def codes(claim: str, language: str, stored: str = STORED) -> set[str]:
    original = Original(stored, f"First. {stored} Last.", "en", PUBLISHED)
    return {reason.code for reason in check_translation(claim, language, [original]).reasons}


@pytest.mark.parametrize("language", TRUE)
def test_a_translation_with_all_facts_passes(language: str) -> None:
    assert is_translation(TRUE[language], language, ["en"])
    assert codes(TRUE[language], language) == set()


@pytest.mark.parametrize(
    ("said", "instead", "code"),
    [
        ("1500", "1600", "number"),
        ("1500", "2,5 миллиона", "number"),
        ("во вторник, 7 мая", "в среду, 8 мая", "date"),
        ("2024 года", "2023 года", "date"),
        ("Анна Линд", "Мария Линд", "name"),
        ("Анна Линд", "Анна Холм", "name"),
        ("Каира", "Мадрида", "name"),
        ("Южной", "Северной", "name"),
        ("не покинули", "покинули", "negation"),
        ("заявила во вторник, 7 мая 2024 года, что", "во вторник:", "attribution"),
        ("1500 судов", "«сотни судов»", "quote"),
    ],
)
def test_what_was_changed_in_a_translation_is_named(said: str, instead: str, code: str) -> None:
    assert said in RUSSIAN
    assert code in codes(RUSSIAN.replace(said, instead), "ru")


@pytest.mark.parametrize(
    ("stored", "claim", "code"),
    [
        ("Anna Lind may resign.", "Анна Линд уходит в отставку.", "modality"),
        ("More than 12 ships sank.", "Затонуло менее 12 судов.", "antonym"),
        ("The ships sank.", "Корабли затонули.", "cover"),
        ("Anna Lind left.", "Анна Линд ушла. " * 12, "cover"),
        ("Anna Lind met Peter Holm.", "Мария Сантос встретилась с Петером Хольмом.", "name"),
    ],
)
def test_sense_and_ties_are_checked(stored: str, claim: str, code: str) -> None:
    assert code in codes(claim, "ru", stored)


@pytest.mark.parametrize(
    ("stored", "claim", "language"),
    [
        ("Anna Lind may resign.", "Анна Линд может уйти в отставку.", "ru"),
        ("The US and Russian troops left Moscow.", "Войска США и России покинули Москву.", "ru"),
        ("Kim Jong Un met Xi Jinping.", "Ким Чен Ын встретился с Си Цзиньпином.", "ru"),
        ("Zelenskyy met Vladimir Putin.", "Selenskyj traf Wladimir Putin.", "de"),
        ("Anna Lind called it a “fresh heyday”.", "Анна Линд назвала это “fresh heyday”.", "ru"),
    ],
)
def test_names_are_known_in_the_spelling_of_each_language(
    stored: str, claim: str, language: str
) -> None:
    assert codes(claim, language, stored) <= {"attribution"}


def test_evidence_in_an_unknown_language_proves_nothing() -> None:
    original = Original("Anna Lind is hier.", "Anna Lind is hier.", "nl")
    assert not check_translation("Anna Lind is here.", "en", [original]).supported
    assert not check_translation("Anna Lind is here.", "en", []).supported


def test_a_claim_in_its_evidences_language_is_no_translation() -> None:
    assert not is_translation(RUSSIAN, "ru", ["ru", "en"])
    assert not is_translation(STORED, "ru", ["en"])
    assert not is_translation("Ceci n'est pas une pipe, dit le ministre.", "fr", ["en"])


@given(st.text(max_size=60), st.sampled_from(["en", "es", "de", "ru", "ar"]))
def test_any_text_gets_a_verdict_that_explains_itself(claim: str, language: str) -> None:
    original = Original(STORED, STORED, "en", PUBLISHED)
    verdict = check_translation(claim, language, [original])
    assert verdict.supported is not bool(verdict.reasons)
    assert 0 <= verdict.score <= 1
