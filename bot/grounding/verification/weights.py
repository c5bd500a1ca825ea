"""What each feature takes from a claim's score: a logistic model with no positive weight.

Fitted by tests/evals/verification_fit.py on labelled and built claims; figures by document are in
tests/evals/verification.py. A claim that says nothing but what its source sentence says has only
the intercept.
"""

from collections.abc import Mapping
from math import exp

WEIGHTS: Mapping[str, float] = {
    "uncovered": -1.202,
    "new_pairs": -0.020,
    "strayed_words": -0.130,
    "missing_names": -0.546,
    "unknown_name": -0.810,
    "unknown_number": -0.973,
    "unknown_date": -1.397,
    "close_antonym": -1.800,
    "close_negation": -1.457,
    "close_number": -0.676,
    "close_date": -0.703,
    "open_pronouns": -1.424,
    "sister_nouns": -0.665,
    "strange_nouns": -0.124,
    "tight_differences": -0.603,
}
INTERCEPT = 1.095


def score(features: Mapping[str, float]) -> float:
    """How likely a claim with these features is true, where true and false are equally many."""
    total = INTERCEPT + sum(weight * features.get(name, 0.0) for name, weight in WEIGHTS.items())
    return 1 / (1 + exp(-total))
