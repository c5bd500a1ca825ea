"""Is a claim supported by stored text? Pure, deterministic, and it says why not.

    claim + sources -> the same words? -> facts, sense, roles -> score -> verdict

A claim that is a stored sentence passes by identity. Any other is compared word by word with the
sentences it comes from: facts (numbers, dates, names, quotes) must stand there, sense (negation,
modality, comparison, attribution) must agree, roles must not be swapped, and enough of what is
said must be covered. Contradiction ("the source says otherwise") and lack of cover ("no source
says it") are told apart in the reasons.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.grounding.verification import days, facts, weights
from bot.grounding.verification.comparison import Comparison, compare
from bot.grounding.verification.features import features
from bot.grounding.verification.reading import Reading, plain, read
from bot.grounding.verification.reasons import Reason
from bot.text.quotations import closed, inside_quotation

__all__ = ["Reason", "Source", "Verdict", "verify"]

_NEAR = 0.5  # from this cover by one sentence on, facts must stand where they stand there
_CLOSE = 0.6  # from this cover on, the meaning of its words must be that of the sentence
_MEANING = frozenset(("negation", "modality", "antonym", "attribution"))
_SHOWN_SCORE = 0.4  # the score that it needs besides
_INVENTED = 0.3  # what a claim scores at most whose evidence or day is invented
_SHOWN_CONTEXT = 0.35  # the share of it that near sentences say together
_SHOWN_COVER = 0.6  # the cover that a sentence needs to be shown
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
    lines = [_plain_lines(source.text) for source in sources]
    texts = [text.replace("\n", " ") for text in lines]
    if not any(char.isalnum() for char in claim) or not any(texts):
        return Verdict(False, 0.0, (Reason("uncovered", "cover", "there is nothing to compare"),))
    invented = tuple(facts.missing_quotes(quotes, texts))
    if not invented and _is_stored(claim, lines):
        return Verdict(True, 1.0)
    sources = [source for source in sources if source.text.strip()]
    claim = days.without_proven(claim, sources)
    invented = (*invented, *days.missing_days(claim, sources))
    claim = days.in_source_words(claim, sources)
    if not invented and _is_stored(claim, lines):
        return Verdict(True, 1.0)
    readings = [read(source.text, source.published) for source in sources]
    return _judged(examine(claim, readings), invented)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found out about a claim that is not stored as it stands."""

    reasons: tuple[Reason, ...]  # about its facts
    comparisons: tuple[Comparison, ...]
    features: dict[str, float]


def examine(claim: str, sources: Sequence[Reading]) -> Examination:
    """Compare a claim with its sources, without judging it."""
    said = read(claim)
    comparisons = tuple(compare(said, sources))
    reasons = (
        *facts.missing_quotes(facts.quotations(claim), [plain(s.text) for s in sources]),
        *facts.missing_numbers(said, sources),
        *facts.missing_dates(said, sources),
        *facts.missing_names(said, sources),
    )
    return Examination(reasons, comparisons, features(said, sources, comparisons, reasons))


def _judged(found: Examination, invented: tuple[Reason, ...]) -> Verdict:
    differences = (
        reason
        for comparison in found.comparisons
        for reason in comparison.differences
        if comparison.covered >= (_CLOSE if reason.code in _MEANING else _NEAR)
    )
    reasons = (*invented, *found.reasons, *differences)
    score = weights.score(found.features)
    cover = 1 - found.features["uncovered"]
    if score < _SHOWN_SCORE and not reasons and found.features.get("open_pronouns"):
        reasons += (Reason("uncovered", "pronoun", "it begins with somebody it does not name"),)
    reasons = reasons or tuple(r for comparison in found.comparisons for r in comparison.forbidden)
    if cover < _SHOWN_COVER or (score < _SHOWN_SCORE and not reasons):
        reasons += (Reason("uncovered", "cover", f"only {cover:.0%} of it is in the sources"),)
    if found.features["out_of_context"] > 1 - _SHOWN_CONTEXT and not reasons:
        reasons += (Reason("uncovered", "cover", "no sentences of the sources say it together"),)
    if invented:
        score = min(score, _INVENTED)
    return Verdict(not reasons, score, reasons)


def _is_stored(claim: str, texts: Sequence[str]) -> bool:
    """Whether the claim is whole sentences of a source in its own voice, typography aside.

    What stands inside somebody's quotation marks is theirs, and is stored with their name only. A
    quotation that goes on behind the sentence may be closed in the claim.
    """
    words = plain(claim)
    if words.endswith('"') and closed(words[:-1]) == words:
        return _are_stored(words[:-1], texts) or _are_stored(words, texts)
    return _are_stored(words, texts)


def _are_stored(words: str, texts: Sequence[str]) -> bool:
    for text in texts:
        flat = text.replace("\n", " ")
        at = flat.find(words)
        while at >= 0:
            before, after = flat[:at].rstrip(), flat[at + len(words) :].lstrip()
            starts = not before or bool(_ENDS.match(before[-1]))
            ends = bool(_ENDS.match(words[-1])) or not after or after[0].isupper()
            if starts and ends and not inside_quotation(text, at):
                return True
            at = flat.find(words, at + 1)
    return False


def _plain_lines(text: str) -> str:
    """`plain` line by line, since quotations end with their paragraph."""
    return "\n".join(line for each in text.splitlines() if (line := plain(each)))
