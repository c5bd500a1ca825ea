"""What is counted of a claim for its score: few, named, and each with a sign known beforehand.

All are zero for a claim that says nothing but what its source sentence says. `close_` counts
differences in a sentence that one source sentence covers well, `loose_` in one that it half
covers, where a difference may be a paraphrase.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from bot.grounding.verification.comparison import Comparison
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.support import CREDIT, Support
from bot.grounding.verification.vocabulary import (
    BEFORE_VERBS,
    OPENING_PRONOUNS,
)
from bot.text.lexicon import senses_by_part
from bot.text.words import fold

_WHOLLY_COVERED = 0.85
_WELL_COVERED = 0.6
_FAR, _NEAR = 0.35, 0.65  # cover between which a claim passes from foreign to close


def features(
    claim: Reading,
    sources: Sequence[Reading],
    comparisons: Sequence[Comparison],
    reasons: Sequence[Reason],
) -> dict[str, float]:
    """Every feature of a claim by name; `reasons` are those about its facts."""
    counts: Counter[str] = Counter()
    entries = [entry for comparison in comparisons for entry in comparison.supports]
    for reason in reasons:
        counts[f"unknown_{reason.code}"] += 1
    for comparison in comparisons:
        counts.update(_difference_counts(comparison))
        counts.update(_word_counts(comparison))
    found: dict[str, float] = dict(counts)
    total = sum(entry.weight for entry in entries) or 1.0
    near = _nearness(comparisons)
    found["uncovered"] = 1 - sum(entry.weight * CREDIT[entry.found] for entry in entries) / total
    found["out_of_context"] = 1 - sum(e.weight * e.context for e in entries) / total
    found["new_pairs"] = _new_pairs(claim, sources)
    found["strayed_words"] = (1 - near) * counts["far_words"]
    found["foreign_names"] = (1 - near) * counts["missing_names"]
    return found


def _difference_counts(comparison: Comparison) -> Counter[str]:
    how = "close" if comparison.covered >= _WELL_COVERED else "loose"
    counts = Counter(f"{how}_{reason.code}" for reason in comparison.differences)
    if comparison.covered >= _WHOLLY_COVERED:
        counts["tight_differences"] = len(comparison.differences)
    return counts


def _word_counts(comparison: Comparison) -> Counter[str]:
    counts: Counter[str] = Counter()
    numbers = {word.start: number for number, word in enumerate(comparison.said)}
    for entry in comparison.supports:
        counts.update(_kinds(entry, comparison.said, numbers[entry.word.start]))
    if _opens_with_pronoun(comparison.said):
        counts["open_pronouns"] += 1
    return counts


def _kinds(entry: Support, said: Sequence[Word], number: int) -> list[str]:
    """Under which counts one word falls."""
    sort = "date" if entry.word.sort in ("weekday", "month") else entry.word.sort
    if entry.found == "same":
        return [] if entry.near else [f"far_{sort or 'word'}s"]
    if sort:
        return [f"missing_{sort}s"]
    if not _is_noun(said, number):
        return ["missing_other"]
    if entry.found == "sister":
        return ["sister_nouns"]
    return [] if entry.found else ["strange_nouns"]


def _is_noun(said: Sequence[Word], number: int) -> bool:
    """Whether a word is likely a noun here, by its senses, its ending and the word before."""
    word = said[number].text.lower()
    parts = senses_by_part(word)
    if not parts["n"] or word.endswith(("ly", "ing", "ed")):
        return False
    before = fold(said[number - 1].text) if number else ""
    if before in BEFORE_VERBS and parts["v"]:
        return False
    return parts["n"] * 1.2 >= max(parts["v"], parts["a"])


def _opens_with_pronoun(said: Sequence[Word]) -> bool:
    """Whether a sentence begins with somebody it does not name; "it is" may be nobody."""
    first = fold(said[0].text)
    if first == "it":
        return len(said) > 1 and fold(said[1].text) not in ("is", "was")
    return first in OPENING_PRONOUNS


def _nearness(comparisons: Sequence[Comparison]) -> float:
    """0 for a claim far from any source sentence, 1 for one that follows its sources closely."""
    if not comparisons:
        return 0.0
    mean = sum(comparison.covered for comparison in comparisons) / len(comparisons)
    return min(1.0, max(0.0, (mean - _FAR) / (_NEAR - _FAR)))


def _new_pairs(claim: Reading, sources: Sequence[Reading]) -> float:
    """How many words of the claim follow another word than in any source."""
    stored = {(one.term, other.term) for source in sources for one, other in pairwise(source.words)}
    return sum((one.term, other.term) not in stored for one, other in pairwise(claim.words))
