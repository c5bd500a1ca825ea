import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.model.quotes import locate, sentence_around
from bot.grounding.model.settle import Fate, settle
from bot.grounding.model.wire import DraftQuote, DraftSentence
from bot.grounding.verify import Verdict
from tests.bot.grounding.model.test_packing import found

VISIT = "Kim inspected twelve bombers on Saturday, the agency said."
DATED = VISIT.replace("on Saturday", "on Saturday (16 September 2023)")
THREAT = "Seoul warned that such deals would break sanctions."
SENT = {"P1": found(1, VISIT), "P2": found(2, THREAT)}


def draft(text, *quotes):
    return DraftSentence(text, tuple(DraftQuote(passage, quote) for passage, quote in quotes))


def settled(one, stands_alone=True):
    return settle(one, SENT, lambda stored, language: stands_alone)


def test_a_supported_sentence_is_kept_with_the_stored_sentence_as_evidence():
    result = settled(draft(VISIT, ("P1", "inspected twelve bombers")))
    assert result.fate is Fate.KEPT
    assert result.claim
    assert result.claim.written
    assert [(e.passage.id, e.quote) for e in result.claim.evidence] == [(1, VISIT)]


def test_an_invented_quote_drops_even_a_true_sentence():
    result = settled(draft(VISIT, ("P1", "inspected forty tanks")))
    assert (result.fate, result.claim) == (Fate.DROPPED, None)
    assert result.reasons[0].code == "quote"


@pytest.mark.parametrize("named", ["P2", "P9"])
def test_a_quote_of_another_passage_moves_the_evidence_there(named):
    result = settled(draft(VISIT, (named, "inspected twelve bombers")))
    assert result.fate is Fate.MOVED
    assert result.claim
    assert result.claim.written
    assert [e.passage.id for e in result.claim.evidence] == [1]


def test_a_sentence_that_another_passage_supports_is_moved():
    result = settled(draft(VISIT, ("P2", "such deals")))
    assert (result.fate, result.claim.evidence[0].quote) == (Fate.MOVED, VISIT)


@pytest.mark.parametrize(
    "unfit",
    [
        VISIT.replace("the agency", "the agency (https://evil.example)"),
        VISIT.replace("Kim", "<b>Kim</b>"),
        VISIT.replace("Kim", "[Kim](tg://user?id=1)"),
        VISIT.replace("Kim", "@Kim"),
        VISIT.replace("bombers", "#bombers"),
    ],
)
def test_a_link_or_markup_is_never_shown_whatever_proves_the_rest(unfit):
    result = settle(
        draft(unfit, ("P1", "inspected twelve bombers")),
        SENT,
        lambda stored, language: True,
        checker=lambda text, evidence, language: Verdict(True, 1.0),
    )
    assert result.claim
    assert (result.fate, result.claim.text) == (Fate.REPLACED, DATED)
    assert not result.claim.written


FALSE = VISIT.replace("twelve", "forty")


def test_a_true_quote_under_a_false_sentence_becomes_the_stored_sentence():
    result = settled(draft(FALSE, ("P1", "inspected twelve bombers")))
    assert (result.fate, result.claim.text) == (Fate.REPLACED, DATED)
    assert result.reasons


def test_a_stored_sentence_that_cannot_stand_alone_is_no_replacement():
    result = settled(draft(FALSE, ("P1", "inspected twelve bombers")), stands_alone=False)
    assert result.fate is Fate.DROPPED


def test_the_checker_decides():
    one = draft("Ким осмотрел бомбардировщики.", ("P1", "inspected twelve bombers"))
    result = settle(
        one,
        SENT,
        lambda stored, language: True,
        checker=lambda text, evidence, language: Verdict(True, 1.0),
    )
    assert result.fate is Fate.KEPT


@pytest.mark.parametrize(
    ("quote", "text", "stored"),
    [
        ('a "fresh heyday"', "called it a “fresh heyday” of ties", "a “fresh heyday”"),
        ("twelve  bombers", "saw twelve\nbombers", "twelve\nbombers"),
        ("“twelve bombers ...”", "twelve bombers flew", "twelve bombers"),
        ("2020-2021", "in 2020–2021 only", "2020–2021"),
        ("bomber", "twelve bombers", None),
        ("Twelve bombers", "twelve bombers", None),
        ("it", "it is", None),
    ],
)
def test_quotes_are_found_typography_aside(quote, text, stored):
    span = locate(quote, text)
    assert (text[slice(*span)] if span else None) == stored


@given(st.text(), st.text())
def test_any_quote_is_found_or_not(quote, text):
    span = locate(quote, text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


def test_a_quote_over_two_sentences_is_in_none():
    passage = found(1, VISIT).passage
    assert sentence_around(passage, VISIT) == VISIT
    assert sentence_around(passage, "elsewhere") is None


def test_a_draft_of_several_sentences_is_not_shown_as_it_is():
    result = settled(draft(f"{VISIT} {VISIT}", ("P1", "inspected twelve bombers")))
    assert (result.fate, result.claim.text) == (Fate.REPLACED, DATED)
    assert result.reasons[0].code == "length"


RUSSIAN = "Ким осмотрел в субботу двенадцать бомбардировщиков, сообщило агентство."


def test_a_translation_is_kept_with_its_language():
    one = draft(RUSSIAN, ("P1", "inspected twelve bombers"))
    result = settle(one, SENT, lambda stored, language: True, "ru")
    assert result.claim
    assert (result.fate, result.claim.text, result.claim.language) == (Fate.KEPT, RUSSIAN, "ru")


def test_a_wrong_translation_becomes_the_stored_sentence():
    one = draft(RUSSIAN.replace("двенадцать", "сорок"), ("P1", "inspected twelve bombers"))
    result = settle(one, SENT, lambda stored, language: True, "ru")
    assert result.claim
    assert (result.fate, result.claim.text, result.claim.language) == (Fate.REPLACED, DATED, "")
