"""Is a claim supported by stored text? Pure, deterministic, and it says why not.

    claim + sources -> the same words? -> facts, sense, roles -> score -> verdict

A claim that is a stored sentence passes by identity. Any other is compared word by word with the
sentences it comes from: facts (numbers, dates, names, quotes) must stand there, sense (negation,
modality, comparison, attribution) must agree, roles must not be swapped, and enough of what is
said must be covered. Contradiction ("the source says otherwise") and lack of cover ("no source
says it") are told apart in the reasons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.grounding.verification import days, facts, roles, sense, support
from bot.grounding.verification.alignment import Alignment, align
from bot.grounding.verification.reading import Reading, plain, read
from bot.grounding.verification.reasons import Reason

__all__ = ["Reason", "Source", "Verdict", "verify"]

_NEAR = 0.5  # from this cover by one sentence on, the two are compared word by word
_STATEMENT = 3  # content words that make a statement of their own
_TAKEN = 0.7  # the share of them in one other sentence from which on they come from it
_SHOWN_FROM = 0.6  # the cover that a sentence needs to be shown
_ENDS = re.compile(r"[.!?…\"']")


@dataclass(frozen=True, slots=True)
class Source:
    """A stored text that may support a claim, with what is known of its article."""

    text: str
    published: datetime | None = None
    title: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim may be shown, how well it is supported (0 to 1, .5 balanced), and why not."""

    supported: bool
    score: float
    reasons: tuple[Reason, ...] = ()


def verify(claim: str, sources: Sequence[Source], *, quotes: Sequence[str] = ()) -> Verdict:
    """Check a claim against all sources together; `quotes` must stand in them word for word."""
    readings = [read(source.text, source.published) for source in sources if source.text.strip()]
    if not readings or not read(claim).words:
        return Verdict(False, 0.0, (Reason("uncovered", "cover", "there is nothing to compare"),))
    reasons = (*facts.missing_quotes(quotes, readings), *days.missing_days(claim, readings))
    claim = days.in_source_words(claim, readings)
    if not reasons and _is_stored(claim, readings):
        return Verdict(True, 1.0)
    said = read(claim)
    reasons += _reasons(claim, said, readings)
    cover = _cover(said, readings)
    if cover < _SHOWN_FROM:
        reasons += (Reason("uncovered", "cover", f"only {cover:.0%} of it is in the sources"),)
    score = cover * 0.6 ** len(reasons)
    return Verdict(not reasons, score, reasons)


def _is_stored(claim: str, sources: Sequence[Reading]) -> bool:
    """Whether the claim is whole sentences of a source, typography and white space aside."""
    words = plain(claim)
    for source in sources:
        text = plain(source.text)
        at = text.find(words)
        while at >= 0:
            before, after = text[:at].rstrip(), text[at + len(words) :].lstrip()
            starts = not before or bool(_ENDS.match(before[-1]))
            if starts and (bool(_ENDS.match(words[-1])) or not after or after[0].isupper()):
                return True
            at = text.find(words, at + 1)
    return False


def _reasons(claim: str, said: Reading, sources: Sequence[Reading]) -> tuple[Reason, ...]:
    return (
        *facts.missing_quotes(facts.quotations(claim), sources),
        *facts.missing_numbers(said, sources),
        *facts.missing_dates(said, sources),
        *facts.missing_names(said, sources),
        *_differences(said, sources),
    )


def _differences(said: Reading, sources: Sequence[Reading]) -> Iterator[Reason]:
    for numbers in said.sentences:
        words = [said.words[number] for number in numbers]
        at = support.home(support.content(words), sources)
        if at.places and at.covered[0] >= _NEAR:
            source = sources[at.places[0][0]]
            pair = align(words, source, at.places[0])
            yield from sense.differences(pair)
            yield from roles.misplaced(pair, source)
            yield from _other_statements(pair, sources)


def _other_statements(pair: Alignment, sources: Sequence[Reading]) -> Iterator[Reason]:
    """What is wrong with the words that come from another sentence than the rest."""
    for edit in pair.edits:
        words = support.content(edit.said)
        at = support.home(words, sources, 1)
        if len(words) < _STATEMENT or not at.places or at.places[0] == pair.place:
            continue
        if at.covered[0] < _TAKEN:
            continue
        run = align(edit.said, sources[at.places[0][0]], at.places[0])
        yield from sense.differences(run)
        yield from roles.joined(run, pair.said)


def _cover(said: Reading, sources: Sequence[Reading]) -> float:
    words = support.content(said.words)
    if not words:
        return 1.0
    found = support.supports(words, sources, support.home(words, sources))
    credit = {"same": 1.0, "synonym": 0.9, "derived": 0.9, "general": 0.6, "special": 0.4}
    got = sum(entry.weight * credit.get(entry.found, 0.0) for entry in found)
    return got / sum(support.weight(word) for word in words)
