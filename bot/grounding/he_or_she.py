"""Which person "he" or "she" may be, among those that a text names.

Observed: of some 150 pronouns of news that were given the name of the one person in the sentence
before, a tenth were wrong: the name was of the other gender ("Carl Holm said he was sorry. Her
deputy ..."), or of somebody who only commented on what another did ("Lars Lind was jailed. The
mayor, Carl Holm, called it just. He burned down a school."), or stood beside what that person said
("“He wants to do right,” Holm said"). With the rules below 2 of 102 were, for which two came since.

How it works: a person may be meant unless title, given name (see genders) or, where these tell
nothing, the next "he" or "she" of the same sentence shows the other gender. Somebody who only
speaks or feels there is meant for sure only where nobody else who may be meant is told of around
("a man was jailed"), or where the sentence goes on with what he or she says. Nobody is whose gender
nothing tells, where somebody else of the pronoun's gender is named around.

Tried and left: taking the one person around whose gender fits, wherever he is named, was wrong in 2
of 20.

Where it fails: given names that the lists have for one gender only, and whoever does something as
the subject of the sentence before, when the one after goes back to somebody else of that gender.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.text.genders import PRONOUNS, Gender, gender, gender_of, is_given_name
from bot.text.lexicon import FEELING, PERSONS, SAYING, VERBS, base_forms, categories, senses_by_part
from bot.text.names import NameMention, name_mentions, same_name
from bot.text.saying import SAYS

_COMMENTING = frozenset({SAYING, FEELING})
_THINKS = r"(?:believe[sd]?|think|thinks|thought|expect|expects|expected|hope[sd]?|wishes|wished)"
_PRONOUN = re.compile(r"\b(?:he|his|him|himself|she|her|hers|herself)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_NEXT_WORD = re.compile(r"\s+([a-z]+)\b")
_ADVERBS = r"also|later|then|often|never|\w+ly"
_FIRST_VERB = re.compile(rf",?(?:\s+(?:{_ADVERBS}))*\s+([a-z]+)\b")
_VERB = re.compile(rf",?(?:\s+(?:{_ADVERBS}|has|have|had|will|would|is|was))*\s+([a-z]+)\b")
_APPOSITION = re.compile(r",[^,;:.“”\"]{1,80},")
_SAID_BY = re.compile(
    rf"\b{SAYS}\s+(?:(?!(?:of|about|to|in|on|at|for|by|and|that)\b)[\w’'.-]+\s+){{0,3}}$"
)
_SOMEBODY = re.compile(
    r"\b(?i:an?|the|one|another|his|her|their)\s+(?:[a-z0-9][\w-]*\s+){0,2}?(?P<noun>[a-z]+)\b"
    r"(?!['’-])"
)
_IS = re.compile(r"\b(?:is|was|be|been|being|became|becomes?|as|like)\s+(?:\w+ly\s+)?$")
_NAMED_AFTER = re.compile(r"(?:\s+(?:of|for|at|in|from)\s+[^,.;]{1,60})?,?\s+[A-Z]")
_NAMED_BEFORE = re.compile(r"[A-Z][\w.’'-]+,\s+(?:[^,.;]{1,60}\s+and\s+)?$")
_SAID_OF = re.compile(rf",?\s+{SAYS}\s+(?:that\s+)?(?P<word>he|she)\b")
_WORDS_OF = re.compile(r"(?:comments?|remarks?|words|statements?|speech|tweets?|post|message)\b")


def persons(sentence: str, before: Sequence[str]) -> list[NameMention]:
    """The mentions of a sentence that may be a person's name; a family name if `before` tells."""
    return [
        mention
        for mention in name_mentions(sentence)
        if not _ARTICLE.search(sentence[: mention.start])
        and not _goes_with_person(mention, sentence)
        and (
            mention.kind == "person"
            or (mention.kind == "" and (" " in mention.text or _is_family_name(mention, before)))
        )
    ]


def calls_somebody(text: str) -> bool:
    """Whether a text speaks of a man or a woman by a pronoun."""
    return _PRONOUN.search(text) is not None


def says_of_another(sentence: str, earlier: str) -> bool:
    """Whether "X said she ..." may be said of somebody whom the sentence before tells of.

    X is not told of there, and somebody else is whom the pronoun may mean.
    """
    for mention in persons(sentence, [earlier]):
        said = _SAID_OF.match(sentence, mention.end)
        if said is None:
            continue
        told = persons(earlier, [earlier])
        word = said["word"].lower()
        return not any(same_name(each.text, mention.text) for each in told) and any(
            may_be(word, each, earlier) for each in told
        )
    return False


def is_single(mentions: Sequence[NameMention]) -> bool:
    """Whether all mentions are of one name."""
    return bool(mentions) and all(same_name(mentions[0].text, each.text) for each in mentions[1:])


def may_be(word: str, mention: NameMention, sentence: str) -> bool:
    """Whether "he", "she", "his" or "her" may mean somebody whom a sentence mentions."""
    return _gender(mention, sentence) in ("", PRONOUNS[word])


def speaks(mention: NameMention, sentence: str) -> bool:
    """Whether the name stands right before a verb of saying, or after it at a clause's end."""
    before, after = sentence[: mention.start], sentence[mention.end :]
    if re.match(rf"\s+{SAYS}\b", after):
        return True
    return bool(re.match(r"[.,]", after) and _SAID_BY.search(before))


def is_doubtful(
    word: str, mention: NameMention, sentence: str, after: str, around: Sequence[str]
) -> bool:
    """Whether a pronoun behind `sentence` may rather mean somebody else than whom that mentions.

    That is so where somebody without a name stands in it too, or where the one mentioned only
    comments there and somebody else is told of in `around`; never where the sentence, `after` the
    pronoun `word`, goes on with what is said.
    """
    if _goes_on_saying(word, after):
        return False
    if unnamed(word, sentence):
        return True
    if not _comments(mention, sentence):
        return False
    others = (other for text in around for other in persons(text, []))
    return any(unnamed(word, text) for text in around) or any(
        not same_name(mention.text, other.text)
        and gender(other.text, other.title) in ("", PRONOUNS[word])
        for other in others
    )


def first_person(
    word: str, own: str, after: str, before: Sequence[str], around: Sequence[str]
) -> str:
    """The name that a pronoun most likely means: the first that fits, of the nearest sentence.

    `own` and `after` are its sentence's text before and behind it, `before` the sentences before.
    "" where none fits, or where it is a bystander's.
    """
    for text in (own, *reversed(before)):
        for mention in persons(text, before):
            if may_be(word, mention, text):
                doubtful = text != own and is_doubtful(word, mention, text, after, around)
                return "" if doubtful else mention.text
    return ""


def is_outdone(word: str, mention: NameMention, before: Sequence[str]) -> bool:
    """Whether nothing tells that "he" may mean somebody, and `before` names another who is a man.

    A family name's gender is that of the full name before it.
    """
    others = [other for text in before for other in persons(text, [])]
    own = [each for each in others if same_name(each.text, mention.text)]
    if any(gender(each.text, each.title) for each in (mention, *own)):
        return False
    rivals = (each for each in others if each not in own)
    return any(gender(each.text, each.title) == PRONOUNS[word] for each in rivals)


def unnamed(word: str, sentence: str) -> list[str]:
    """The singular nouns of a sentence for somebody without a name whom a pronoun may mean.

    Not those that tell what somebody named is: "The mayor, Anna Berg, ...", "Berg was a teacher".
    """
    return [
        found["noun"]
        for found in _SOMEBODY.finditer(sentence)
        if PERSONS in categories(found["noun"])
        and found["noun"] in base_forms(found["noun"])
        and senses_by_part(found["noun"])["n"] > senses_by_part(found["noun"])["v"]
        and gender_of(found["noun"]) in ("", PRONOUNS[word])
        and not _IS.search(sentence[: found.start()])
        and not _NAMED_AFTER.match(sentence, found.end())
        and not _NAMED_BEFORE.search(sentence[: found.start()])
    ]


def has_rival(mention: NameMention, sentence: str) -> bool:
    """Whether somebody else, of whom no more than a family name is known, does something too."""
    return any(
        other.kind == "" and " " not in other.text and _acts(other, sentence)
        for other in name_mentions(sentence)
        if not same_name(mention.text, other.text)
    )


def _goes_with_person(mention: NameMention, sentence: str) -> bool:
    """Whether a name only tells whose somebody is: "an Oslo Port Authority official"."""
    noun = _NEXT_WORD.match(sentence, mention.end)
    parts = senses_by_part(noun[1]) if noun else {}
    return noun is not None and PERSONS in categories(noun[1]) and parts["n"] > parts["v"]


def _is_family_name(mention: NameMention, before: Sequence[str]) -> bool:
    name = mention.text
    known = (m for sentence in before for m in name_mentions(sentence) if m.kind in ("person", ""))
    return any(
        m.text.endswith(f" {name}") or (m.kind == "person" and m.text == name) for m in known
    )


def _gender(mention: NameMention, sentence: str) -> Gender:
    known = gender(mention.text, mention.title)
    if known:
        return known
    next_one = _PRONOUN.search(sentence, mention.end)
    return PRONOUNS[next_one[0].lower()] if next_one else ""


def _comments(mention: NameMention, sentence: str) -> bool:
    beside = _APPOSITION.match(sentence, mention.end)
    verb = _VERB.match(sentence, beside.end() if beside else mention.end)
    return speaks(mention, sentence) or (verb is not None and _is_comment(verb[1]))


def _is_comment(verb: str) -> bool:
    said = re.fullmatch(rf"{SAYS}|{_THINKS}", verb) is not None
    return said or not categories(verb).isdisjoint(_COMMENTING)


def _goes_on_saying(word: str, after: str) -> bool:
    if PRONOUNS[word] != word:  # "his", "her"
        return bool(re.match(rf"\s+(?:\w+\s+)?{_WORDS_OF.pattern}", after))
    verb = _VERB.match(after)
    return verb is not None and _is_comment(verb[1])


def _acts(mention: NameMention, sentence: str) -> bool:
    """Whether a single name that the dictionary does not know stands right before a verb."""
    if _ARTICLE.search(sentence[: mention.start]):
        return False
    known = categories(mention.text)
    if known and not is_given_name(mention.text) and (PERSONS not in known or not mention.certain):
        return False
    verb = _FIRST_VERB.match(sentence, mention.end)
    if verb is None or categories(verb[1]).isdisjoint(VERBS):
        return False
    parts = senses_by_part(verb[1])
    return parts["v"] >= parts["n"]
