"""What a page puts around an article, told line by line.

Observed: advertising marks, share buttons, reading times, subscription calls and copyright lines
stand on lines of their own, are short, and do not end as sentences do, while hardly any sentence of
an article is short and consists of such words alone. Captions do read like sentences; what tells
them is the credit at their end ("Photo: Reuters", "Credit: AP", "(AP Photo/Jane Doe)"), often glued
on without a space, and that pages repeat them, once with the credit and once without.

How it works: a line is furniture when the whole of it matches one of the patterns below; a line is
a caption when it ends in a credit, says that it describes a picture (in words, or as "Photo: ..."),
or is a caption's own words once more. Nothing is judged by its place here; layout.py does that.

Where it fails: captions with neither credit nor repetition stay in the text; furniture in languages
that the patterns do not name stays as a short paragraph.
"""

import re

MAX_FURNITURE_WORDS = 14
MAX_CAPTION_WORDS = 90
_LONGEST_CREDIT = 120  # characters
MAX_CHARACTERS = 800  # of a furniture line or caption; longer lines are not even looked at

_ADVERTISEMENT = (
    r"(?:story |article )?(?:continues |scroll )?(?:below |after |under )?(?:this |the )?"
    r"(?:advertis?e?ments?|ads?|ad feedback|sponsored(?: content)?|promoted(?: content)?|anzeige"
    r"|werbung|publicité|publicidad|publicidade|pubblicità|reklama|reklame|реклама|إعلان)"
    r"(?: continues?(?: below)?| below)?"
)
_READING_TIME = (
    r"(?:reading time:? ?)?(?:about )?\d{1,3}[- ]?(?:minutes?|mins?)\.?(?: read(?:ing time)?)?"
    r"|(?:lesezeit:? )\d+ min(?:uten)?\.?|lectura de \d+ min(?:utos)?|lecture \d+ min"
)
_BUTTON = (
    r"(?:share|tweet|e-?mail|print|save|copy link|bookmark|like|pin|post|gift|listen|comments?)"
)
_SHARE = (
    rf"{_BUTTON}(?:[ ,|/&·•]+(?:and )?{_BUTTON})*"
    r"|share(?: this| the)?(?: article| story| page| post)?(?: (?:on|via|to|with)\b.{0,40})?"
    r"|(?:share|follow|like|tweet)(?: us| this)? (?:on|via) .{2,40}"
    r"|copy (?:the )?link(?: to (?:article|clipboard))?|link copied!?"
    r"|(?:send|email) this (?:page|article|story) to (?:someone|a friend)(?: via email)?"
    r"|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|flipboard|messenger"
    r"|print this (?:page|article)|text size|(?:\d+ )?comments?|leave a comment|teilen|drucken"
    r"|compartir|partager|condividi|поделиться"
)
_CALL = (
    r"(?:subscribe|sign up|log ?in|register|join us)(?: (?:now|today|here|free|or|(?:to|for)"
    r" (?:continue|read|receive|get|our|the|free|more|unlimited)\b).{0,80})?"
    r"|(?:read|see|watch|learn|view|load|show) (?:more|also|next|all)\b.{0,20}"
    r"|(?:related|more|top|latest|recommended|popular|trending)"
    r" (?:articles?|stories|news|topics?|content|links|videos?)"
    r"|(?:related|recommended|trending|most read|most popular|editors?['’]s? picks?|newsletter)"
    r"|(?:download|get|try) (?:our|the) .{0,40}\bapp\b.{0,40}|enable javascript\b.{0,60}"
    r"|(?:we use|this site uses) cookies\b.{0,80}|accept(?: all)? cookies|skip to (?:main )?content"
    r"|back to top|continue reading|story continues|follow us|view comments?"
)
_COPYRIGHT = (
    r"(?:©|\(c\)|copyright\b).{0,120}|all rights reserved\b.{0,80}"
    r"|our standards: the thomson reuters trust principles"
)
_FURNITURE = re.compile(
    rf"\W*(?:{'|'.join((_ADVERTISEMENT, _READING_TIME, _SHARE, _CALL, _COPYRIGHT))})\W*",
    re.IGNORECASE,
)
_MARK = re.compile(rf"\W*(?:{_ADVERTISEMENT})\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""[.!?…。！？؟।]["'”’»)\]]*$""")

_HOLDER = r"[A-Z\u00c0-\u024f\u0400-\u042f@][^.!?:\n]{1,70}\.?"
_PRESS = r"(?:AP|AFP|Reuters|REUTERS|EPA|TASS|Kyodo|Xinhua|dpa|Getty\ Images|Getty|Shutterstock)"
_CREDIT = re.compile(
    rf"""(?:^|(?<=[\s.,;!?)"'”’»|]))
    (?: (?i:(?:file\ )?(?:photo(?:graph)?s?|pictures?|pics?|images?|illustrations?|graphics?)
         (?:\ credits?)?|credits?|fotos?|bild|crédito|фото)
        \s*(?:/|:|\b[Bb]y:?\s|©)\s*{_HOLDER}
    |   \(?{_PRESS}?\ ?(?:(?i:photos?|image|pool))\ ?(?:/|by\ )\ ?[A-Z][^()\n]{{1,50}}\)?
    |   \((?:{_PRESS}\ )?(?i:(?:file\ )?photo|image|handout)\)
    |   \(?{_PRESS}\ ?/\ ?[A-Z][^()\n]{{1,50}}\)?
    |   (?:[A-Z][\w.'’-]+\ ?){{1,4}}/\ ?(?:[A-Z]\w+\ ?/\ ?)?(?:via\ )?{_PRESS}
    |   (?:via\ )?(?:Getty\ Images|Shutterstock|Alamy|iStock)
    )\s*$""",
    re.VERBOSE,
)
_PICTURE = re.compile(
    r"^\W*(?:(?:file |ap )?photos?|pictured?|image|caption) ?:"
    r"|\b(?:file (?:photo|picture|image)\b|in this (?:\w+ ){0,3}(?:photo(?:graph)?|picture|image"
    r"|screen ?grab|frame grab|still|illustration)\b.{0,80}\b(?:released|provided|taken|obtained"
    r"|issued|made available|distributed)\b|(?:handout|undated) (?:photo|picture|image)\b)",
    re.IGNORECASE,
)


def word_count(line: str) -> int:
    """How many words a line has, as split at spaces."""
    return len(line.split())


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _SENTENCE_END.search(line) is not None


def is_furniture(line: str) -> bool:
    """Whether the whole line is one of the things that pages put around articles."""
    if len(line) > MAX_CHARACTERS or word_count(line) > MAX_FURNITURE_WORDS:
        return False
    return not any(char.isalnum() for char in line) or _FURNITURE.fullmatch(line) is not None


def is_advertisement(line: str) -> bool:
    """Whether the line marks advertising, which stands anywhere on a page."""
    return len(line) <= MAX_CHARACTERS and _MARK.fullmatch(line) is not None


def without_credit(line: str) -> tuple[str, str | None]:
    """Split a line into its words and the picture credit at its end, if there is one."""
    if not _can_be_caption(line):
        return line, None
    found = _CREDIT.search(line, max(0, len(line) - _LONGEST_CREDIT))
    if found is None:
        return line, None
    return line[: found.start()].rstrip(" |-–—(/"), found[0].strip()


def is_caption(line: str) -> bool:
    """Whether a line says itself that it describes a picture."""
    if not _can_be_caption(line):
        return False
    return without_credit(line)[1] is not None or _PICTURE.search(line) is not None


def _can_be_caption(line: str) -> bool:
    return len(line) <= MAX_CHARACTERS and word_count(line) <= MAX_CAPTION_WORDS


def captions_among(lines: list[str]) -> set[int]:
    """Return the positions of captions: by their own words, or by repeating a caption's words."""
    known = {position: line for position, line in enumerate(lines) if is_caption(line)}
    words = {without_credit(line)[0].rstrip(".") for line in known.values()} - {""}
    repeated = {p for p, line in enumerate(lines) if line.rstrip(".") in words}
    return set(known) | repeated


def distinct_captions(captions: list[str]) -> tuple[str, ...]:
    """Keep each caption once, the form with its credit where there is one."""
    fullest: dict[str, str] = {}
    for caption in captions:
        words = without_credit(caption)[0].rstrip(".") or caption
        if len(caption) > len(fullest.get(words, "")):
            fullest[words] = caption
    return tuple(fullest.values())
