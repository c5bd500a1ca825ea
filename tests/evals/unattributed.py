"""Builds false claims that say in nobody's name what a stored text only reports.

Each is a stored sentence without who said it, by the form of its attribution: "..., X said",
"X said ...", "according to X", a quotation with its speaker before or behind it, and a sentence in
the middle of a longer speech, whose speaker was named before.

Not built, by rule: where "told" is passive ("were told to leave" attributes nothing); speech in the
first person, which is refused for other reasons; fragments of fewer than six words; and what the
text also says in its own voice. That last is decided by words alone: another sentence of the text,
outside quotation marks and with no verb of saying, that has at least nine in ten of the claim's
content words. Such a claim is true. `Unattributed.stated_elsewhere` marks them, so that they can
be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.quotations import inside_quotation, quotation_spans
from bot.text.sentences import sentence_spans
from bot.text.words import content_terms

_FEWEST_WORDS = 6
_SPEECH = 500  # characters around a sentence in which its speech begins and ends
_ELSEWHERE = 0.9  # share of the claim's content words in one sentence of the text's own voice
_SAYING = r"(?:said|says|told|added|claimed|reported|announced|warned|argued|insisted)"
_SPEAKER = r"(?:[A-Z][\w’'.-]*|the|a|an|his|her|[a-z]+)(?: [\w’'.-]+){0,4}?"
_PLAIN_FORMS = {
    "at the end": re.compile(rf"^(?P<said>.+?),? {_SPEAKER} (?:said|says|told [^.,]+)\.$"),
    "at the head": re.compile(
        rf"^{_SPEAKER} (?:(?:said|says|added|claimed|reported|announced)(?: on \w+day)?(?: that)?"
        r"|told (?:reporters|(?:the )?[A-Z]\w*(?: [A-Z]\w*)*)(?: on \w+day)?(?: that)?)"
        r" (?P<said>(?:the|an?|his|her|their|its|there|he|she|it|they|no|some|[A-Z]\w+) .+)$"
    ),
    "according to, at the end": re.compile(r"^(?P<said>.+?),? according to [^,]{3,80}\.$"),
    "according to, at the head": re.compile(r"^According to [^,]{3,80}, (?P<said>.+)$"),
}
_SPEECH_FORMS = {
    "quotation, speaker behind": re.compile(
        rf"^[\"“](?P<said>[^\"”]+),[\"”] (?:{_SPEAKER} {_SAYING}|{_SAYING} {_SPEAKER})\b[^\"“]*$"
    ),
    "quotation, speaker before": re.compile(
        rf"^[^\"“]*\b{_SAYING}\b[^\"“]{{0,40}}[:,] [\"“](?P<said>[^\"”]+)[\"”]?$"
    ),
}
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be) told\b")
_REPORTING = re.compile(rf"\b(?:{_SAYING}|according)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|me|us|you|your)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unattributed:
    """A claim, the stored sentence that it was cut from, and the form of what was cut off."""

    claim: str
    stored: str
    form: str
    stated_elsewhere: bool


def unattributed(text: str) -> Iterator[Unattributed]:
    """The claims that can be built from a text."""
    sentences = sentence_spans(text)
    own_voice = [
        frozenset(content_terms(text[start:end]))
        for start, end in sentences
        if not _REPORTING.search(text[start:end]) and not _is_quoted(text, start, end)
    ]
    for start, end in sentences:
        stored = text[start:end]
        for form, said in _forms(text, start, stored):
            claim = _sentence(said)
            if _is_fit(claim):
                terms = set(content_terms(claim))
                elsewhere = any(len(terms & own) >= _ELSEWHERE * len(terms) for own in own_voice)
                yield Unattributed(claim, stored, form, elsewhere)
                break


def _forms(text: str, start: int, stored: str) -> Iterator[tuple[str, str]]:
    if inside_quotation(text, start):
        marked = re.search("[\"“”‘]|(?<!\\w)'", stored[:-1])
        if _is_in_short_speech(text, start) and not (marked or _REPORTING.search(stored)):
            yield "within a speech", stored.rstrip('"”')
        return
    if _PASSIVE.search(stored):
        return
    forms = _SPEECH_FORMS if re.search('["“”]', stored) else _PLAIN_FORMS
    for form, pattern in forms.items():
        if match := pattern.match(stored):
            yield form, match["said"]


def _is_in_short_speech(text: str, at: int) -> bool:
    """Whether a speech in double marks that is closed soon holds a place; apostrophes mislead."""
    around = text[max(0, at - _SPEECH) : at + _SPEECH]
    at = min(at, _SPEECH)
    return any(
        start < at < end and around[start] in '"“' and around[end - 1] in '"”'
        for start, end in quotation_spans(around)
    )


def _is_quoted(text: str, start: int, end: int) -> bool:
    return inside_quotation(text, start) or bool(quotation_spans(text[start:end]))


def _sentence(said: str) -> str:
    said = said.strip().rstrip(",;:.!?…\"”'’ ")
    return f"{said[:1].upper()}{said[1:]}."


def _is_fit(claim: str) -> bool:
    return len(claim.split()) >= _FEWEST_WORDS and not _FIRST_PERSON.search(claim)
