"""What becomes of a sentence that a model drafted: kept, moved, replaced or dropped.

Theory. A draft names passages and quotes words said to stand in them. Observed ways in which it is
wrong: the words stand nowhere (invented), they stand in another passage (a slip, or a false
attribution), they stand where it says but the sentence says something else (a changed number, a
flipped negation, a dropped "KCNA said"). So:

    no quote stands in any passage sent         dropped: nothing shows where it came from
    it has a link or markup, cannot stand, or   never shown as it is, whatever proves it
    is not one sentence of at most 60 words
    the sentence passes on the passages named   kept, with the quotes that were found there
    they do not contradict it, and another      moved: that passage becomes its evidence
    passage supports it well
    it passes nowhere                           replaced by the stored sentence its quote came from,
                                                where that can stand alone, else dropped

Quotes are found typographic marks and white space aside; the evidence is the whole stored sentence
around one. What is shown is thus either a sentence that the verifier passed, or a stored one.
A sentence in the language that was asked for, which is not its evidence's, is checked as far as
that can be told between languages (see bot.grounding.translation), and never moved.

Fails where the verifier passes a false sentence; and a true one is replaced where it is worded too
freely, which costs fluency and no truth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.grounding.checking import check_claim, spoken_in
from bot.grounding.claims import DraftClaim, Evidence, Found
from bot.grounding.model.quotes import locate, nearest_sentence, sentence_around
from bot.grounding.model.wire import DraftSentence
from bot.grounding.presentation import quoted_with_dates
from bot.grounding.shortening import MOST_WORDS
from bot.grounding.verify import Reason, Verdict
from bot.text.sentences import sentence_spans

_MARKUP = re.compile(r"\w://|\bwww\.|<[^>]*>|\]\(|\*\*|`|\bt\.me/|(?<![\w&])[@#]\w", re.IGNORECASE)

MOVED_FROM = 0.8  # the score on a passage that the draft did not name


class Fate(StrEnum):
    """What became of a drafted sentence."""

    KEPT = "kept"
    MOVED = "moved"
    REPLACED = "replaced"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Settled:
    """A drafted sentence's fate, the claim that is left of it, and why it did not pass."""

    draft: DraftSentence
    fate: Fate
    claim: DraftClaim | None
    reasons: tuple[Reason, ...] = ()


Checker = Callable[[str, Sequence[Evidence], str], Verdict]
"""Says whether a sentence is supported by evidence; the third is its language where it differs."""

StandsAlone = Callable[[str, str], bool]
"""Says whether a sentence in a language is understood without its neighbours."""


def settle(
    draft: DraftSentence,
    sent: Mapping[str, Found],
    stands_alone: StandsAlone,
    asked: str = "en",
    checker: Checker = check_claim,
) -> Settled:
    """Decide what becomes of `draft`; `sent` are the passages by the ids they were sent under.

    `asked` is the code of the language that the draft was asked for in.
    """
    named, elsewhere = _evidence(draft, sent)
    if not named and not elsewhere:
        reason = Reason("contradiction", "quote", "no passage that was sent says the quoted words")
        return Settled(draft, Fate.DROPPED, None, (reason,))
    evidence = named or elsewhere
    language = spoken_in(draft.text, evidence, asked)
    reasons = _unfit(draft.text, language or evidence[0].article.language, stands_alone)
    if not reasons:
        verdict = checker(draft.text, named, language)
        if verdict.supported:
            kept = DraftClaim(draft.text, named, language, written=True)
            return Settled(draft, Fate.KEPT, kept)
        reasons = verdict.reasons
        contradicted = any(reason.kind == "contradiction" for reason in reasons)
        moved = (
            None
            if contradicted or language
            else _supported_elsewhere(draft, sent, elsewhere, checker)
        )
        if moved:
            return Settled(draft, Fate.MOVED, moved)
    return _replaced(draft, (*named, *elsewhere), stands_alone, reasons)


def _unfit(text: str, language: str, stands_alone: StandsAlone) -> tuple[Reason, ...]:
    """Why a sentence may not be shown whatever supports it."""
    if len(text.split()) > MOST_WORDS or len(sentence_spans(text, language)) > 1:
        return (Reason("uncovered", "length", "it is not one sentence of at most 60 words"),)
    if _MARKUP.search(text):
        return (Reason("contradiction", "markup", "it holds a link or markup"),)
    if not stands_alone(text, language):
        return (Reason("uncovered", "pronoun", "it cannot be understood alone"),)
    return ()


def _evidence(
    draft: DraftSentence, sent: Mapping[str, Found]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """Where the draft's quotes stand: in the passages it names, and otherwise elsewhere."""
    named: list[Evidence] = []
    elsewhere: list[Evidence] = []
    for quote in draft.evidence:
        found = sent.get(quote.passage)
        if found and (here := _evidence_in(found, quote.quote)):
            named.append(here)
            continue
        others = (_evidence_in(other, quote.quote) for other in sent.values())
        elsewhere += [other for other in others if other][:1]
    return tuple(named), tuple(elsewhere)


def _evidence_in(found: Found, quote: str) -> Evidence | None:
    span = locate(quote, found.passage.text)
    if not span:
        return None
    stored = found.passage.text[slice(*span)]
    whole = sentence_around(found.passage, stored) or stored
    return Evidence(found.passage, found.article, whole)


def _supported_elsewhere(
    draft: DraftSentence,
    sent: Mapping[str, Found],
    elsewhere: Sequence[Evidence],
    checker: Checker,
) -> DraftClaim | None:
    """The draft on the first other passage that supports it; passages its quotes are from first."""
    quoted = [(one,) for one in elsewhere]
    others = [
        (Evidence(found.passage, found.article, nearest_sentence(draft.text, found.passage)),)
        for found in sent.values()
    ]
    for evidence in (*quoted, *others):
        verdict = checker(draft.text, evidence, "")
        if verdict.supported and verdict.score >= MOVED_FROM:
            return DraftClaim(draft.text, evidence, written=True)
    return None


def _replaced(
    draft: DraftSentence,
    evidence: Sequence[Evidence],
    stands_alone: StandsAlone,
    reasons: tuple[Reason, ...],
) -> Settled:
    for one in evidence:
        stored = sentence_around(one.passage, one.quote)
        if stored and stands_alone(stored, one.article.language):
            whole = Evidence(one.passage, one.article, stored)
            claim = DraftClaim(quoted_with_dates(stored, whole), (whole,))
            return Settled(draft, Fate.REPLACED, claim, reasons)
    return Settled(draft, Fate.DROPPED, None, reasons)
