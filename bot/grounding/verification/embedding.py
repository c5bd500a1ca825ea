"""What a source only speaks of must not be claimed as what it says.

Theory. A clause behind "that" is what somebody fears, hopes, demands or complains of, or what is
possible or untrue: "It is not true that the vote was rigged", "despite fears that it sinks". A
claim made of such a clause alone must have the word that governs it. Whether a word governs what is
so ("the fact that", "found out that", "it is true that") is its meaning: nouns of communication,
thought or feeling and adjectives do not, a few factive words aside; verbs of thinking and feeling
do not either (verbs of saying are told in attribution). Of the factive words, those that presuppose
a clause do so where they are denied, too ("did not know that"); those that give evidence for it do
not ("no evidence that", "nobody has shown that"). It need not where another sentence of the sources
states as much.

Known to fail: clauses without "that" ("she fears it sinks"), "if" and "whether".
"""

from collections.abc import Iterator

from bot.grounding.verification.alignment import Alignment
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import AUXILIARIES, DENIALS, NEGATIONS
from bot.text.lexicon import base_forms, categories, senses_by_part
from bot.text.listed import listed
from bot.text.words import fold

_SPOKEN_OF = frozenset((9, 10, 12))  # WordNet: nouns of thought, communication, feeling
_THOUGHT = frozenset((31, 37))  # verbs of thinking, feeling
_PRESUPPOSING = listed(
    "fact truth news knowledge discovery aware know discover realise realize recognise recognize"
    " remember regret"
)
_EVIDENTIAL = listed(
    "proof evidence confirmation true clear certain evident obvious sure find learn show prove"
    " reveal see mean establish confirm ensure"
)
_DENYING = NEGATIONS | DENIALS | listed("little few")
_FEWEST = 2  # content words of the claim in the clause
_FURTHEST = 5  # words from what governs a clause to its "that"


def unasserted(pair: Alignment) -> Iterator[Reason]:
    """A reason if a claim is only what a "that" of its source brings, without what governs it."""
    kept = [n for n in pair.back if not pair.stored[n].stop]
    if len(kept) < _FEWEST:
        return
    opens = [n for n in range(min(kept)) if fold(pair.stored[n].text) == "that"]
    governing = _governing(pair.stored[: opens[-1]]) if opens else None
    if governing is not None and governing.term not in {word.term for word in pair.said}:
        detail = f"the source only speaks of it (“{governing.text} that”)"
        yield Reason("contradiction", "attribution", detail)


def _governing(words: tuple[Word, ...]) -> Word | None:
    """The word that governs a clause behind these words, where that does not say it is so."""
    near = words[-_FURTHEST:]
    folded = [fold(word.text) for word in words]
    denied = any(word in _DENYING or word.endswith("n't") for word in folded)
    for word in reversed(near):
        if word.stop or word.sort or fold(word.text) in AUXILIARIES:
            continue
        forms = base_forms(word.text) | {fold(word.text)}
        parts, filed = senses_by_part(word.text), categories(word.text)
        adjective = parts["a"] > parts["n"] + parts["v"]
        if not forms.isdisjoint(_PRESUPPOSING):
            return None
        if not forms.isdisjoint(_EVIDENTIAL):
            return word if denied else None
        noun = parts["n"] >= parts["v"] and not filed.isdisjoint(_SPOKEN_OF)
        if adjective or noun or not filed.isdisjoint(_THOUGHT):
            return word
    return None
