"""Which persons an answer told of, and whether its text calls them "he" or "she".

Observed: a follow-up's "he" means somebody whom the last answer named, in a sentence or in the
title above it. Most names of news stand in no list; what gives a person away is a title or a trade
before the name ("union leader Anna Berg"), a trade beside it ("The mayor, Anna Berg, ..."), and
the pronouns of the sentences after it.

How it works: a name counts as a person's where it has a title, where a trade stands before or
beside it, or where it reads like a person's in full (see full_names); a trade that is capitalised
with it ("Striker Carl Holm") is cut off. A family name alone is the person whose full name the
article has. "he" or "she" is told, outside quotation marks, by
 - a title or a trade of one gender ("Mrs", "spokeswoman");
 - the pronouns behind the name, where it is the only one of its sentence, all are of one gender,
   and none of it stands before the name;
 - a pronoun as subject of the next sentence, where the name was the subject of this one; where it
   speaks here, only a pronoun that speaks there.
Where these disagree, what is CLEAR times as frequent holds. A given name that is a man's or a
woman's only (see bot.text.genders) tells it too; against the text, nothing is told.

Where it fails: firms and teams that read like persons; a person of whom the text tells only by
somebody else's pronoun ("Berg resigned after the storm that ruined her").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.grounding.claims import Answer, Claim, Exchange, Person
from bot.grounding.full_names import MOST_WORDS, person_name
from bot.grounding.standing import subject_pronoun, unquoted
from bot.text.genders import PRONOUNS, gender, gender_of
from bot.text.lexicon import PERSONS, base_forms, categories, is_trade, senses_by_part
from bot.text.names import NameMention, name_mentions, same_name
from bot.text.saying import SAYS
from bot.text.words import is_stop

CLEAR = 3  # times as often as the other pronoun
_GENDERED = re.compile(rf"\b(?:{'|'.join(PRONOUNS)})\b", re.IGNORECASE)
_TRADE_BEFORE = re.compile(r"\b([a-z][\w-]+),?\s+$")
_TRADE_BEHIND = re.compile(
    r",\s+(?:an?|the|its|their|his|her)\s+(?:[\w’'-]+\s+){0,4}?([a-z][\w-]+)\b"
)
_AGE_BEHIND = re.compile(r",\s+\d{1,3},|\s+\(\d{1,3}\)|\s+who\b")
_SPEAKS = re.compile(rf"\s+(?:\w+\s+)?{SAYS}\b|,\s+{SAYS}\b")
_SPOKEN_BY = re.compile(rf"\b(he|she)\s+{SAYS}\b|\b{SAYS}\s+(he|she)\b", re.IGNORECASE)
_SAID_OF_SELF = re.compile(rf",?\s+{SAYS}\s+(?:that\s+)?(he|she)\b")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|from|of|to|across)\s+$", re.IGNORECASE)
_WHERE_BEFORE = re.compile(r"\b(?:in|at|near|across)\s+$", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:did|does|has|had|is|was|will|would|can|could|should|why|when|how)\s+$", re.IGNORECASE
)


def exchange_of(answer: Answer) -> Exchange:
    """What of `answer` a follow-up question can point back to."""
    cited = (e.article for claim in answer.claims for e in claim.evidence)
    articles = dict.fromkeys(article.id for article in cited)
    return Exchange(
        question=answer.question,
        standalone=answer.standalone,
        sentences=tuple(claim.text for claim in answer.claims),
        article_ids=tuple(articles),
        persons=persons_of(answer.claims),
        asks=answer.asks,
    )


def persons_of(claims: Iterable[Claim]) -> tuple[Person, ...]:
    """Who is named in what was told, in order, then in the articles' titles; each once, in full."""
    told = list(claims)
    titles = dict.fromkeys(e.article.title for claim in told for e in claim.evidence)
    passages = {each.passage.id: each.passage for claim in told for each in claim.evidence}
    around = [
        [passage.text[start:end] for start, end in passage.sentences]
        for passage in passages.values()
    ]
    return persons([claim.text for claim in told], around, list(titles))


def persons(
    shown: Sequence[str], around: Sequence[Sequence[str]] = (), titles: Sequence[str] = ()
) -> tuple[Person, ...]:
    """The persons of `shown` sentences, then of `titles`; `around` are runs of sentences.

    The runs hold the shown ones and tell their full names and pronouns.
    """
    full = dict.fromkeys(name for run in [*around, titles, shown] for name in _full(run))
    known = sorted(full, key=len)  # "Anna Berg" goes before "Midfielder Anna Berg"
    genders = _genders([*around, shown], known)
    named = [(name, False) for text in shown for _, name in _named(text, known)]
    named += [(name, True) for text in titles for _, name in _named(text, known)]
    found: dict[str, Person] = {}
    for name, titled in named:
        found.setdefault(name, Person(name, genders[name], titled))
    return tuple(found.values())


def persons_asked_about(question: str, known: Iterable[Person]) -> tuple[Person, ...]:
    """The persons whom a question names, of those `known` where they may be the same."""
    people = list(known)
    found: dict[str, Person] = {}
    for mention in _mentions(question):
        same = [one for one in people if same_name(mention.text, one.name)]
        name = mention.text if same else _name(mention, question) or _alone(mention, question)
        for one in same or ([Person(name)] if name else []):
            found.setdefault(one.name, one)
    written = frozenset(re.findall(r"\w+", question.lower()))
    for one in people:  # typed on a phone: "what did berg say"
        own = one.name.lower().split() or [""]
        if own[-1] in written and (_may_name(own[-1]) or written.issuperset(own)):
            found.setdefault(one.name, one)
    return tuple(found.values())


def _may_name(word: str) -> bool:
    """Whether a word in small letters may be a family name: "berg" may, "long" and "may" not."""
    used = senses_by_part(word)
    return not is_stop(word) and used["n"] >= used["a"] + used["r"] + used["v"]


@lru_cache(maxsize=1024)  # sentences, each looked at for names, pronouns and what was shown
def _mentions(text: str) -> tuple[NameMention, ...]:
    return tuple(name_mentions(text))


def _full(sentences: Iterable[str]) -> Iterator[str]:
    return (
        name for text in sentences for mention in _mentions(text) if (name := _name(mention, text))
    )


def _named(text: str, known: Sequence[str]) -> Iterator[tuple[NameMention, str]]:
    """The mentions of persons in a text, with their full names as `known`."""
    for mention in _mentions(text):
        own = _name(mention, text) or ("" if " " in mention.text else mention.text)
        full = next((name for name in known if own and _is_of(own, name)), "")
        if full:
            yield mention, full


def _is_of(name: str, full: str) -> bool:
    """Whether a name is the full one, its family name, or has a trade before it."""
    return name == full or full.endswith(f" {name}") or name.endswith(f" {full}")


def _name(mention: NameMention, text: str) -> str:
    """The person's name in a mention, without a trade; "" where it is no person's."""
    if mention.kind in ("place", "organisation"):
        return ""
    if mention.kind == "person":
        return mention.text if mention.text[0].isupper() else ""  # "Minister of Oslo"
    words = mention.text.split()
    trades = [at for at, word in enumerate(words[:-1]) if is_trade(word) or word.isupper()]
    cut = " ".join(words[trades[-1] + 1 :]) if trades else ""
    if cut and _reads_like_a_name(cut):
        return cut
    if _has_trade(mention, text) and " " in mention.text:
        return mention.text
    before = text[: mention.start]
    placed = _PLACE_BEFORE.search(before) and senses_by_part(words[-1])["n"]
    if placed or _WHERE_BEFORE.search(before) or is_stop(words[0]):
        return ""
    return person_name(mention, text) or ("" if "-" not in mention.text else _hyphened(words))


def _hyphened(words: Sequence[str]) -> str:
    """A name in full of which a part has a hyphen ("Lin Mei-hua")."""
    name = " ".join(words)
    return name if 1 < len(words) <= MOST_WORDS and _reads_like_a_name(name) else ""


def _reads_like_a_name(name: str) -> bool:
    first, *more = name.split()
    if not first[0].isupper() or name.isupper() or is_stop(first):
        return False
    return bool(more) or not base_forms(first)


def _has_trade(mention: NameMention, text: str) -> bool:
    """Whether a trade or an age before or beside a name says that it is a person's."""
    before = _TRADE_BEFORE.search(text[: mention.start])
    if before and PERSONS in categories(before[1]) and is_trade(before[1]):
        return True
    behind = _TRADE_BEHIND.match(text, mention.end)
    return bool(_AGE_BEHIND.match(text, mention.end) or (behind and is_trade(behind[1])))


def _alone(mention: NameMention, question: str) -> str:
    """A single name of a question that does something or owns something there, else ""."""
    one = mention.certain and mention.kind == "" and " " not in mention.text
    acts = _DOES.search(question[: mention.start]) or question.startswith(
        ("'s ", "’s "), mention.end
    )
    return mention.text if one and acts and not mention.text.isupper() else ""


def _genders(runs: Iterable[Sequence[str]], known: Sequence[str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for name, called in (vote for run in runs for vote in _votes(run, known)):
        votes.setdefault(name, Counter())[called] += 1
    told = {name: _prevailing(counted) for name, counted in votes.items()}
    return {name: _agreed(told.get(name, ""), gender(name)) for name in known}


def _agreed(told: str, given: str) -> str:
    """What a text and a given name tell together, "" where they disagree."""
    return told or given if told in ("", given) or not given else ""


def _prevailing(counted: Counter[str]) -> str:
    (called, times), *others = counted.most_common()
    return "" if any(times < CLEAR * fewer for _, fewer in others) else called


def _votes(run: Sequence[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Who is called what in sentences that follow each other."""
    spoke, subject = "", ""
    for text in run:
        bare = unquoted(text)
        named = list(_named(bare, known))
        yield from ((name, called) for mention, name in named if (called := _titled(mention, bare)))
        people = {name for _, name in named}
        if len(people) == 1:
            mention, name = named[0]
            if called := _behind(mention, bare):
                yield name, called
            speaks = _SPEAKS.match(bare, mention.end) is not None
            opens = _opens(mention, bare)
            spoke, subject = name if speaks or opens else "", name if opens and not speaks else ""
            continue
        if people:
            spoke, subject = "", ""
            continue
        speaker = _SPOKEN_BY.search(bare)
        pronoun = subject_pronoun(bare)
        if spoke and speaker:
            yield spoke, PRONOUNS[(speaker[1] or speaker[2]).lower()]
        elif subject and pronoun and pronoun[0].lower() in ("he", "she"):
            yield subject, pronoun[0].lower()


def _titled(mention: NameMention, text: str) -> str:
    """What a title or a trade before a name says of the gender."""
    before = _TRADE_BEFORE.search(text[: mention.start])
    words = [*mention.title.split(), before[1] if before else ""]
    return next((called for called in map(gender_of, words) if called), "")


def _behind(mention: NameMention, text: str) -> str:
    """The gender of the pronouns behind the only name of a sentence, where all have one."""
    before = {PRONOUNS[m[0].lower()] for m in _GENDERED.finditer(text[: mention.start])}
    own = _SAID_OF_SELF.match(text, mention.end)
    found = {PRONOUNS[m[0].lower()] for m in _GENDERED.finditer(text[mention.end :])}
    meant = {own[1]} if own else found
    return next(iter(meant)) if len(meant) == 1 and before.isdisjoint(meant) else ""


def _opens(mention: NameMention, text: str) -> bool:
    """Whether nothing but a trade stands before a name, so that it is its sentence's subject."""
    before = text[: mention.start]
    if subject_pronoun(text) and _GENDERED.search(before):
        return False
    return len(before.split()) <= 6 and not re.search(r"\b(?:of|by|with|to|from|named)\s*$", before)
