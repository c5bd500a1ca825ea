"""Small words whose loss makes a statement of something else: "former", "nearly", "some of the".

Observed: a claim may say less than its source, and most words can go without harm; but "the mayor
opened it" is false where the former mayor did, and so is "40 died" of "up to 40".

How it works: for each word that claim and source share, the words right before it in the source are
read. A qualifier there must stand near that word in the claim too, or another one of its kind. The
kinds are closed classes of English grammar:
 - adjectives that do not leave their noun what it is: privative ones ("former", "fake") and plain
   non-subsective ones ("potential", "proposed"), after Kamp and Partee (Prototype theory and
   compositionality, 1995) and the list of Nayak and others (A dictionary of nonsubsective
   adjectives, 2014); "elect" and "designate" behind a person's office, and "then" before one, where
   it is joined to it ("the then-mayor") or follows an article ("the then mayor")
 - adverbs of what was not quite or seldom so ("almost", "rarely")
 - bounds of numbers: at most, at least, about
 - parts ("some of the", "one of the"): the claim may say "two men" for "two of the men"
 - ranks before a superlative ("second biggest")

Where it fails: a qualifier with another word between ("former popular mayor", told as "the mayor");
a bound said in quite other words, which is refused though true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grounding.verification.alignment import Alignment
from bot.grounding.verification.reading import Word
from bot.grounding.verification.reasons import Reason
from bot.text.lexicon import PERSONS, TIMES, base_forms, categories, senses_by_part
from bot.text.words import fold

_REACH = 4  # words before a word that may qualify it
_BEHIND_REACH = 3  # words behind a number that may say "or more"
_KINDS = (
    r"former|formerly|ex|erstwhile|previous|previously|outgoing|one time|onetime",
    r"deputy|vice|acting|interim",
    r"would be|so called|self styled|self proclaimed|fake|false|mock|bogus|phony|counterfeit"
    r"|fictional|fictitious|imaginary|hypothetical",
    r"potential|prospective|aspiring|supposed|purported|putative|presumed|presumptive",
    r"proposed|planned|attempted|failed|unsuccessful|abortive",
    r"nearly|almost|virtually|practically",
    r"rarely|seldom|scarcely|barely|occasionally|sometimes",
)
_BOUNDS = (
    r"up to|as many as|as much as|(?:fewer|less|lower) than|at most|no more than|under|below",
    r"(?:more|greater|higher) than|at least|no fewer than|upwards of|over|above|or more",
    r"about|around|roughly|approximately|some|nearly|almost|estimated|or so",
)
_OWN = r"(?:the|its|their|his|her|our|those|these)"
_PART = re.compile(
    r"\b(?P<part>some|most|many|several|few|much|none|either|any|parts?|half|quarters?|thirds?"
    r"|majority|minority|tens|dozens|hundreds|thousands|one|two|three|four|five|six|seven|eight|nine"
    rf"|ten)(?: of)? {_OWN}(?: most| least| more)?$"
)
_RANKS = r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_RANK = re.compile(rf"\b(?:{_RANKS})$")
_RANKED = re.compile(rf"\b(?:{_RANKS}|\d+[a-z]+)$")
_OTHER_PREPOSITION = re.compile(r"\b(?:in|on|at|by|for|with|from|to|after|before|during)$")
_PREPOSITIONS = frozenset({"over", "under", "above", "below", "about", "around"})
_NEW_OR_NONE = re.compile(r"\b(?:an?|no)$")
_BEHIND = frozenset({"elect", "designate"})
_THEN = re.compile(rf"\b(?:{_OWN}|an?) then$")

_AT_END = [re.compile(rf"\b(?:{kind})(?: been| being| be)?$") for kind in _KINDS]
_NEAR = [re.compile(rf"\b(?:{kind})\b") for kind in _KINDS]
_ONCE = re.compile(rf"\b(?:then|{_KINDS[0]})\b")
_HYPHENS = ("-", "‐", "‑", "–")
_BOUND_AT_END = [re.compile(rf"\b(?:{kind})$") for kind in _BOUNDS]
_BOUND_NEAR = [re.compile(rf"\b(?:{kind})\b") for kind in _BOUNDS]
_ABOUT_YEAR = re.compile(r"\b(?:in|since|of|from) (?:about|around)$")


def dropped(pair: Alignment) -> Iterator[Reason]:
    """One reason for each qualifier of the source's sentence that the claim leaves out."""
    for number, partner in enumerate(pair.match):
        if partner is None or pair.said[number].stop:
            continue
        head = pair.stored[partner]
        here, there = _before(pair.said, number), _before(pair.stored, partner)
        behind = _text(pair.said[number + 1 : number + 1 + _BEHIND_REACH])
        lost = (
            _lost(head, here, there, behind)
            or _lost_behind(pair, number, partner)
            or _lost_then(pair, partner, here, there)
        )
        if lost:
            detail = f"the source says “{lost}” of “{head.text}”, the claim does not"
            yield Reason("contradiction", "qualifier", detail)


def _lost(head: Word, here: str, there: str, behind: str) -> str:
    """The qualifier at the end of the words `there` that those `here` lack; "" for none."""
    if head.sort in ("number", "year"):
        return _lost_bound(head, here, there, behind) or _lost_part(here, there)
    if head.sort or _is_time(head.text):  # "planned Monday", "the previous evening"
        return _lost_kind(here, there) if PERSONS in categories(head.text) else ""
    if _is_superlative(head.text):
        rank = _RANK.search(there)
        if rank and not _RANKED.search(here):
            return rank[0]
    return _lost_kind(here, there) or _lost_part(here, there)


def _is_time(word: str) -> bool:
    used = senses_by_part(word)
    return TIMES in categories(word) and used["n"] >= used["v"]


def _lost_kind(here: str, there: str) -> str:
    for at_end, near in zip(_AT_END, _NEAR, strict=True):
        if (found := at_end.search(there)) and not near.search(here):
            return found[0]
    return ""


def _lost_bound(head: Word, here: str, there: str, behind: str) -> str:
    """A bound of a number; of a year only "in about 1948", since "over 1948" is none."""
    if head.sort == "year":
        found = _ABOUT_YEAR.search(there)
        return found[0] if found and not _BOUND_NEAR[2].search(here) else ""
    for at_end, near in zip(_BOUND_AT_END, _BOUND_NEAR, strict=True):
        found = at_end.search(there)
        if found and not (near.search(f"{here} {behind}") or _is_replaced(found[0], here, there)):
            return found[0]
    return ""


def _is_replaced(bound: str, here: str, there: str) -> bool:
    """Whether it is a preposition ("over 12 rounds"), for which the claim has another one."""
    other = _OTHER_PREPOSITION.search(here)
    if other is None or bound not in _PREPOSITIONS:
        return False
    return not there.endswith(f"{other[0]} {bound}")


def _lost_part(here: str, there: str) -> str:
    """A part of a whole, unless the claim has the same word, or speaks of "a" or of "no" one."""
    found = _PART.search(there)
    if not found or found["part"] in here.split() or _NEW_OR_NONE.search(here):
        return ""
    return found[0]


def _is_superlative(word: str) -> bool:
    folded = fold(word)
    return folded in ("most", "least") or (
        folded.endswith("est") and any(form != folded for form in base_forms(folded))
    )


def _lost_behind(pair: Alignment, number: int, partner: int) -> str:
    """ "elect" or "designate" behind somebody's office: "the mayor-elect"."""
    there = _text(pair.stored[partner + 1 : partner + 2])
    here = _text(pair.said[number + 1 : number + 2])
    office = pair.stored[partner].text
    is_one = PERSONS in categories(office) and not office.endswith("s")
    return there if there in _BEHIND and there != here and is_one else ""


def _lost_then(pair: Alignment, partner: int, here: str, there: str) -> str:
    """The "then" of what somebody or something was once: "the then-mayor", "then-St. Vale"."""
    if not there.endswith("then") or _ONCE.search(here):
        return ""
    head = pair.stored[partner]
    joined = pair.source[pair.stored[partner - 1].end : head.start] in _HYPHENS
    office = _THEN.search(there) and PERSONS in categories(head.text)
    return "then" if joined or office else ""


def _before(words: Sequence[Word], head: int) -> str:
    return _text(words[max(0, head - _REACH) : head])


def _text(words: Sequence[Word]) -> str:
    return " ".join(fold(word.text) for word in words)
