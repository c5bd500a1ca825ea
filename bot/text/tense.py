"""Whether a date in a sentence lies behind or ahead, told by the verbs around it.

Observed: "on Friday" in news is the Friday that was ("the court ruled on Friday") or the one that
comes ("the court will rule on Friday"), and the verb that governs the date is nearly always the
nearest one before it, or, where the date opens the sentence, the nearest one after it.

How it works: cues are found in the sentence. Ahead: will and its kind, "is due to", "agreed to",
"scheduled for", "ahead of", and verbs of timetables in the present ("starts", "takes effect").
Behind: regular and irregular past forms, "since", "after". The infinitive that a cue governs
belongs to it ("is expected to be held"), an infinitive alone points ahead when nothing stands
before it ("PM to visit flooded towns"). The nearest cue to the left decides, else the nearest to
the right.

Where it fails: nouns that look like verbs ("after a start on Monday"), participles before nouns
("the elected president"), the historic present of headlines. English only; other languages get no
verdict.
"""

import re
from typing import Literal

Way = Literal["behind", "ahead"]

# Verb forms that a cue governs: "will probably be held", "to visit flooded towns".
_GOVERNED = (
    r"(?:\s+(?:not|also|be|have|been|to|first|again|now|[a-z]+ly))*\s+[a-z]+(?:\s+[a-z]+ed\b)?"
)
_AHEAD = (
    r"(?:will|won't|won’t|would|shall|should|must|could|might|may|can|cannot|\w+['’]ll)\b"
    + _GOVERNED,
    r"(?:is|are|was|were|be|been)\s+(?:\w+\s+)?(?:due|set|expected|scheduled|slated|poised|likely|about|going|planned"
    r"|supposed|bound|ready)\s+(?:to\b" + _GOVERNED + r"|for\b|on\b)",
    r"(?:due|expected|scheduled|slated|planned|set|billed)\s+(?:to\b" + _GOVERNED + r"|for\b)",
    r"(?:is|are|has|have|needs?|agreed|promise[sd]?|vow(?:s|ed)?|pledge[sd]?|plan(?:s|ned)?|intend(?:s|ed)?|hope[sd]?"
    r"|want(?:s|ed)?|prepar(?:es|ed|ing)|invited|urged|asked|ordered|told|call(?:s|ed)\s+on\s+\w+)"
    r"(?:\s+\w+){0,3}?\s+to\b" + _GOVERNED,
    r"plan(?:s|ning)?\s+(?:to\b" + _GOVERNED + r"|for\b)",
    r"ahead\s+of|in\s+the\s+run-?up\s+to|upcoming|no\s+later\s+than|starting|effective",
    r"(?:takes?|come[s]?)\s+(?:place|effect|into\s+(?:force|effect))|kicks?\s+off|gets?\s+under\s+way",
    r"(?:begin|open|close|resume|expire|reopen|leave|sit|arrive)s?",
    r"(?:starts|ends|runs|meets|holds|returns|travels|faces|flies|hosts|concludes|goes|heads|votes|launches|departs)",
    r"(?:meet|hold|go|vote)\s+(?=on|in|next|this|again)",
)
_IRREGULAR = (
    "was|were|had|did|said|told|met|went|won|lost|fell|rose|began|took|made|left|held|came|gave|found|kept|led|ran|saw|sent"
    "|shot|stood|struck|threw|wrote|grew|cut|hit|put|became|built|bought|brought|caught|fought|sold|spoke|spent|broke|chose"
    "|drew|drove|flew|fled|got|hurt|laid|lay|paid|quit|sank|shut|sought|swore|taught|thought|understood|withdrew|wore|arose"
    "|awoke|bent|bet|bid|bore|bound|bred|burst|cast|clung|cost|crept|dealt|dug|ate|fed|felt|forbade|forgot|froze|hid|hung"
    "|knew|lent|let|meant|overcame|overthrew|rang|rode|sang|shook|shone|showed|slept|slid|slipped|spread|stole|stuck|swam"
    "|swept|swung|tore|underwent|upheld|woke|wound|agreed|freed|guaranteed|decreed|been"
)
_BEHIND = rf"(?:{_IRREGULAR})|[a-z]{{2,}}(?<!e)ed|since|after|following"
_INFINITIVE = r"to\s+(?:be\s+)?[a-z]+(?:\s+[a-z]+ed\b)?"
_NO_VERBS = frozenset("hundred sacred hatred kindred shed bed red wed".split())  # noqa: SIM905
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<ahead>{'|'.join(_AHEAD)})|(?P<infinitive>{_INFINITIVE})|(?P<behind>{_BEHIND}))(?![\w-])"
)


def way_of(sentence: str, start: int, end: int) -> Way | None:
    """Which way the date at `sentence[start:end]` lies; None where no verb tells."""
    return _nearest_before(sentence, start) or _nearest_after(sentence, end)


def _nearest_before(sentence: str, start: int) -> Way | None:
    ahead_if_alone = False
    found: Way | None = None
    for cue in _CUE.finditer(sentence, 0, start):
        kind = _kind(cue)
        if kind == "infinitive":
            ahead_if_alone = found is None
        elif kind is not None:
            found = kind
    return found or ("ahead" if ahead_if_alone else None)


def _nearest_after(sentence: str, end: int) -> Way | None:
    for cue in _CUE.finditer(sentence, end):
        kind = _kind(cue)
        if kind is not None and kind != "infinitive":
            return kind
    return None


def _kind(cue: re.Match[str]) -> Literal["behind", "ahead", "infinitive"] | None:
    if cue["ahead"]:
        return "ahead"
    if cue["infinitive"]:
        return "infinitive"
    return None if cue["behind"] in _NO_VERBS else "behind"
