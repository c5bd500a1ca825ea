"""Nouns with "the" that point back to what an article told before.

Observed: of 500 shown sentences that were read by eye, none had a subject that was an unclear
pronoun, and 32 misled without their neighbours. In most of them a noun with "the" stood for what
nobody had named: "The company declined", "In the city, ...", "Despite the limitations, ...".

How it works: looked at are the subject that opens a sentence and the phrase before its first comma.
Where that is "the" and a few words without a name, a preposition ("the port of Oslo"), a
superlative or an ordinal among them, nothing there says which. It is known all the same where the
question named it or a name of the question stands in the sentence, where the article's sentences
shown before have it, and where there is one for everybody ("the government", in most texts that of
their country). What is not known costs a sentence its place rather than forbids it (see selection),
since most of them are understood well enough; of persons and bodies of people, whose name matters
most, the sentence before is shown first where it names them (see antecedent). Outside quotation
marks, what is pointed at anywhere ("this trend", "the two battles", "at the time", "more than
that", "..., the study found") must stand before it in the sentence, else it is not shown beside
others; nor is "To the east ..." or a person whom only a name of something else tells ("The Oslo
singer").

Where it fails: what is explained later in the sentence ("The ferry, built in Oslo, ..."); "the" for
a whole kind ("The tiger is rare"); nouns without "the" that point back ("Members must be ...") and
family names alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.standing import unquoted
from bot.text.irregular import irregular_forms
from bot.text.lexicon import GROUPS, PERSONS, TIMES, categories, senses_by_part
from bot.text.listed import listed
from bot.text.words import content_terms

LONGEST_NOUN = 5  # words of "the late-night TV host and comedian"

_SOMEBODY = frozenset({GROUPS, PERSONS})
_INTRODUCES = (
    r"(?:In|On|At|By|During|After|Before|Since|From|For|With|Without|Under|Until|As|When|While"
    r"|Despite|Although|Though|Because|Last|This|Earlier|Later)"
)
_OPENS_WITH_NOUN = re.compile(  # "The company ...", "In 2024, the league ..."
    rf"[\s\"“(]*(?:{_INTRODUCES}\s+(?:[\w’'-]+\s+){{0,8}}[\w’'-]+,\s+)?[Tt]he\s+(?=[\w-]*[a-z])"
)
_LEAD = re.compile(  # "In the city, ...", "As part of the new law, ...", "Reason for the law: ..."
    r"\W*[A-Z]\w*\s+(?:\w+\s+(?:of\s+)?)?the\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*){0,3})[,:]\s"
)
_POINTED_AT = re.compile(  # "this trend", "the two battles"
    r"\b(?:(?:[Tt]his|[Tt]hese)(?=\s[a-z])(?!\s(?:as|who|are|is|was|were|time|point|past|coming|early|late)\b)"
    r"|(?P<counted>[Tt]he\s(?:two|three|four|five|six)))\s(?P<noun>[a-z][\w-]+)(?!\sof\b)"
)
_THAT_TIME = re.compile(
    r"\b(?:in|during|of|at|over|throughout|by|from|for|since|until)\s"
    r"(?:(?:this|that)\s(?:period|era|time|stage|age)|the\stime)\b(?!\s(?:of|that|when|to)\b)"
)
_SAID_BY = re.compile(  # by a text, not by somebody: "..., the study found"
    r",[”\"]? the (?P<noun>study|report|survey|poll|analysis|review|paper|article|post|letter"
    r"|statement|document|lawsuit|complaint|indictment) (?:said|says|found|finds|showed|shows)\b"
)
_THAT = re.compile(r"\b(?:than|of|about|for|like|to|from|by|with|after|before) that(?=[.,:;]|$)")
_SIDE = re.compile(r"To the (?:north|south|east|west)(?:east|west)?,?\s(?!of\b)")
_PERSON_OF = re.compile(  # "The Oslo singer ...", not "The Oslo singer Anna Berg ..."
    r"The (?:[“\"‘'][^”\"’']+[”\"’']|[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*) (?P<noun>[a-z][\w-]+)"
    r"(?!,| [A-Z])\b"
)
_TELLS_WHEN = re.compile(
    r"\d{4}|\b(?:when|as|after|before|while|if|during|said|told|says)\b|day\b", re.I
)
_NAME = re.compile(r"(?<=[\w,] )[^\W\d_a-zß-öø-ÿ][\w’'-]+")
_FINITE = listed(
    "is was has had will would can could may might must became began does did are were have do"
)
_AGED = re.compile(r"\d+-year-old")
_SAYS_WHICH = re.compile(
    r"\b(?:of|in|for|to|with|on|from|at|by|about|who|which|that|first|last|only|most|\w+est"
    r"|second|third|\w+th|\d+)\b"
)
_COMPLETES = listed("to by in at from for on with as")
_ONLY_ONE = listed(
    "government president police public world sun moon earth sky sea weather internet web press"
    " media military army navy economy country nation pope king queen parliament end rest"
    " majority number past future answer result winner poor rich elderly unemployed"
)


def somebody(sentence: str) -> str:
    """What a subject without a name says of a person or a body of people: "late-night TV host"."""
    noun = _subject(sentence)
    if not noun or not (_AGED.fullmatch(noun[-1]) or _SOMEBODY.intersection(categories(noun[-1]))):
        return ""
    return " ".join(noun)


def points_back(sentence: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The content terms of the nouns that point back; empty where none does.

    `known` are content terms that a reader has in mind ("the ministry", asked about a ministry).
    """
    if _is_anchored(sentence, known):
        return frozenset()
    lead = _LEAD.match(sentence)
    nouns = [" ".join(_subject(sentence)), lead["noun"] if lead else ""]
    return frozenset(
        term
        for noun in nouns
        if noun and not is_clear(noun) and known.isdisjoint(terms := content_terms(noun))
        for term in terms
    )


def points_at(sentence: str) -> frozenset[str]:
    """The content terms of what is pointed at ("this trend", "at the time") and not told before."""
    found: set[str] = set()
    bare = unquoted(sentence)
    for match in _POINTED_AT.finditer(bare):
        before, noun = sentence[: match.start()], match["noun"]
        counted = match["counted"] and len(_NAME.findall(f" {before}")) > 1
        if not counted and TIMES not in categories(noun):
            found |= _not_told(noun, before)
    for match in _SAID_BY.finditer(bare):
        found |= _not_told(match["noun"], sentence[: match.start()])
    if _THAT.search(bare):
        found.add("that")
    person = _PERSON_OF.match(sentence)
    if person and PERSONS in categories(person["noun"]):
        found.update(content_terms(person["noun"]))
    if _SIDE.match(sentence):
        found.add("side")
    time = _THAT_TIME.search(bare)
    if time and not _TELLS_WHEN.search(sentence[: time.start()]):
        found.add(time[0])
    return frozenset(found)


def _not_told(noun: str, before: str) -> frozenset[str]:
    return frozenset(content_terms(noun)).difference(content_terms(before))


def _is_anchored(sentence: str, known: frozenset[str]) -> bool:
    """Whether a name that is known stands in it, unless only a noun tells of whom it is."""
    names = " ".join(_NAME.findall(sentence))
    return not (known.isdisjoint(content_terms(names)) or somebody(sentence))


def is_clear(noun: str) -> bool:
    """Whether a noun says which one is meant, or there is but one, or it is a time."""
    head = noun.rpartition(" ")[2]
    return bool(_SAYS_WHICH.search(noun)) or head in _ONLY_ONE or TIMES in categories(head)


def _subject(sentence: str) -> Sequence[str]:
    """The words of a subject of "the" and a noun; empty where it is another, or has a name."""
    opens = _OPENS_WITH_NOUN.match(sentence)
    words = sentence[opens.end() :].split(maxsplit=LONGEST_NOUN + 1) if opens else []
    noun = _before_comma(words) or until_verb(words)
    if _may_be_participle(words[len(noun) :]):
        return ()
    named = any(word.istitle() for word in noun)
    return () if named or len(noun) > LONGEST_NOUN else noun


def _before_comma(words: Sequence[str]) -> Sequence[str]:
    """The words of a noun that is explained after a comma, by no name ("The move, coming ...")."""
    for at, word in enumerate(words[:-1]):
        if is_verb(word):
            break
        if word.endswith(","):
            return () if words[at + 1].istitle() else [*words[:at], word[:-1]]
    return ()


def _may_be_participle(words: Sequence[str]) -> bool:
    """Whether what looks like a verb may tell which one is meant, and another verb follows.

    "The bridge opened by Anna Berg is ...", "the time required to cross it is ...".
    """
    if len(words) < 2 or not words[0].endswith("ed"):
        return False
    completes, *later = " ".join(words[1:]).split()
    return completes in _COMPLETES and any(is_verb(word) for word in later)


def until_verb(words: Sequence[str]) -> Sequence[str]:
    """The words before the first finite verb; empty where there is none."""
    ends = (at for at, word in enumerate(words) if is_verb(word))
    return words[: next(ends, 0)]


def is_verb(word: str) -> bool:
    """Whether a word is most likely a finite verb ("is", "opened", "sank", "provides")."""
    if word in _FINITE:
        return True
    used = senses_by_part(word)
    inflected = word.endswith(("ed", "s")) or word in irregular_forms()
    return word.islower() and inflected and used["v"] > used["n"]
