"""Words of a claim that nothing in its source means: what may not be shown, whatever the score.

Theory. Where a sentence follows its source word for word, what was changed was changed for a
reason, and one word makes it false: "loan" for "bond", "weeks" for "days", one adjective more. So
a word that stands in the place of others there must mean the same as one of them, and a word put
in must stand nearby. In a freer sentence each word must at least have kin in the sources. Words of
saying are no part of what is said, and facts have their own checks.

Known to fail: a true paraphrase in words that WordNet does not join ("posting", "sharing") is
refused, and a false one made of words that stand nearby passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment, Edit
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.support import Support
from bot.grounding.verification.vocabulary import SPEECH
from bot.text.lexicon import relation
from bot.text.words import fold

_FOLLOWS = 0.7  # share of the words in order from which on a sentence follows its source
_SAME = frozenset(("same", "synonym", "derived"))
_KIN = _SAME | {"general"}  # what is said of a dog is said of an animal


def strange(pair: Alignment | None, supports: Sequence[Support]) -> Iterator[Reason]:
    """One reason for each word that is strange to the sources, or to the place where it stands."""
    near = {entry.word.start for entry in supports if entry.near}
    changed = _changed(pair, near) if pair and pair.frame_in_order >= _FOLLOWS else set()
    for entry in supports:
        word = entry.word
        if word.sort or fold(word.text) in SPEECH:
            continue
        if entry.found not in _KIN or word.start in changed:
            yield Reason("uncovered", "word", f"the sources do not say “{word.text}”")


def _changed(pair: Alignment, near: set[int]) -> set[int]:
    """Where the words begin that were put in, or put in another's place without its meaning."""
    return {
        word.start
        for edit in pair.edits
        for word in edit.said
        if not word.stop and not _stands_for(word, edit, near)
    }


def _stands_for(word: Word, edit: Edit, near: set[int]) -> bool:
    others = [other for other in edit.stored if not other.stop and not other.sort]
    if not others:
        return word.start in near
    return any(relation(word.text, other.text) in _SAME for other in others)
