"""A long sentence shortened: clauses are left out where that leaves a true statement.

Observed: newsroom sentences run to a hundred words where background, lists in brackets and several
statements are strung together; a reader takes in about TAKEN_IN, and more than MOST_WORDS is never
shown.

How it works: four kinds of parts can go, one after the other, the longest first, but none that has
a word of what was asked for itself:
 - what stands in brackets;
 - a relative clause that a comma opens and the end of the sentence closes ("..., which was built in
   1948.");
 - statements on the other side of a semicolon, if the rest is a sentence of its own;
 - above MOST_WORDS, items of a list (see enumerations).
Nothing is cut inside quotation marks, and no part goes that tells who said it, denies, limits or
sets a condition ("said", "not", "only", "unless"), since the rest would then say something else.
A statement beside a semicolon may deny or limit what it likes: the other does not rest on it.

Where it fails: a sentence whose parts are joined by "and" stays as long as it is, and is not shown
above MOST_WORDS, as are lists of bare names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.grounding.enumerations import of_open_list, same_form
from bot.text.lexicon import senses_by_part
from bot.text.quotations import quotation_spans
from bot.text.words import content_terms

MOST_WORDS = 60
TAKEN_IN = 45  # words

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_RELATIVE = re.compile(r",\s+(?:which|who|whose|where|including)\b[^;]*?(?=[.!]?[\"”’]?$)", re.I)
_SEMICOLON = re.compile(r";\s+")
_TELLS = re.compile(
    r"\b(?:said|says|say|told|according|claim\w*|argu\w*|alleg\w*|report\w*|warn\w*|announc\w*"
    r"|den(?:y|ied|ies)|suggest\w*|believ\w*|estimat\w*)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"n['’]t\b|\b(?:not|never|no|nor|neither|none|without|only|except|but|if|unless|until|despite"
    r"|although|though|however|whether|may|might|could|would)\b",
    re.IGNORECASE,
)
_LOOSE_COMMA = re.compile(r"\s*[,;](?=\.$)")
_OPENS_STATEMENT = re.compile(r"(?:the|an?|in|on|at|by|some|many|most|one|two|three|[^\W\d_a-z])\b")


def shortened(text: str, asked: frozenset[str] = frozenset()) -> str | None:
    """`text` in MOST_WORDS words or fewer, None where that cannot be.

    No part goes that has a content term of `asked` for itself; of the others the longest is first.
    """
    while _too_long(text, asked):
        cuts = [cut for cut in _cuts(text) if not _loses(text, cut, asked)]
        if not cuts:
            break
        text = _without(text, *max(cuts, key=lambda cut: cut[1] - cut[0]))
    return text if len(text.split()) <= MOST_WORDS else None


def _loses(text: str, cut: tuple[int, int], asked: frozenset[str]) -> bool:
    """Whether a term that was asked for stands in a part and not in the rest."""
    part, rest = text[slice(*cut)], f"{text[: cut[0]]} {text[cut[1] :]}"
    return not asked.intersection(content_terms(part)).issubset(content_terms(rest))


def _too_long(text: str, asked: frozenset[str]) -> bool:
    """Whether it is above MOST_WORDS, or holds what was asked only after TAKEN_IN words."""
    words = text.split()
    if len(words) > MOST_WORDS or len(words) <= TAKEN_IN:
        return len(words) > MOST_WORDS
    late = asked.intersection(content_terms(" ".join(words[TAKEN_IN:])))
    return not late.issubset(content_terms(" ".join(words[:TAKEN_IN])))


def _cuts(text: str) -> list[tuple[int, int]]:
    """What can go without saying something else."""
    quoted = quotation_spans(text)
    found = [match.span() for match in _BRACKETS.finditer(text)]
    found += [match.span() for match in _RELATIVE.finditer(text)]
    if len(text.split()) > MOST_WORDS:
        found += [*same_form(text), *of_open_list(text)]
    found = [span for span in found if not _HOLDS.search(text[slice(*span)])]
    return [
        span
        for span in (*found, *_beside_semicolons(text))
        if _is_whole(text, span, quoted) and not _TELLS.search(text[slice(*span)])
    ]


def _is_whole(text: str, span: tuple[int, int], quoted: Iterable[tuple[int, int]]) -> bool:
    """Whether a part ends inside no quotation; one in brackets may be gone with them."""
    start, end = span
    bracketed = text[start:end].lstrip().startswith(("(", "["))
    return all(
        end <= left or right <= start or (bracketed and start < left and right < end)
        for left, right in quoted
    )


def _beside_semicolons(text: str) -> list[tuple[int, int]]:
    """What stands before or after a semicolon where the other side is a sentence of its own."""
    cuts = []
    for match in _SEMICOLON.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _is_statement(before):
            cuts.append((match.start(), len(text)))
        if _is_statement(after) and _OPENS_STATEMENT.match(after):
            cuts.append((0, match.end()))
    return cuts


def _is_statement(part: str) -> bool:
    """Whether a part has a verb that may be finite, and brackets that are all closed."""
    if part.count("(") != part.count(")"):
        return False
    return any(_is_finite(word) for word in re.findall(r"[a-z]+", part))


def _is_finite(word: str) -> bool:
    if word in ("is", "are", "was", "were", "has", "had", "have", "will", "can", "did", "does"):
        return True
    used = senses_by_part(word)
    return word.endswith(("ed", "s")) and used["v"] > 2 * used["n"]


def _without(text: str, start: int, end: int) -> str:
    """Leave out a part; the rest begins with a capital and ends with a stop."""
    rest = _LOOSE_COMMA.sub("", f"{text[:start]}{text[end:]}".strip())
    rest = rest if rest.endswith((".", "!", "”", '"', "’")) else f"{rest.rstrip(' ,;:')}."
    return rest[0].upper() + rest[1:]
