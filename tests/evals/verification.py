"""How well claims are verified, beside the simple method: one table.

    python -m tests.evals.verification [FOLDER]

FOLDER holds grounding_dev.jsonl and stories_dev.jsonl. The labelled claims are scored by balanced
accuracy of the score cut at .5 (SummEdits, DeFacto) and by which of two twins scores higher (BUMP).
The simple method is the share of a claim's words, by their rarity in all sources, that stand in
its source, halved for each number or name that does not; its cut is the best one on the other half
of the documents. "By document" fits our weights without the documents that they score; "shipped"
uses the weights in the code, which have seen these documents. The built claims are scored by
whether they would be shown.
"""

import hashlib
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.grounding.verify import Source, verify
from bot.text.names import name_mentions
from bot.text.numbers import number_mentions
from bot.text.words import content_terms
from tests.evals import verification_fit
from tests.evals.claims import PUBLISHED, BuiltClaim
from tests.evals.verification_data import DATA, Labelled, built, labelled

BALANCED = ("summedits_news", "defacto")
_TRUE_WAYS = ("stored", "clause left out", "pronoun made a name", "date made absolute")
_FACTS = ("number changed", "date changed", "name changed")
_QUALIFIER = "qualifier dropped"  # told apart: its figure came after the others' targets


def simple_scores(claims: Sequence[Labelled]) -> list[float]:
    """Coverage by rarity with a check of numbers and names: what a quarter of an hour gives."""
    seen: Counter[str] = Counter()
    documents = {claim.document for claim in claims}
    for document in documents:
        seen.update(set(content_terms(document)))
    return [_simple(claim, seen, len(documents)) for claim in claims]


def _simple(claim: Labelled, seen: Counter[str], documents: int) -> float:
    said = content_terms(claim.claim)
    known = set(content_terms(claim.document))
    rarity = {term: math.log((documents + 1) / (seen[term] + 0.5)) for term in said}
    covered = sum(rarity[term] for term in said if term in known) / (sum(rarity.values()) or 1.0)
    numbers = {number.value for number in number_mentions(claim.document)}
    wrong = sum(number.value not in numbers for number in number_mentions(claim.claim))
    wrong += sum(not set(content_terms(name.text)) <= known for name in name_mentions(claim.claim))
    return covered * 0.5**wrong


def balanced(claims: Sequence[Labelled], scores: Sequence[float], corpus: str, cut: float) -> float:
    """The mean of the shares of true claims from the cut on and of false ones below it."""
    pairs = [(c.true, s) for c, s in zip(claims, scores, strict=True) if c.corpus == corpus]
    true = [score >= cut for label, score in pairs if label]
    false = [score < cut for label, score in pairs if not label]
    return (sum(true) / len(true) + sum(false) / len(false)) / 2


def pairwise_accuracy(claims: Sequence[Labelled], scores: Sequence[float]) -> float:
    """How often the true twin scores higher; a tie is half."""
    twins: dict[str, dict[bool, float]] = defaultdict(dict)
    for claim, score in zip(claims, scores, strict=True):
        if claim.group:
            twins[claim.group][claim.true] = score
    wins = [(t[True] > t[False]) + (t[True] == t[False]) / 2 for t in twins.values() if len(t) > 1]
    return sum(wins) / len(wins)


def balanced_by_halves(claims: Sequence[Labelled], scores: Sequence[float], corpus: str) -> float:
    """Balanced accuracy with the cut that is best on the other half of the documents."""
    halves: list[tuple[list[Labelled], list[float]]] = [([], []), ([], [])]
    for claim, score in zip(claims, scores, strict=True):
        half = halves[hashlib.sha256(claim.document.encode()).digest()[0] % 2]
        half[0].append(claim)
        half[1].append(score)
    found = []
    for here, there in (halves, halves[::-1]):
        cut = max(set(there[1]), key=lambda cut: balanced(*there, corpus, cut))
        found.append(balanced(*here, corpus, cut))
    return sum(found) / 2


def shown(claims: Sequence[BuiltClaim]) -> dict[str, tuple[int, float]]:
    """For each way of building: how many claims there are, and the share that would be shown."""
    counts: dict[str, list[bool]] = defaultdict(list)
    for claim in claims:
        verdict = verify(claim.claim, [Source(claim.source, PUBLISHED)])
        counts[claim.way].append(verdict.supported)
    return {way: (len(seen), sum(seen) / len(seen)) for way, seen in counts.items()}


def print_labelled(claims: Sequence[Labelled], folder: Path) -> None:
    """One line a set: the simple method, ours by document, ours as shipped."""
    simple = simple_scores(claims)
    by_document = verification_fit.scores_by_document(claims, folder)
    shipped = [verify(c.claim, [Source(s) for s in c.sources]).score for c in claims]
    print(f"{'labelled claims':32}{'simple':>8}{'by document':>13}{'shipped':>9}")
    for corpus in BALANCED:
        line = [balanced_by_halves(claims, simple, corpus)]
        line += [balanced(claims, scores, corpus, 0.5) for scores in (by_document, shipped)]
        print(f"{corpus + ' balanced accuracy':32}{line[0]:8.3f}{line[1]:13.3f}{line[2]:9.3f}")
    pairs = [pairwise_accuracy(claims, scores) for scores in (simple, by_document, shipped)]
    print(f"{'bump pairwise accuracy':32}{pairs[0]:8.3f}{pairs[1]:13.3f}{pairs[2]:9.3f}")


def print_built(claims: Sequence[BuiltClaim]) -> None:
    """One line a way of building, then the sums that the targets are about."""
    found = shown(claims)
    print(f"\n{'built claims':32}{'n':>8}{'right':>9}")
    for way, (count, share) in found.items():
        print(f"{way:32}{count:8}{share if way in _TRUE_WAYS else 1 - share:9.3f}")
    _print_sum("true ones refused", found, lambda way: way in _TRUE_WAYS, 1.0)
    _print_sum("a fact changed, caught", found, lambda way: way in _FACTS, 1.0)
    others = {*found} - {*_TRUE_WAYS, *_FACTS, _QUALIFIER}
    _print_sum("other falsehoods, caught", found, lambda way: way in others, 1.0)


def _print_sum(
    title: str, found: dict[str, tuple[int, float]], wanted: Callable[[str], bool], whole: float
) -> None:
    chosen = [entry for way, entry in found.items() if wanted(way)]
    total = sum(count for count, _ in chosen)
    share = sum(count * share for count, share in chosen) / max(1, total)
    print(f"{title:32}{total:8}{whole - share:9.3f}")


def main() -> None:
    """Print both tables and the time a check takes."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    print_labelled(labelled(folder), folder)
    claims = built(folder)
    start = time.perf_counter()
    print_built(claims)
    print(
        f"\n{(time.perf_counter() - start) / len(claims) * 1000:.1f} ms a check, articles read anew"
    )


if __name__ == "__main__":
    main()
