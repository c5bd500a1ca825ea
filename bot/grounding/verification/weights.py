"""What each feature takes from a claim's score: a logistic model with no positive weight.

Fitted by tests/evals/verification_fit.py on labelled and built claims; figures by document are in
tests/evals/verification.py. A claim that says nothing but what its source sentence says has only
the intercept.
"""

from collections.abc import Mapping
from math import exp

WEIGHTS: Mapping[str, float] = {
    "uncovered": -1.644,
    "new_pairs": -0.017,
    "strayed_words": -0.134,
    "missing_names": -0.569,
    "unknown_name": -0.625,
    "unknown_number": -0.931,
    "unknown_date": -1.431,
    "close_antonym": -1.464,
    "close_negation": -1.511,
    "close_number": -0.823,
    "close_date": -0.744,
    "open_pronouns": -1.404,
    "sister_nouns": -0.645,
    "strange_nouns": -0.143,
    "tight_differences": -0.572,
}
INTERCEPT = 1.151


def score(features: Mapping[str, float]) -> float:
    """How likely a claim with these features is true, where true and false are equally many."""
    total = INTERCEPT + sum(weight * features.get(name, 0.0) for name, weight in WEIGHTS.items())
    return 1 / (1 + exp(-total))
