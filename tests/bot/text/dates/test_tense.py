import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.dates.tense import Way, read_verbs


def way(sentence: str) -> Way | None:
    """The way of the date that stands between stars."""
    before, date, after = sentence.split("*")
    return read_verbs(before + date + after).way(len(before), len(before) + len(date))


@pytest.mark.parametrize(
    "sentence",
    [
        "The council met on *Friday*.",
        "She has been there since *Friday*.",
        "On *Friday* the council met in secret.",
        "It will close, a spokesman said on *Friday*.",
        "He was forced to resign on *Friday*.",
        "The driver was to blame for the crash on *Friday*.",
        "*Friday*'s vote was annulled.",
        "The elected mayor arrived on *Friday*.",
        "That brings us to the match on *Friday*, which she won.",
        "It has forced two clinics to close on *Friday*, it said.",
    ],
)
def test_behind(sentence: str) -> None:
    assert way(sentence) == "behind"


@pytest.mark.parametrize(
    "sentence",
    [
        "The council will meet on *Friday*.",
        "The council won’t meet until *Friday*.",
        "The mayor said he would not resign on *Friday*.",
        "It is expected to be held on *Friday*.",
        "They agreed to meet on *Friday*.",
        "He told reporters that talks scheduled for *Friday* matter.",
        "Shares fell ahead of *Friday*'s vote.",
        "On *Friday*, the council will decide.",
        "The ban takes effect on *Friday*.",
        "Mayor to visit flooded towns on *Friday*",
        "She'll probably leave on *Friday*.",
        "The bill must be passed by *Friday*.",
        "If it rains on *Friday*, they stay.",
        "A strike planned in Port Vale for *Friday* is off.",
        "A march announced in Oslo for *Friday* was banned.",
        "The talks that were to open on *Friday* were put off.",
        "It will — suddenly — be celebrated again *Friday*.",
    ],
)
def test_ahead(sentence: str) -> None:
    assert way(sentence) == "ahead"


@pytest.mark.parametrize("sentence", ["*Friday*", "Rain on *Friday*", "A red bed on *Friday*"])
def test_no_verb_tells(sentence: str) -> None:
    assert way(sentence) is None


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("de", "Der Rat wird am *Freitag* entscheiden.", "ahead"),
        ("de", "Am *Freitag* wurde er verhaftet.", "behind"),
        ("es", "El ministro viajará el *viernes* a Lima.", "ahead"),
        ("es", "El ministro dijo el *viernes* que viajará.", "behind"),
        ("fr", "Le sommet se tiendra *vendredi* à Oslo.", "ahead"),
        ("fr", "Le maire a démissionné *vendredi*.", "behind"),
        ("it", "Il vertice si terrà *venerdì*.", "ahead"),
        ("it", "Il sindaco ha parlato *venerdì*.", "behind"),
        ("nl", "De raad zal *vrijdag* beslissen.", "ahead"),
        ("pt", "O ministro viajará na *sexta-feira*.", "ahead"),
        ("pt", "O ministro disse na *sexta-feira* que não.", "behind"),
        ("ru", "Встреча состоится в *пятницу*.", "ahead"),
        ("ru", "Министр прибыл в *пятницу*.", "behind"),
        ("ar", "وقالت الوزارة إن الاجتماع سيعقد يوم *الجمعة*.", "ahead"),
        ("xx", "The council will meet on *Friday*.", None),
    ],
)
def test_other_languages(language: str, sentence: str, expected: Way | None) -> None:
    before, date, after = sentence.split("*")
    found = read_verbs(before + date + after, language).way(len(before), len(before) + len(date))
    assert found == expected


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_any_text_has_a_verdict_or_none(text: str, start: int, length: int) -> None:
    assert read_verbs(text).way(start, start + length) in ("behind", "ahead", None)
