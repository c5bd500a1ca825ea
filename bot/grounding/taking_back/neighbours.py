"""Whether the next sentence of the same article takes a stored sentence back. Pure.

Observed: a correction, a piece on a rumour and a satire tell in full what is not so, and the denial
stands in a sentence of its own: "An item said that the singer had died. She has not." The first one
alone answers a question with the opposite of what its article says. In news at large next to no
sentence is followed by such a one.

How it works: what is told is not the article's own word, and needs the next sentence beside it,
where that one is of these, and the first denies nothing itself:
 - elliptic: a pronoun or a name of the first, an auxiliary with "not", and no word of meaning that
   the first has not ("He has not been charged", "They did not."), or "No, ...";
 - a verdict: "it", "that" or "the claim" is false, be it in quotation marks. What somebody is named
   as saying is a dispute, and stands by itself with its speaker; so this holds for a rumour, for
   what a text said, and for what nobody is said to say;
 - a denial ("The bank denied it"), behind a rumour or what a text said.
A sentence that is headed by a mistake ("Correction: ... said", "an earlier version said") and does
not put it right itself is told with the next one, whatever that says. What stands beside "This is
satire", or under a title that says so, is not told at all.

Where it fails: a denial more than one sentence on, one in the next passage where only a passage is
at hand, one with words of its own ("Lund is a free man"), and other languages than English.
"""

from __future__ import annotations

import re

from bot.grounding.standing import unquoted
from bot.text.saying import SAYS
from bot.text.words import content_terms
from storage.records import Passage

_SPACE = re.compile(r"\s+")
_NO = re.compile(
    r"\W*(?:(?:No|Nope|Not so|Not quite|Wrong),\s|(?:Nope|Not so|Not quite|Wrong)[.!])"
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|nothing|den(?:y|ies|ied))\b|n['’]t\b")
_ELLIPTIC = re.compile(
    r"\W*(?:(?:But|However|In fact|In truth|In reality|Actually),?\s)?"
    r"(?!(?:If|When|What|Who|Where|Why|Unless|Until|While|As|Because|Since|Although|Though)\b)"
    r"(?P<who>[^\W\d_][^,;:“”\"]{0,60}?)"
    r"\s(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could)"
    r"(?:\s(?:not|never)|n['’]t)\b(?P<rest>[^,;:.!?“”\"]*)"
)
_PRONOUNS = re.compile(r"(?:he|she|it|they|that|this|these|those|both|neither)", re.IGNORECASE)
_NOTHING_NEW = re.compile(r"(?:\s(?:been|be|at all|either|yet|one|any|do|done))*\W*")
_GOES_ON = re.compile(r"\s(?:say|give|comment|elaborate|specify|name|know|respond|immediately)\b")
_REPORTS = (
    r"(?:claims?|rumou?rs?|reports?|story|stories|allegations?|statements?|posts?|videos?|articles?"
    r"|information|news|assertions?|accusations?|images?|photos?|quotes?|quotations?)"
)
_IT = rf"(?:it|that|this|they|these|those|(?:the|this|that|such|these|those)\s(?:\w+\s)?{_REPORTS})"
_FALSE = (
    r"(?:false|untrue|not\s(?:true|correct|so|the\scase)|incorrect|an?\s(?:hoax|lie|fabrication)|fake"
    r"|fabricated|nonsense|lies|made\sup)"
)
_VERDICT = re.compile(
    rf"\b{_IT}(?:['’]s|\s(?:is|are|was|were|has\sbeen|proved|turned\sout\sto\sbe))"
    rf"\s(?:\w+\s)?{_FALSE}\b|\b(?:is|are|was|were)\sno\struth\s(?:in|to)\b",
    re.IGNORECASE,
)
_WEAK_VERDICT = re.compile(
    rf"\b{_IT}(?:['’]s|\s(?:is|are|was|were))\s(?:\w+\s)?"
    r"(?:wrong|mistaken|inaccurate|baseless|unfounded|groundless|an?\s(?:mistake|error|joke))\b"
    rf"|\b(?:denie[sd]|dismiss(?:es|ed)|reject(?:s|ed)|debunk(?:s|ed)|refute[sd])\s"
    rf"(?:{_IT}|them|any|having)\b",
    re.IGNORECASE,
)
_TEXT_SAYS = re.compile(
    r"\b(?:articles?|items?|reports?|stor(?:y|ies)|posts?|headlines?|captions?|versions?|videos?|we)\b"
    rf"[^.;“”\"]{{0,80}}?\b(?:{SAYS}|stated|reported|claimed|claims?|claiming|suggested|saying)\b",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|rumou?red|hoax(?:es)?|gossip|conspiracy|disinformation|misinformation"
    r"|(?:false|fake)\s\w+|(?:wrong|false|mistaken|incorrect|erroneous)ly)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    rf"\b(?:{SAYS}|claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|report(?:s|ed)|stated|according\sto)\b"
)
_MISTAKE = re.compile(
    r"^\W*(?:Corrections?|Clarifications?)\b[^.:]{0,40}:"
    r"|\b(?:earlier|previous|original)\sversions?\sof\b"
)
_STATES = re.compile(
    rf"\b(?:{SAYS}|stated|reported|claimed|described|gave|named|misstated|suggested|referred"
    r"|identified|listed|called)\b"
)
_PUT_RIGHT = re.compile(
    r"\bnot\b|n['’]t\b|\bin (?:actual )?fact\b|\b(?:actually|instead|rather|should)\b"
    r"|\bcorrect(?:ed)?\b"
)
_SATIRE = (
    r"(?:an?\s)?(?:\w+\s(?:of\s)?)?(?:satire|satirical|parody|fiction|fictional|fictitious|spoof)\b"
)
_DISCLAIMS = re.compile(
    r"(?:^|[.!?)\n]\s*)\W*(?:this|the following|what follows|everything here)"
    rf"(?:\s(?:article|story|post|piece|text|report|item|column|page))?\s(?:is|was)\s{_SATIRE}",
    re.IGNORECASE,
)
_SATIRE_TITLE = re.compile(r"\W*(?:Satire|Parody|Spoof)\b\W*[:|–—-]", re.IGNORECASE)


def is_taken_back(sentence: str, following: str) -> bool:
    """Whether an English sentence is not its article's own word, by the one behind it ("" if none).

    One that is headed by a mistake is none of its own, whatever follows.
    """
    bare, behind = unquoted(_plain(sentence)), _plain(following)
    if _is_left_open(bare):
        return True
    if not behind or _DENIES.search(bare):
        return False
    return (
        _NO.match(behind) is not None or _is_elliptic(behind, sentence) or _is_verdict(behind, bare)
    )


def is_disclaimed(title: str, *texts: str) -> bool:
    """Whether an article's title, or any of its texts that are at hand, says that it is satire."""
    return _SATIRE_TITLE.match(title) is not None or any(
        _DISCLAIMS.search(text) and _DISCLAIMS.search(unquoted(text)) for text in texts
    )


def next_sentence(passage: Passage, end: int) -> tuple[int, int] | None:
    """Where the sentence behind `end` stands in a passage, None where none does."""
    return next((span for span in passage.sentences if span[0] >= end), None)


def denial(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence stands that takes back `passage.text[start:end]`, None if none does."""
    span = next_sentence(passage, end)
    if span and is_taken_back(passage.text[start:end], passage.text[slice(*span)]):
        return span
    return None


def _is_left_open(bare: str) -> bool:
    """Whether a sentence tells a mistake and does not put it right itself."""
    headed = _MISTAKE.search(bare) and _STATES.search(bare)
    return headed is not None and _PUT_RIGHT.search(bare) is None


def _is_elliptic(following: str, sentence: str) -> bool:
    found = _ELLIPTIC.match(following)
    if found is None or _GOES_ON.match(found["rest"]):
        return False
    told = set(content_terms(sentence))
    if not _PRONOUNS.fullmatch(found["who"]) and not told.issuperset(content_terms(found["who"])):
        return False
    if _NOTHING_NEW.fullmatch(found["rest"]):
        return True
    denied = content_terms(found["rest"])
    return bool(denied) and told.issuperset(denied)


def _is_verdict(following: str, bare: str) -> bool:
    if _RUMOUR.search(bare) or _TEXT_SAYS.search(bare):
        return bool(_VERDICT.search(following) or _WEAK_VERDICT.search(following))
    return _SPEAKS.search(bare) is None and _VERDICT.search(following) is not None


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
