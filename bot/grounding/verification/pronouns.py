"""Whom a pronoun of a source means, as far as a claim may put a name in its place.

Theory. It is what would be shown in the pronoun's place (see antecedent), so that answers and
checks agree; where that is silent, the first person before it whom it may mean (see he_or_she).

Known to fail: an object behind two names.
"""

import re
from collections.abc import Iterator

from bot.grounding.antecedent import antecedent
from bot.grounding.he_or_she import first_person
from bot.grounding.standing import speaking_pronoun, subject_pronoun
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.vocabulary import OF_PERSONS, PERSONAL
from bot.text.lexicon import base_forms, senses_by_part
from bot.text.names import NameMention, name_mentions
from bot.text.words import fold, is_stop, tokens

_AROUND = 4000  # characters before its sentence that tell who else there is
_BACK = 3  # sentences, the pronoun's own included, in which it finds its name


def whom(source: Reading, pronoun: Word) -> str:
    """Whom or what a pronoun means: a name before it, of the nearest sentence that has any.

    Where he or she is meant, what would be shown in the pronoun's place (see antecedent), else the
    first person that it may be (see he_or_she); "" where nothing shows it.
    """
    begin, end = _span(source, pronoun.sentence)
    first = max(0, pronoun.sentence - _BACK + 1)
    near = [slice(*_span(source, number)) for number in range(first, pronoun.sentence)]
    before = [source.text[span] for span in near]
    own, after = source.text[begin : pronoun.start], source.text[pronoun.end : end]
    if fold(pronoun.text) not in OF_PERSONS:
        names = (name for text in (own, *reversed(before)) for name in _sure_names(text))
        return next((name.text for name in names), "")
    around = (source.text[max(0, begin - _AROUND) : begin],)
    sentence = source.text[begin:end]
    asked = speaking_pronoun(sentence) or subject_pronoun(sentence)
    its_own = asked is not None and begin + asked.start() == pronoun.start
    shown = antecedent(sentence, before, around) if its_own else None
    if shown is not None and not _has_pronoun(own):
        return shown.text
    if _is_object(pronoun, after) and len(set(_sure_names(own))) == 1:
        own = ""  # the only name before an object is its subject: "Berg warned her"
    return first_person(fold(pronoun.text), own, after, before, around)


def _is_object(pronoun: Word, after: str) -> bool:
    """Whether "him", or "her" with no noun behind it, is what a verb has as its object."""
    behind = re.match(r"\s+(\w+)", after)
    alone = behind is None or is_stop(behind[1]) or not senses_by_part(behind[1])["n"]
    return fold(pronoun.text) == "him" or (fold(pronoun.text) == "her" and alone)


def _span(source: Reading, sentence: int) -> tuple[int, int]:
    """The offsets of a sentence, with all that stands before the next."""
    starts = [source.words[numbers[0]].start for numbers in source.sentences]
    starts.append(len(source.text))
    return starts[sentence], starts[sentence + 1]


def _sure_names(text: str) -> Iterator[NameMention]:
    """The names of a text, not the words of the dictionary that only begin a sentence."""
    return (name for name in name_mentions(text) if name.certain or not base_forms(name.text))


def _has_pronoun(text: str) -> bool:
    return any(fold(token.text) in PERSONAL for token in tokens(text))
