"""How a closed class of words is written down: one string, parted by white space."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the words of a listing."""
    return frozenset(words.split())
