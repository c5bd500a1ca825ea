import pytest

from bot.grounding.answer import proven
from bot.grounding.checking import check_claim
from bot.grounding.claims import Candidate, DraftClaim, Evidence, Found
from bot.grounding.presentation import showable, with_denial
from bot.grounding.taking_back.neighbours import is_disclaimed, is_taken_back
from tests.bot.grounding.stored import article, passage

RUMOUR = "A rumour that the port of Oslo has been sold is going round."


@pytest.mark.parametrize(
    ("sentence", "following"),
    [
        ("A notice on Monday said that the painter Nils Berg had drowned.", "He has not."),
        ("A notice on Monday said that Nils Berg had been arrested.", "He has not been arrested."),
        ("A notice on Monday said that Nils Berg had been arrested.", "Berg was not arrested."),
        (RUMOUR, "It is false, the harbour master said."),
        (RUMOUR, "The mayor denied it."),
        (RUMOUR, "The claim is wrong."),
        ("The port of Oslo burned down at night.", "That is not true."),
        ("The port of Oslo burned down at night.", "No, it only smoked."),
        ("An earlier version of this article said that Nils Berg was 40.", "He is 50."),
        ("Correction: We reported that Nils Berg was 40.", "He is 50."),
    ],
)
def test_what_the_next_sentence_denies_is_taken_back(sentence: str, following: str) -> None:
    assert is_taken_back(sentence, following)


@pytest.mark.parametrize(
    ("sentence", "following"),
    [
        ("Nils Berg said that the port would be sold.", "The mayor denied it."),
        ("Nils Berg said that the port would be sold.", "That is not true, the mayor said."),
        ("Nils Berg said that he would resign.", "He did not say when."),
        ("Nils Berg bought the port.", "It was not the first time."),
        ("Nils Berg will not resign.", "He will not resign before May."),
        ("If it rains, the ferry stays in port.", "If it does not, the ferry sails."),
        ("An earlier version of this article said Berg was 40, not 50.", "He was born in Oslo."),
        ("A rumour helped the port of Oslo to a record year.", "It sold 40 ferries."),
        ("The port of Oslo burned down at night.", ""),
    ],
)
def test_what_goes_on_stands(sentence: str, following: str) -> None:
    assert not is_taken_back(sentence, following)


def test_satire_tells_nothing() -> None:
    assert is_disclaimed("News", "This article is satire.\n\nOslo sells its ferries to the king.")
    assert is_disclaimed("Satire: ferries for the king")
    assert not is_disclaimed("News", "“This is satire,” Nils Berg said of his novel.")
    assert not is_disclaimed("Satire is alive in Oslo", "Oslo loves its jokes.")


def _found(*sentences: str) -> Found:
    return Found(passage(*sentences), article(), 1.0)


def _first(found: Found) -> Candidate:
    return Candidate(found, *found.passage.sentences[0], 1.0)


def test_what_is_denied_is_shown_with_its_denial_or_not_at_all() -> None:
    candidate = _first(_found(RUMOUR, "It is false, the harbour master said.", "Rain fell."))
    assert showable(candidate) is None
    both = with_denial(candidate)
    assert both is not None
    assert both.after is not None
    assert [both.after.text, both.text] == [RUMOUR, "It is false, the harbour master said."]
    drafts = [
        DraftClaim(both.after.text, both.after.evidence),
        DraftClaim(both.text, both.evidence, leans=True, denies=True),
    ]
    assert [claim.text for claim in proven(drafts)] == [RUMOUR, both.text]


def test_a_denial_in_the_next_passage_counts() -> None:
    one = passage(RUMOUR)
    candidate = _first(Found(one, article(), 1.0, after="It is false, the harbour master said."))
    assert showable(candidate) is None
    assert with_denial(candidate) is None


def test_what_is_denied_falls_with_its_denial() -> None:
    found = _found(RUMOUR, "It is false, the harbour master said.")
    candidate = _first(found)
    both = with_denial(candidate)
    assert both is not None
    assert both.after is not None
    drafts = [
        DraftClaim(both.after.text, both.after.evidence),
        DraftClaim("It is true.", both.evidence, leans=True, denies=True),
    ]
    assert proven(drafts) == ()


def test_it_proves_nothing_unless_its_denial_is_quoted_too() -> None:
    found = _found(RUMOUR, "It is false, the harbour master said.")
    alone = Evidence(found.passage, found.article, RUMOUR)
    assert not check_claim(RUMOUR, [alone]).supported
    both = Evidence(found.passage, found.article, found.passage.text)
    assert check_claim(RUMOUR, [both]).supported
