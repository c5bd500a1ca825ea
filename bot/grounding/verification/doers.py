"""Whether the one whom a claim makes the doer of a verb is its doer in the sources.

Theory. A short sentence with its names swapped ("Berg sued Holm", "Holm sued Berg") shares all its
words with its source, and its alignment says nothing. So the verb is asked: of whom is it said? In
a claim that is the name right before it, auxiliaries, adverbs and what stands beside the name
aside. A source has the same verb of a name that stands anywhere before it in the sentence, unless
something else is said of what is only that name's ("an aide of Berg", "Berg's lawyer") or it
belongs to another clause's object; behind "by"; behind a verb of saying that follows a quotation;
or of a pronoun that means it. Where no sentence of the sources has the verb of that name, and one
has it of another, the claim is wrong.

Not judged are names that the sources have not, other voices ("was sued" for "sued"), verbs that no
source has, and sentences whose doer has no name. What two do with each other ("met", "married") is
said of both.

Known to fail: two names before the verb, of which the other is its object or another clause's; a
verb in other words.
"""

import re
from collections.abc import Iterator, Sequence

from bot.grounding.definite import is_verb
from bot.grounding.verification.pronouns import whom
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.vocabulary import AUXILIARIES, BE
from bot.text.lexicon import SAYING, base_forms, categories, senses_by_part
from bot.text.names import NameMention, same_name
from bot.text.words import fold, stem

_NOT_OF_ITSELF = re.compile(
    r"\b(?:of|for|with|against|to|from|at|in|on|about|and|or|between|by|than|like|near)\s+"
    r"(?:(?:the|[A-Z][\w.]*|[a-z]+)\s+){0,2}$"
)
_BY = re.compile(r"\bby\s+(?:(?:the|an?|[\w.-]+)\s+){0,4}$")
MUTUAL = frozenset(map(stem, ("meet", "met", "marry", "divorce", "wed")))
_SUBJECTS = frozenset(("he", "she", "they", "it", "we", "i"))
_OWNS = re.compile(r"['’]")
_BESIDE = re.compile(r",[^,;:.]{1,80},")


def wrong_doer(
    said: Sequence[Word], claim: Reading, sources: Sequence[Reading]
) -> Iterator[Reason]:
    """A reason for each verb of a claim's sentence that the sources have of somebody else."""
    for doer, verb in _deeds(said, claim):
        if not any(same_name(doer.text, name.text) for source in sources for name in source.names):
            continue
        told = [
            (source, word)
            for source in sources
            for number in source.where.get(verb.term, ())
            if _is_deed((word := source.words[number]).text)
        ]
        passive = _is_passive(claim, verb)
        if not told or any(_may_do(doer, *one, passive) for one in _nearest(told, said)):
            continue
        yield Reason("contradiction", "role", f"no source has “{verb.text}” of {doer.text}")


def _nearest(
    told: Sequence[tuple[Reading, Word]], said: Sequence[Word]
) -> list[tuple[Reading, Word]]:
    """Those of a verb's places whose sentences share the most other words with a claim's.

    "Berg said" stands all over an article; what matters is who said this.
    """
    claimed = {word.term for word in said if not word.stop and word.sort != "name"}
    shared = [
        len(claimed.intersection(source.words[n].term for n in source.sentences[verb.sentence]))
        for source, verb in told
    ]
    return [one for one, count in zip(told, shared, strict=True) if 2 * count > max(shared)]


def _deeds(said: Sequence[Word], claim: Reading) -> Iterator[tuple[NameMention, Word]]:
    """The names of a sentence that stand right before a verb, each with the verb."""
    begin, end = said[0].start, said[-1].end
    for name in claim.names:
        if not begin <= name.start < end or name.kind == "place":
            continue
        if not name.certain and base_forms(name.text):  # a word that only begins the sentence
            continue
        if _is_anothers(name, claim.text[begin:], begin):
            continue
        beside = _BESIDE.match(claim.text, name.end)
        after = beside.end() if beside else name.end
        words = (word for word in said if word.start >= after)
        verb = next(
            (w for w in words if fold(w.text) not in AUXILIARIES and not _is_adverb(w)), None
        )
        if verb is not None and not (verb.stop or verb.term in MUTUAL) and _is_deed(verb.text):
            yield name, verb


def _is_deed(word: str) -> bool:
    """Whether a word is a finite verb; a past ("voted") is one, be it mostly a noun otherwise."""
    past = word.islower() and word.endswith("ed") and word not in base_forms(word)
    return is_verb(word) or (past and senses_by_part(word)["v"] > 0)


def _is_adverb(word: Word) -> bool:
    return word.text.endswith("ly")


def _is_anothers(name: NameMention, text: str, begin: int) -> bool:
    """Whether a name only tells whose or of what something is, or belongs to a preposition."""
    behind = _OWNS.match(text, name.end - begin) is not None
    return behind or _NOT_OF_ITSELF.search(text[: name.start - begin]) is not None


def _may_do(doer: NameMention, source: Reading, verb: Word, passive: bool) -> bool:
    """Whether a source may have a verb of somebody, or does not tell."""
    if _is_passive(source, verb) is not passive:
        return True
    numbers = source.sentences[verb.sentence]
    begin, end = source.words[numbers[0]].start, source.words[numbers[-1]].end
    names = [each for each in source.names if begin <= each.start < end]
    text = source.text[begin:]
    before = [each for each in names if each.end <= verb.start]
    able = [each for each in before if not _is_anothers(each, text, begin)]
    if any(same_name(doer.text, each.text) for each in able):
        return True
    if any(_does_behind(each, source, verb) for each in names if same_name(doer.text, each.text)):
        return True
    words = [source.words[n] for n in numbers if source.words[n].end <= verb.start]
    pronoun = next((w for w in reversed(words) if fold(w.text) in _SUBJECTS), None)
    if pronoun is not None:
        meant = whom(source, pronoun) if fold(pronoun.text) in ("he", "she") else doer.text
        return not meant or same_name(meant, doer.text)
    return not able and not any(same_name(doer.text, each.text) for each in names)


def _does_behind(name: NameMention, source: Reading, verb: Word) -> bool:
    """Whether a name behind a verb is its doer: behind "by", or of words after their quotation."""
    if name.start < verb.end:
        return False
    between = source.text[verb.end : name.start]
    if _BY.search(between):
        return True
    spoken = re.search(r"[,\"”’]\s*$", source.text[: verb.start])
    return spoken is not None and SAYING in categories(verb.text) and len(between.split()) <= 4


def _is_passive(text: Reading, verb: Word) -> bool:
    """Whether a form of "be" stands right before a verb, adverbs aside."""
    words = [
        text.words[n] for n in text.sentences[verb.sentence] if text.words[n].end <= verb.start
    ]
    last = [fold(word.text) for word in words if not _is_adverb(word)][-1:]
    return bool(last) and last[0] in BE
