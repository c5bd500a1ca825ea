"""Where in the lines of a text the article is: a theory of how news pages read from the top.

Observed: first a head, then the body, then sometimes an end line. The head holds, in this order
and each optional, section labels ("World"), the title (often twice), a teaser (usually a
sentence of the body, or a summary of it), and marks (marks.py): a byline, a date, a reading time,
share buttons. Captions and advertising stand anywhere. The body is paragraphs of sentences; its
first one may open with a dateline (datelines.py). An end line credits ("(Reuters)", "Editing by
...").

How it works: furniture and captions are told by the lines' own words (furniture.py) and put aside.
The title is the given one, or the first line that does not end as a sentence and has another
line after it. What stands between the title and the last mark near it is the teaser; it is left
out of the text when a paragraph of the body says the same, and else becomes its first paragraph.
Lines of one block that break in the middle of sentences, all near one width, are joined again, as
are those that break at the lowered figure of a formula ("CO", "2 fell"), which pages set apart.

Where it fails: a subtitle without a mark after it counts as a first paragraph; a text that starts
with two short labels gets the second as title when nothing longer follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.news import furniture
from bot.news.datelines import Dateline, read_dateline
from bot.news.marks import is_end_mark, read_mark, read_marks
from bot.news.origins import noted_origin
from bot.text.words import content_terms, fold

_HEAD_LINES = 10  # within which a title stands
_HEAD_PARAGRAPHS = 2  # a teaser has at most so many lines
_LABEL_WORDS = 3
_TITLE_WORDS = 30
_TITLE_CHARACTERS = 220
_SAME_AS_BODY = 0.95  # share of a teaser's terms that one paragraph of the body holds
_WRAP_WIDTH = 55  # characters; shorter lines were not wrapped, they end
_FORMULA = re.compile(r"(?:^|[\s(])\d?(?:[BCFHIKNOPSUVWY]|[A-Z][a-z]){1,3}$")
_LOWERED = re.compile(r"\d{1,2}(?:$|[\s).,;:–-]|[A-Z][a-z]?$)")


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


def lay_out(text: str, title: str | None = None) -> Layout:
    """Find the article in a text whose characters are clean; `title` is the one given with it."""
    lines = _lines(text)
    captions = furniture.captions_among(lines)
    shown = [line for at, line in enumerate(lines) if at not in captions]
    title = title or _first_title([line for line in shown if not furniture.is_furniture(line)])
    rest = _without_title(shown, title) if title else shown
    head, body = _split_head(rest)
    body, end = _split_end(body)
    marks = read_marks(head, end)
    teaser = [line for line in head if not _is_mark(line) and not furniture.is_furniture(line)]
    body, dateline = _take_dateline(body)
    note = next((origin for line in body if (origin := noted_origin(line))), None)
    return Layout(
        title=title,
        teaser=" ".join(teaser) or None,
        byline=marks.byline,
        place=dateline.place if dateline else None,
        agency=(dateline and dateline.agency) or note or marks.agency,
        published=marks.published or (dateline.published if dateline else None),
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
    """Whether a line was broken in a formula, or at a page's width: the next one goes on."""
    if _FORMULA.search(line) and _LOWERED.match(following):
        return True
    return (
        _WRAP_WIDTH <= len(line) <= 2 * _WRAP_WIDTH
        and not furniture.ends_sentence(line)
        and (following[0].islower() or line.endswith((",", ";")))
        and not furniture.is_furniture(line)
        and not furniture.is_caption(line)
    )


def _first_title(lines: Sequence[str]) -> str | None:
    """Return the first line that is a title over something else; `lines` has no furniture."""
    plain = [line for line in lines[:_HEAD_LINES] if not _is_mark(line)]
    for line, following in pairwise(plain):
        if not _reads_as_title(line):
            return None
        if not (_is_label(line) and _reads_as_title(following) and not _is_label(following)):
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


def _reads_as_title(line: str) -> bool:
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
    return read_mark(line) is not None


def _split_end(body: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take the credits off the end."""
    end = len(body)
    while end > 1 and is_end_mark(body[end - 1]):
        end -= 1
    return list(body[:end]), list(body[end:])


def _take_dateline(body: list[str]) -> tuple[list[str], Dateline | None]:
    """Take the dateline off the first paragraph."""
    found = read_dateline(body[0]) if body and furniture.ends_sentence(body[0]) else None
    if found is None:
        return body, None
    lead = body[0][found.end :]
    return [lead[:1].upper() + lead[1:], *body[1:]], found


def _unsaid(teaser: Sequence[str], body: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of the teaser that no paragraph of the body says."""
    said = [set(content_terms(paragraph)) for paragraph in body] if teaser else []
    return tuple(line for line in teaser if not _is_said(set(content_terms(line)), said))


def _is_said(words: set[str], said: Sequence[set[str]]) -> bool:
    return any(len(words & other) >= _SAME_AS_BODY * len(words) for other in said)
