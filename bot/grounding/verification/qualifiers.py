"""Small words whose loss makes a statement of something else: "former", "nearly", "some of the".

Observed: a claim may say less than its source, and most words can go without harm; but "the mayor
opened it" is false where the former mayor did, and so is "40 died" of "up to 40".

How it works: the words right before each word that claim and source share are read back in the
source, through small words, names' neighbours apart. Where one there is a qualifier and the claim
has none of its kind, it was dropped. The kinds are closed classes of grammar:
 - adjectives that do not leave their noun what it is: privative ones ("former", "fake") and plain
   non-subsective ones ("potential", "proposed"), after Kamp and Partee (Prototype theory and
   compositionality, 1995) and the list of Nayak and others (A dictionary of nonsubsective
   adjectives, 2014); and "elect" and "designate" behind a noun
 - approximators, and adverbs of seldom happening ("nearly", "rarely")
 - bounds of numbers ("up to", "fewer than", "about")
 - parts ("some of the", "one of the", "half the"), where the claim speaks of the whole
 - ranks before a superlative ("second biggest")

Where it fails: a qualifier with another word between ("former popular mayor"), or behind a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.text.words import fold

_REACH = 4  # words before a word that may qualify it
_KINDS = (
    r"former|formerly|ex|erstwhile|previous|outgoing|one time|onetime",
    r"deputy|vice|acting|interim",
    r"would be|so called|self styled|self proclaimed|fake|false|mock|bogus|phony|counterfeit"
    r"|fictional|fictitious|imaginary|hypothetical",
    r"potential|prospective|aspiring|supposed|purported|putative|presumed|presumptive",
    r"proposed|planned|attempted|failed|unsuccessful|abortive",
    r"nearly|almost|virtually|practically",
    r"rarely|seldom|scarcely|barely|occasionally|sometimes",
)
_QUALIFIER = re.compile(
    rf"\b(?:{'|'.join(f'(?P<_{n}>{kind})' for n, kind in enumerate(_KINDS))})(?: been| being| be)?$"
)
_BOUND = re.compile(
    r"\b(?:up to|as many as|as much as|(?:fewer|less|lower|more|greater|higher) than|at least"
    r"|at most|under|over|above|below|about|around|roughly|approximately|some|nearly|almost)$"
)
_PART = re.compile(
    r"\b(?:(?:some|most|many|several|few|much|none|either|any|parts?|half|quarters?|thirds?|majority"
    r"|minority|tens|dozens|hundreds|thousands|number|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d+) of|half) (?:the|its|their|his|her|our|those|these)(?: most| least| more)?$|\bone of$"
)
_RANK = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$")
_SUPERLATIVE = re.compile(r"(?:[a-z]{2,}est|most|least)$")
_BEHIND = frozenset({"elect", "designate"})


def dropped(pair: Alignment) -> Iterator[Reason]:
    """One reason for each qualifier of the source's sentence that the claim leaves out."""
    claim = _text(pair.said)
    for number, partner in enumerate(pair.match):
        if partner is None or pair.said[number].stop:
            continue
        here, there = _before(pair.said, number), _before(pair.stored, partner)
        head = pair.stored[partner]
        lost = _lost(here, there, head, claim) or _lost_behind(pair, partner)
        if lost:
            detail = f"the source says “{lost}” of “{head.text}”, the claim does not"
            yield Reason("contradiction", "qualifier", detail)


def _lost(here: str, there: str, head: Word, claim: str) -> str:
    """The qualifier at the end of the words `there` that those `here` lack; "" for none."""
    found = _QUALIFIER.search(there)
    if found and not re.search(rf"\b(?:{_KINDS[int(str(found.lastgroup)[1:])]})\b", claim):
        return found[0]
    patterns = [_PART]
    if head.sort in ("number", "year"):
        patterns.append(_BOUND)
    if _SUPERLATIVE.match(fold(head.text)):
        patterns.append(_RANK)
    matches = (pattern.search(there) for pattern in patterns if not pattern.search(here))
    return next((match[0] for match in matches if match), "")


def _lost_behind(pair: Alignment, partner: int) -> str:
    there = _text(pair.stored[partner + 1 : partner + 2])
    return there if there in _BEHIND and there not in _text(pair.said).split() else ""


def _before(words: Sequence[Word], head: int) -> str:
    return _text(words[max(0, head - _REACH) : head])


def _text(words: Sequence[Word]) -> str:
    return " ".join(fold(word.text) for word in words)
