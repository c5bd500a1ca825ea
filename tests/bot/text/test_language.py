import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.language import detect_language, guess_language

TEXTS = {
    "en": "The harbour was closed on Monday because three ships had run aground in the fog.",
    "de": "Der Hafen wurde am Montag geschlossen, weil drei Schiffe im Nebel gestrandet waren.",
    "es": "El puerto fue cerrado el lunes porque tres barcos habían encallado en la niebla.",
    "fr": "Le port a été fermé lundi parce que trois navires se sont échoués dans le brouillard.",
    "it": "Il porto è stato chiuso lunedì perché tre navi si erano arenate nella nebbia.",
    "pt": "O porto foi fechado na segunda-feira porque três navios encalharam no nevoeiro.",
    "nl": "De haven werd maandag gesloten omdat drie schepen in de mist waren vastgelopen.",
    "ru": "Порт был закрыт в понедельник, потому что три корабля сели на мель в тумане.",
    "uk": "Порт закрили в понеділок, оскільки три кораблі сіли на мілину в тумані.",
    "ar": "أغلق الميناء يوم الاثنين لأن ثلاث سفن جنحت في الضباب.",
    "fa": "بندر روز دوشنبه بسته شد، زیرا سه کشتی در مه به گل نشسته بودند و گزارش شد.",
    "zh": "港口星期一关闭，因为三艘船在雾中搁浅。",
    "ja": "三隻の船が霧の中で座礁したため、港は月曜日に閉鎖された。",
    "ko": "안개 속에서 배 세 척이 좌초해 월요일 항구가 폐쇄됐다.",
    "el": "Το λιμάνι έκλεισε τη Δευτέρα επειδή τρία πλοία προσάραξαν στην ομίχλη.",
    "he": "הנמל נסגר ביום שני משום ששלוש ספינות עלו על שרטון בערפל.",
    "hi": "कोहरे में तीन जहाज फंसने के कारण सोमवार को बंदरगाह बंद कर दिया गया।",
    "th": "ท่าเรือปิดในวันจันทร์เพราะเรือสามลำเกยตื้นในหมอก",
}
MORE = {
    "sv": "Hamnen stängdes i måndags eftersom tre fartyg hade gått på grund i dimman.",
    "pl": "Port został zamknięty w poniedziałek, bo trzy statki osiadły na mieliźnie we mgle.",
    "tr": "Üç gemi siste karaya oturduğu için liman pazartesi günü kapatıldı.",
    "ca": "El port va ser tancat dilluns perquè tres vaixells havien encallat a la boira densa.",
    "ro": "Portul a fost închis luni pentru că trei nave au eșuat în ceață, a spus căpitanul.",
    "id": "Pelabuhan ditutup pada hari Senin karena tiga kapal kandas dalam kabut tebal.",
    "da": "Havnen blev lukket i mandags, fordi tre skibe var gået på grund i den tætte tåge.",
    "hu": "A kikötőt hétfőn lezárták, mert három hajó zátonyra futott a sűrű ködben.",
    "fi": "Satama suljettiin maanantaina, koska kolme laivaa oli ajanut karille sumussa.",
    "cs": "Přístav byl v pondělí uzavřen, protože tři lodě najely v mlze na mělčinu.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_sentence_is_guessed_and_detected(language: str, text: str) -> None:
    assert guess_language(text) == language
    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text"), MORE.items())
def test_languages_that_are_close_to_others_are_detected(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "what did Kim inspect?"),
        ("en", "Putin Kim?"),
        ("en", "Kim Jong Un"),
        ("en", "WHO WAS WITH HIM?"),
        ("es", "¿Qué dijo el ministro?"),
        ("de", "Was hat der Minister gesagt?"),
        ("fr", "Qu'a dit le ministre ?"),
        ("ru", "Что сказал министр?"),
        ("ru", "Что Kim сказал в США?"),
        ("ar", "ماذا قال الوزير؟"),
    ],
)
def test_questions(language: str, question: str) -> None:
    assert guess_language(question) == language


@pytest.mark.parametrize("text", ["", " \n", "123 — 45%", "🙂🙂"])
def test_without_letters_it_is_the_default(text: str) -> None:
    assert detect_language(text, default="xx") == guess_language(text, default="xx") == "xx"


@given(st.text())
def test_any_text_has_a_code_of_two_or_three_letters(text: str) -> None:
    assert 2 <= len(guess_language(text)) <= 3


def test_a_question_and_an_english_article_do_not_load_the_classifier() -> None:
    code = (
        "import sys; from bot.text.language import *;"
        f"guess_language('Putin Kim?'); assert detect_language({TEXTS['en']!r}) == 'en';"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
