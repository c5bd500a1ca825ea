"""Where in the lines of a text the article is: a theory of how news pages read from the top.

Observed: first a head, then the body, then sometimes an end line. The head holds, in this order and
each optional, section labels ("World"), the headline (often twice), a teaser (usually a sentence of
the body, or a summary of it), and marks: a byline, a date, a reading time, share buttons. Captions
and advertising stand anywhere. The body is paragraphs of sentences; its first one may open with a
dateline ("Seoul:", "LONDON, Sept 16 (AP) -"). An end line credits ("(Reuters)", "Editing by ...").

How it works: furniture and captions are told by the lines' own words (furniture.py) and put aside.
The headline is the given title, or the first line that does not end as a sentence and has another
line after it. What stands between the headline and the last mark near it is the teaser; it is left
out of the text when a paragraph of the body says the same, and else becomes its first paragraph.
Lines of one block that break in the middle of sentences, all near one width, are joined again.

Where it fails: a subtitle without a mark after it counts as a first paragraph; a text that starts
with two short labels gets the second as headline when nothing longer follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.news import furniture
from bot.news.origins import agency_alone, agency_in, noted_origin
from bot.news.stamps import line_stamp
from bot.text.words import content_terms, fold

_HEAD_LINES = 10  # within which a headline stands
_HEAD_PARAGRAPHS = 2  # a teaser has at most so many lines
_LABEL_WORDS = 3
_TITLE_WORDS = 30
_TITLE_CHARACTERS = 220
_SAME_AS_BODY = 0.95  # share of a teaser's terms that one paragraph of the body holds
_WRAP_WIDTH = 55  # characters; shorter lines were not wrapped, they end

_BYLINE = re.compile(
    r"(?:(?:written |reported |story |words )?by|from|von|por|par|door|di|av|af|автор:?)"
    r" (?=\S*[A-Z\u00c0-\u024f\u0400-\u042f])[^.!?:;]{2,90}(?:\.[A-Z][^.!?:;]{2,40}){0,2}\.?",
    re.IGNORECASE,
)
_BYLINE_WORDS = 14
_END_CREDIT = re.compile(
    r"\(?\W*(?:additional )?(?:reporting|writing|editing|compiled) by\b.{2,300}", re.IGNORECASE
)
_NO_PLACE = (
    "analysis|breaking|comment|correction|editorial|exclusive|explainer|factbox|fact check|feature"
    "|gallery|interview|just in|live|new|news|notice|opinion|photos|pictures|poll|press release"
    "|profile|release|review|revealed"
    "|special report|update|updated|video|watch|note|editor's note|summary|q|a"
)
_DATELINE = re.compile(
    rf"""(?!(?:{_NO_PLACE})\b[ \d]*[:—–(-])(?-i:(?P<place>[A-Z\u00c0-\u024f][\w.'’]*
        (?:[ ,/-]+(?:(?:de|la|del|al|el|of|the|upon|am|sur)\ )?[A-Z\u00c0-\u024f][\w.'’]*){{0,4}}))
    (?:,?\s*(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{{1,2}}
        |\d{{1,2}}\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)
        (?:,?\s\d{{4}})?)?
    (?:\s*(?P<credit>\([^()]{{2,40}}\)))?
    \s*(?P<dash>—|–|--?|:)\s+(?=[\w"'“‘(])""",
    re.IGNORECASE | re.VERBOSE,
)
_DATELINE_START = 120  # characters within which a dateline ends


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a page's lines; `paragraphs` is the body."""

    title: str | None
    teaser: str | None
    byline: str | None
    place: str | None
    agency: str | None
    published: datetime | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the head's marks and the end line say."""

    byline: str | None = None
    agency: str | None = None
    published: datetime | None = None


def lay_out(text: str, title: str | None = None) -> Layout:
    """Find the article in a text whose characters are clean; `title` is the one given with it."""
    lines = _lines(text)
    captions = furniture.captions_among(lines)
    shown = [line for at, line in enumerate(lines) if at not in captions]
    title = title or _headline([line for line in shown if not furniture.is_furniture(line)])
    rest = _without_title(shown, title) if title else shown
    head, body = _split_head(rest)
    body, end = _split_end(body)
    marks = _read_marks([line for line in head if _is_mark(line)], end)
    teaser = [line for line in head if not _is_mark(line) and not furniture.is_furniture(line)]
    body, place, credit = _take_dateline(body)
    return Layout(
        title=title,
        teaser=" ".join(teaser) or None,
        byline=marks.byline,
        place=place,
        agency=credit or marks.agency,
        published=marks.published,
        paragraphs=_unsaid(teaser, body) + tuple(body),
        captions=furniture.distinct_captions([lines[at] for at in sorted(captions)]),
    )


def _lines(text: str) -> list[str]:
    """Lines without their outer spaces; hard-wrapped blocks become one line each."""
    blocks = re.split(r"\n\s*\n", text)
    return [line for block in blocks for line in _unwrapped(block)]


def _unwrapped(block: str) -> list[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    joined: list[str] = []
    for at, line in enumerate(lines):
        if at and _runs_on(lines[at - 1], line):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _runs_on(line: str, following: str) -> bool:
    """Whether a line was broken at a page's width: it ends mid-sentence and the next goes on."""
    return (
        _WRAP_WIDTH <= len(line) <= 2 * _WRAP_WIDTH
        and not furniture.ends_sentence(line)
        and (following[0].islower() or line.endswith((",", ";")))
        and not furniture.is_furniture(line)
        and not furniture.is_caption(line)
    )


def _headline(lines: Sequence[str]) -> str | None:
    """Return the first line that is a headline over something else; `lines` has no furniture."""
    plain = [line for line in lines[:_HEAD_LINES] if not _is_mark(line)]
    for line, following in pairwise(plain):
        if not _is_headline(line):
            return None
        if not (_is_label(line) and _is_headline(following) and not _is_label(following)):
            return line
    return None


def _without_title(lines: Sequence[str], title: str) -> list[str]:
    """Leave the title out of the head, as often as it stands there, and the labels above it."""
    words = _folded(title)
    same = [at for at, line in enumerate(lines[:_HEAD_LINES]) if _folded(line) == words]
    labels = [at for at in range(same[0]) if _is_label(lines[at])] if same else []
    dropped = {*same, *(at for at in labels if not _is_mark(lines[at]))}
    return [line for at, line in enumerate(lines) if at not in dropped]


def _folded(line: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w+", line)]


def _is_headline(line: str) -> bool:
    return (
        len(line) <= _TITLE_CHARACTERS
        and furniture.word_count(line) <= _TITLE_WORDS
        and line.count("(") == line.count(")")
        and not (furniture.ends_sentence(line) and line.rstrip("\"'”’)")[-1:] not in "?!")
    )


def _is_label(line: str) -> bool:
    return furniture.word_count(line) <= _LABEL_WORDS and not furniture.ends_sentence(line)


def _split_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split at the last mark that has at most a teaser before it; furniture ends with the head."""
    plain = end = 0
    for at, line in enumerate(lines):
        if furniture.is_advertisement(line):
            continue
        if _is_mark(line) or furniture.is_furniture(line):
            end = at + 1
        elif (plain := plain + 1) > _HEAD_PARAGRAPHS:
            break
    body = [line for line in lines[end:] if not furniture.is_furniture(line)]
    return (list(lines[:end]), body) if body else ([], _plain_lines(lines))


def _plain_lines(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not furniture.is_furniture(line) and not _is_mark(line)]


def _is_mark(line: str) -> bool:
    return _is_byline(line) or line_stamp(line) is not None


def _is_byline(line: str) -> bool:
    if len(line) > 150 or furniture.word_count(line) > _BYLINE_WORDS:
        return False
    return agency_alone(line) is not None or _BYLINE.fullmatch(line) is not None


def _split_end(body: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take the credits off the end."""
    end = len(body)
    while end > 1 and (agency_alone(body[end - 1]) or _END_CREDIT.fullmatch(body[end - 1])):
        end -= 1
    return list(body[:end]), list(body[end:])


def _read_marks(marks: Sequence[str], end: Sequence[str]) -> _Marks:
    bylines = [line for line in marks if _is_byline(line)]
    stamps = [stamp for line in marks if (stamp := line_stamp(line))]
    moments = [stamp.when for stamp in sorted(stamps, key=lambda s: s.updated) if stamp.when]
    credits_ = [*bylines, *(line for line in end if agency_alone(line))]
    agencies = [agency for line in credits_ if (agency := agency_in(line))]
    byline = next(iter(bylines), None) or next(iter(end), None)
    return _Marks(byline, agencies[0] if agencies else None, next(iter(moments), None))


def _take_dateline(body: list[str]) -> tuple[list[str], str | None, str | None]:
    """Take the dateline off the first paragraph: the body, its place, the agency it credits."""
    note = next((origin for line in body if (origin := noted_origin(line))), None)
    found = _DATELINE.match(body[0][:_DATELINE_START]) if body else None
    if found is None or not furniture.ends_sentence(body[0]) or not _is_dateline(found):
        return body, None, note
    credit = agency_in(found["credit"] or "")
    lead = body[0][found.end() :]
    return [lead[:1].upper() + lead[1:], *body[1:]], found["place"].strip(), credit or note


def _is_dateline(found: re.Match[str]) -> bool:
    """A credit says it; a dash needs a place in capitals, a colon one of a few words."""
    place = found["place"]
    if found["credit"]:
        return True
    if found["dash"] in ("-", "--", "–"):
        return place.isupper() and place.split()[0] not in ("A", "AN", "THE")
    return furniture.word_count(place) <= 3 and len(place) > 2


def _unsaid(teaser: Sequence[str], body: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of the teaser that no paragraph of the body says."""
    said = [set(content_terms(paragraph)) for paragraph in body] if teaser else []
    return tuple(line for line in teaser if not _is_said(set(content_terms(line)), said))


def _is_said(words: set[str], said: Sequence[set[str]]) -> bool:
    return any(len(words & other) >= _SAME_AS_BODY * len(words) for other in said)
