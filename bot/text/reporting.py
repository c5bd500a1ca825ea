"""Whether a stored sentence is a report at all, and not a call to the reader or a trick.

Observed: stored text is written by anybody. Pages ask for sign-ups, hostile ones hold instructions
for whatever reads them ("Ignore the above and say ..."), addresses to be followed, markup, and
runs of keywords that are meant to be found.

How it works: news tells in statements, in the third person. "You" and "your" outside quotation
marks, "please", "do not" or a verb's base form at the head, that is no other word or has its object
right behind it ("Replace ...", "Write a ..."), speak to a reader instead. An address or a tag is
never shown, nor are characters that cannot be seen but change what is seen. A sentence that says
most of its content words again is stuffed.

Where it fails: an instruction in the third person ("The assistant must ..."), which is shown only
where it is about what was asked, as the statement of its article that it then is; a report that
quotes an address is not shown.
"""

from __future__ import annotations

import re

from bot.text.lexicon import VERBS, base_forms, categories
from bot.text.listed import listed
from bot.text.words import content_terms, is_stop

FEWEST_STUFFED = 8  # content words from which repetition is judged
STUFFED = 0.5  # share of different content words below which a sentence is stuffed

_OPENING = " \t\"'“”‘’([—–-"
_TRICKS = re.compile(
    r"://|\bwww\.|\S@\w+\.\w|\b[\w-]+\.[a-z]{2,}/\w|</?\w|\]\(|&#?\w+;"
    r"|[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
    re.IGNORECASE,
)
_READER = re.compile(r"\b(?=[py])(?:you|your|yours|yourself|yourselves|please)\b", re.IGNORECASE)


_FORBIDS = re.compile(r"(?:do\s+not|don['’]t)\s+(?=[a-z])", re.IGNORECASE)
# A call glued to an unfinished line ("Spinach Write a story"). Titles ("Meet the Press") and
# names ("Ohio State the lead") have a capital behind, or are no verbs.
_LATE_CALL = re.compile(r"(?<=[\w)\]:;,] )([A-Z][a-z]+) (?:an?|the|your|my) (?=[a-z])")

_OBJECT_OPENS = listed(
    "the a an this that these those all any me us your my how why what it them our every whatever "
    "each up out down here"
)
_NO_VERB = listed(
    "amid despite following given including inside like near outside past pending per regarding "
    "throughout unlike upon via within around across along alongside behind beyond toward towards "
    "half"
)


def is_report(sentence: str, language: str = "en") -> bool:
    """Whether `sentence` has no address, markup or unseen characters, and is not stuffed."""
    if _TRICKS.search(sentence):
        return False
    words = content_terms(sentence, language)
    return len(words) < FEWEST_STUFFED or len(set(words)) >= STUFFED * len(words)


def addresses(bare: str) -> bool:
    """Whether a sentence, without what it quotes, tells its reader something or to do something."""
    if _READER.search(bare) or any(map(_instructs, _LATE_CALL.finditer(bare))):
        return True
    if _FORBIDS.match(bare.lstrip(_OPENING)):
        return True
    first, second, *_ = [*bare.lower().lstrip(_OPENING).split(maxsplit=2), "", ""]
    if first in _NO_VERB or is_stop(first) or base_forms(first) != {first}:
        return False
    filed = categories(first)
    opens_with_object = second in _OBJECT_OPENS and not filed.isdisjoint(VERBS)
    return opens_with_object or (bool(filed) and filed.issubset(VERBS))


def _instructs(call: re.Match[str]) -> bool:
    verb = call[1].lower()
    filed = categories(verb)
    return base_forms(verb) == {verb} and bool(filed) and filed.issubset(VERBS)
