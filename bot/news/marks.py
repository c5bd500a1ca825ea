"""The marks in a report's head and at its end: who wrote it and when, in lines of their own.

Observed: a byline ("By Jane Doe, Reuters"), a date ("Published: March 3, 2024") or both in one
line, with a time, a reading time, the outlet's name beside them, parted by strokes, dots or dashes
("By Jane Doe | March 3, 2024, 10:15 GMT | 5 min read").

How it works: a line is a mark when each of its parts is one of these, and a bare name counts only
beside a date. A date in such a line is the text's own.

Where it fails: a title of a few capitalised words that is followed by a date in the same line is
taken for a name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.news import furniture
from bot.news.datelines import read_dateline
from bot.news.origins import agency_alone, agency_in
from bot.news.stamps import Stamp, is_labelled, is_time, line_stamp, split_stamp

_LONGEST = 150  # characters
_WORDS = 14
_SEPARATOR = re.compile(r"\s*[|·•]+\s*|\s+[–—-]+\s+")
_NAME = re.compile(
    r"[A-Z\u00c0-\u024f\u0400-\u042f][\w.&'’-]*"
    r"(?: (?:(?:de|der|van|von|the|of|and|&) )*[A-Z\u00c0-\u024f\u0400-\u042f][\w.&'’-]*){0,4}"
)
_BYLINE = re.compile(
    r"(?:(?:written |reported |story |words )?by|from|von|por|par|door|di|av|af|автор:?)"
    r" (?=\S*[A-Z\u00c0-\u024f\u0400-\u042f])[^.!?:;]{2,90}(?:\.[A-Z][^.!?:;]{2,40}){0,2}\.?",
    re.IGNORECASE,
)
_END_CREDIT = re.compile(
    r"\(?\W*(?:additional )?(?:reporting|writing|editing|compiled) by\b.{2,300}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one line says of who wrote the text and when; nothing of it is certain to be there."""

    byline: str | None = None
    agency: str | None = None
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What all marks of a text say together."""

    byline: str | None
    agency: str | None
    published: datetime | None


def read_mark(line: str) -> Mark | None:
    """Read a line of the head that is a mark, None where it is something else."""
    line = line.rstrip(" -–—")
    if len(line) > _LONGEST or furniture.word_count(line) > _WORDS:
        return None
    if _is_byline(line) and split_stamp(line) is None:
        return Mark(line, agency_in(line))
    stamp = line_stamp(line)
    if stamp is not None:
        return Mark(stamps=(stamp,))
    parts = [part for part in _SEPARATOR.split(line) if part]
    read = [_part(part) for part in parts]
    if all(mark is not None for mark in read) and any(mark and mark.stamps for mark in read):
        return _together([mark for mark in read if mark])
    return None


def _is_byline(line: str) -> bool:
    return agency_alone(line) is not None or _BYLINE.fullmatch(line) is not None


def _part(part: str) -> Mark | None:
    """One part of a line; what says nothing of who and when is an empty mark."""
    found = split_stamp(part)
    words, stamps = (found[0], (found[1],)) if found else (part, ())
    if _is_byline(words):
        return Mark(words, agency_in(words), stamps)
    if found:
        return _dateline(part) if words else Mark(stamps=stamps)
    if is_time(part) or furniture.is_furniture(part):
        return Mark()
    return Mark(part) if _NAME.fullmatch(part) and not furniture.ends_sentence(part) else None


def _dateline(part: str) -> Mark | None:
    """A dateline that has its own line."""
    found = read_dateline(f"{part} — X")
    if found is None or found.published is None or not (found.place or "").isupper():
        return None
    return Mark(None, found.agency, (Stamp(False, found.published),))


def _together(parts: Iterable[Mark]) -> Mark:
    read = list(parts)
    return Mark(
        next((mark.byline for mark in read if mark.byline), None),
        next((mark.agency for mark in read if mark.agency), None),
        tuple(stamp for mark in read for stamp in mark.stamps),
    )


def is_end_mark(line: str) -> bool:
    """Whether a line at the end of a text is none of its paragraphs: a credit, its own date."""
    if agency_alone(line) or _END_CREDIT.fullmatch(line):
        return True
    return is_labelled(line) and line_stamp(line) is not None


def read_marks(head: Iterable[str], end: Iterable[str]) -> Marks:
    """Put together what the marks of a text's head and its end say; when it was published first."""
    last = [line for line in end if not is_labelled(line)]
    marks = [mark for line in head if (mark := read_mark(line))]
    stamps = [stamp for mark in marks for stamp in mark.stamps]
    stamps += [stamp for line in end if is_labelled(line) and (stamp := line_stamp(line))]
    moments = [stamp.when for stamp in sorted(stamps, key=lambda s: s.updated) if stamp.when]
    agencies = [mark.agency for mark in marks if mark.agency]
    agencies += [agency for line in last if (agency := agency_alone(line))]
    bylines = [mark.byline for mark in marks if mark.byline] or last
    return Marks(next(iter(bylines), None), next(iter(agencies), None), next(iter(moments), None))
