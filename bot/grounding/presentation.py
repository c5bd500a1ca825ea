"""How a stored sentence is shown: whole, or with a clause left out, and only if it stands alone.

Observed: newsroom sentences run to a hundred words where speech and background are strung
together; a phone shows about forty. What opens a sentence with a connective ("However, ...")
stands as well without it.

How it works: the connective is left out; a sentence of more than MOST_WORDS is cut before its last
relative clause that a comma opens and its end closes ("..., which was built in 1948."), as often as
needed, and is not shown when that does not bring it under the limit. Nothing is cut inside
quotation marks, nor a clause that tells who said it; what limits a statement ("if", "unless") is no
relative clause.
"""

from __future__ import annotations

import re

from bot.grounding.dating import dated
from bot.grounding.standing import stands_alone, without_lead_in
from storage.records import Article

MOST_WORDS = 60

_SPACE = re.compile(r"\s+")
_CLAUSE = re.compile(
    r",\s+(?:which|who|whose|where|including)\b(?!.*\b(?:said|says|told|according)\b)",
    re.IGNORECASE,
)


def shown(sentence: str, language: str = "en") -> str | None:
    """The words in which `sentence` can be shown, None where it cannot."""
    text = without_lead_in(_SPACE.sub(" ", sentence).strip())
    if not stands_alone(text, language):
        return None
    return _shortened(text)


def with_dates(text: str, article: Article) -> str:
    """`text` with its relative dates resolved, unless that makes it too long."""
    said = dated(text, article.published, article.language)
    return said if len(said.split()) <= MOST_WORDS else text


def _shortened(text: str) -> str | None:
    while len(text.split()) > MOST_WORDS:
        cuts = [match.start() for match in _CLAUSE.finditer(text)]
        if not cuts or _in_quotes(text, cuts[-1]):
            return None
        text = text[: cuts[-1]] + "."
    return text


def _in_quotes(text: str, at: int) -> bool:
    """Whether a quotation is open at `at`, or opens after it and would be cut off."""
    before, after = text[:at], text[at:]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”") or '"' in after
