"""Split a text into sentences, as offsets.

Observed in news: most full stops end a sentence, and those that do not are of few kinds:
abbreviations and initials, figures and addresses, an ellipsis, a quotation that the sentence goes
on after. Titles, captions and list items have no full stop at all, and the end of a pasted
paragraph may have no space after its stop.

How it works. Candidates are stops with the quotes and brackets that close after them. What
follows decides first: a small letter means that the sentence goes on, in any script that has
them. Then the word before: an abbreviation (by kind, see abbreviations.txt; joined to another word
too, "then-St. Louis"), an initial or an initialism ("U.S.") ends a sentence only before a
capitalised function word, which rarely opens a name; a time of day ("6 p.m.") ends it unless hardly
anything came before. After "?" or "!" inside quotes a name with a verb of saying belongs to the
quotation. Spaced points are an ellipsis; where a full stop stands tight on its word before them, it
ends the sentence and the ellipsis opens the next. Without a space a stop counts only between a
small letter (or a closing mark) and a capitalised word, and never in an address.

A note's mark in square brackets tight on a stop ("was built.[note 3]") belongs to what it is a note
on. A line break ends a sentence unless the next line starts with a small letter, or the block of
lines is wrapped prose: every line but its last is so full that the next word would not have
fitted, and some line starts with a small letter. Bullets and rising numbers ("1. ... 2. ...")
start a sentence each.

Where it fails: "in the U.S. Police said" is kept together, as is "Plan B. Ministers met"; a
product whose name ends in a mark ("Yahoo! Finance") is parted before a capital; wrapped text
without a single small letter at a line's start is taken for a list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from bot.text.saying import SAYS
from bot.text.words import stop_words

_CLOSERS = "\"'”’»›)\\]}」』）】〉》"
_OPENERS = "\"'“‘„‚«‹(\\[{¿¡「『（【〈《–—―-"
_UNSPACED_STOPS = "。！？｡"
# A stop with what closes after it, unless a small letter or a figure shows that it is none.
_STOP = re.compile(
    rf"(?P<mark>(?P<spaced>\.(?:[ \u00a0]\.){{2,}}+)|[.!?…؟۔।॥{_UNSPACED_STOPS}]++)"
    rf"(?P<closers>(?:[{_CLOSERS}]|[ \u00a0\u202f][»”]|\[[\w ]{{1,30}}\])*+)"
    r"(?(spaced)|(?![a-z\d]|\s+[a-z](?![A-Z])))"
)
_AFTER = re.compile(
    rf"(?P<gap>\s*)(?P<openers>(?:[{_OPENERS}]\s*)*)(?P<word>[^\W_]+(?:['’][^\W_]+)?)?"
)
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*$|\S+\.(?:com|org|net)$", re.IGNORECASE)
_INITIALISM = re.compile(r"[^\W\d_](?:\.[^\W\d_]+)*")
_LOOSE_QUOTE = re.compile(r'[ \u00a0]"(?!\S)')
_NUMBER = re.compile(r"\d{1,3}")
_OPERATOR = re.compile(r"\s[+−=<>×÷/*]\s")  # of a formula: "(p − 1)! + 1"
_ASKED = re.compile(rf"\s+(?:[A-Z][\w'’.-]*\s+){{1,4}}(?:{SAYS}|cried|shouted)\b")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]\s*")
_BULLETS = "•⁃▪‣◦●"
_BULLET = re.compile(rf"[{_BULLETS}](?=\s?\S)")
_ITEM = re.compile(rf"(?<!\S)[{_BULLETS}]?[ \t]?(\d{{1,3}}|[a-z])(?:\.\)|\)|\.)(?=[ \t]+\S)")
_AFTER_A_TIME = re.compile(  # what a time of day goes on with
    r"eastern|central|mountain|pacific|local|gmt|utc|[ecmp][sd]?t|cet|ist|bst"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|may|june|july|august|(?:sept|nov|dec)ember|october",
    re.IGNORECASE,
)
# Languages that write ordinals with a point: "am 3. Oktober".
_POINT_ORDINALS = re.compile("cs|da|de|et|fi|hr|hu|is|lv|nb|nn|no|sk|sl|sr|tr")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a language abbreviates, and the words that open its sentences."""

    openers: frozenset[str]
    ordinals: bool
    kinds: dict[str, str]  # abbreviation -> title, number, any, time

    def kind(self, word: str) -> str | None:
        """The kind of abbreviation that a word before a point is, initials included."""
        if len(word) == 1 and word.isupper():
            return "any"
        kind = self._kind(word)
        joined = word.rpartition("-")[2]  # "then-St. Louis", "ex-Sen. Hill"
        if kind is None and len(joined) > 1 and joined[0].isupper():
            kind = self._kind(joined)
        if kind is None and (len(word) == 1 or "." in word) and _INITIALISM.fullmatch(word):
            return "any"
        return kind

    def _kind(self, word: str) -> str | None:
        return self.kinds.get(word) or self.kinds.get(word.lower())


def split_sentences(text: str, language: str = "en") -> list[str]:
    """The sentences of a text, as written and in order, without the white space around them."""
    return [text[start:end] for start, end in sentence_spans(text, language)]


def sentence_spans(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Offsets of the sentences: in order, not overlapping, together all but white space."""
    lines = {0, *_line_starts(text), *_bullets(text)}
    items = _items(text, lines)
    starts = sorted({*lines, *(item.start() for item in items)})
    marks = {point for item in items for point in range(*item.span())}
    ends = _stop_ends(text, _habits(language), starts, marks)
    return list(_trimmed(text, sorted({*starts, *ends})))


def _trimmed(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*cuts, len(text)):
        piece = text[start:cut]
        inner = piece.strip()
        if inner:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(inner)
        start = cut


@lru_cache(maxsize=32)
def _habits(language: str) -> _Habits:
    kinds = _abbreviations().get(language) or _abbreviations()["en"]
    words = stop_words().get(language, stop_words()["en"])
    return _Habits(frozenset(words), _POINT_ORDINALS.fullmatch(language) is not None, kinds)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, dict[str, str]]:
    """Kind by abbreviation by language, as abbreviations.txt lists them."""
    known: dict[str, dict[str, str]] = {}
    path = Path(__file__).with_name("abbreviations.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, words = line.split(":", 1)
            language, kind = head.split()
            known.setdefault(language, {}).update(dict.fromkeys(words.split(), kind))
    return known


# Lines and lists


def _line_starts(text: str) -> list[int]:
    """Where a line break starts a new sentence."""
    starts: list[int] = []
    block: list[re.Match[str]] = []
    for gap in _BREAK.finditer(text):
        if _is_blank_line(gap[0]):
            starts.extend(_parting_breaks(text, block, gap.start()))
            starts.append(gap.end())
            block = []
        else:
            block.append(gap)
    return starts + _parting_breaks(text, block, len(text))


def _is_blank_line(gap: str) -> bool:
    return len(gap.replace("\r\n", "\n").strip(" \t\u00a0")) > 1


def _parting_breaks(text: str, block: list[re.Match[str]], end: int) -> list[int]:
    """The single line breaks of a block that part sentences; `end` is where the block ends."""
    if not block:
        return []
    if _is_wrapped(text, block, end):
        return []
    return [gap.end() for gap in block if not text[gap.end() : gap.end() + 1].islower()]


def _is_wrapped(text: str, block: list[re.Match[str]], end: int) -> bool:
    """Whether the lines were broken by width: none but the last had room for the next word."""
    begin = max(text.rfind(mark, 0, block[0].start()) for mark in "\n\r\u2028\u2029") + 1
    edges = [begin, *(gap.end() for gap in block), end]
    lines = [text[left:right].strip() for left, right in pairwise(edges)]
    if len(lines) < 3 or not all(lines) or not any(line[0].islower() for line in lines[1:]):
        return False
    widest = max(map(len, lines))
    return all(
        len(line) + 1 + len(following.split(None, 1)[0]) > widest
        for line, following in pairwise(lines)
    )


def _bullets(text: str) -> list[int]:
    """Where a bullet that stands on its own starts an item."""
    if text.isascii():
        return []
    found = (bullet.start() for bullet in _BULLET.finditer(text))
    return [at for at in found if not at or text[at - 1].isspace()]


def _items(text: str, starts: set[int]) -> list[re.Match[str]]:
    """The marks of enumerations that begin at one of `starts` and rise by one: 1. 2., a) b)."""
    if not any(_ITEM.match(text, start) for start in starts):
        return []
    items: list[re.Match[str]] = []
    for item in _ITEM.finditer(text):
        rising = bool(items) and _follows(item[1], items[-1][1])
        if rising or item.start() in starts:
            items.append(item)
    return items


def _follows(mark: str, previous: str) -> bool:
    if mark.isdigit() and previous.isdigit():
        return int(mark) == int(previous) + 1
    return mark.isalpha() and previous.isalpha() and ord(mark) == ord(previous) + 1


# Full stops and their like


def _stop_ends(text: str, habits: _Habits, starts: list[int], marks: set[int]) -> Iterator[int]:
    """Where stops outside of item marks end a sentence; `starts` are the cuts known already."""
    begin = 0
    ahead = iter([*starts, len(text) + 1])
    upcoming = next(ahead)
    for stop in _STOP.finditer(text):
        while upcoming <= stop.start():
            begin, upcoming = max(begin, upcoming), next(ahead)
        if stop.start() not in marks and _ends_sentence(text, stop, begin, habits):
            begin = _end(text, stop)
            yield begin


def _end(text: str, stop: re.Match[str]) -> int:
    """The end of the sentence: a full stop tight on its word leaves four points to the next."""
    tight = stop.start() > 0 and not text[stop.start() - 1].isspace()
    opens_next = tight and stop["mark"].count(" .") > 2 and _after(text, stop.end()).strip()
    return stop.start() + 1 if opens_next else _past_loose_quote(text, stop.end())


def _past_loose_quote(text: str, end: int) -> int:
    """After a straight quote set off by spaces that closes what its line has opened."""
    quote = _LOOSE_QUOTE.match(text, end)
    if quote is None:
        return end
    line = max(text.rfind("\n", 0, end) + 1, end - _PARAGRAPH)
    return quote.end() if text.count('"', line, end) % 2 else end


def _ends_sentence(text: str, stop: re.Match[str], begin: int, habits: _Habits) -> bool:
    after = _AFTER.match(text, stop.end())
    assert after is not None  # every part of the pattern is optional
    if not after["gap"]:
        return _ends_without_space(text, stop, after, begin, habits)
    word = after["word"] or ""
    if _is_small(word):
        return False
    mark = stop["mark"]
    if mark[0] in "!?؟":
        asked = stop["closers"] and _ASKED.match(text, stop.end())
        return not (asked or _OPERATOR.match(text, stop.end()))
    if mark != ".":
        return _ends_with_ellipsis(text, stop, word, habits)
    if _quoted(stop["closers"]):
        return True
    return _ends_at_point(_before(text, begin, stop.start()), word, habits)


# Looking no further than this around a stop keeps the time linear on any text.
_NEAR = 200
_PARAGRAPH = 1_000


def _before(text: str, begin: int, at: int) -> str:
    return text[max(begin, at - _NEAR) : at]


def _after(text: str, at: int) -> str:
    return text[at : at + _NEAR]


def _is_small(word: str) -> bool:
    """Starts with a small letter, brands like "iPhone" apart."""
    return word[:1].islower() and not word[1:2].isupper()


def _quoted(closers: str) -> bool:
    return any(mark in "\"”’»›'" for mark in closers)


def _ends_without_space(
    text: str, stop: re.Match[str], after: re.Match[str], begin: int, habits: _Habits
) -> bool:
    """A stop with no white space after it: in scripts without spaces, or where one was lost."""
    word = after["word"] or ""
    if stop["mark"][-1] in _UNSPACED_STOPS:
        return not (stop["closers"] and word and not after["openers"])
    if not (word[:1].isupper() and word[1:2].islower()) or stop["mark"] not in ".!?":
        return False
    before = _before(text, begin, stop.start())
    if not (before[-1:].islower() or before[-1:] in _CLOSERS or stop["closers"]):
        return False
    last = _last_word(before)
    chunk = last + _after(text, stop.start()).split(None, 1)[0]
    return not _ADDRESS.match(chunk) and habits.kind(last) is None


def _ends_with_ellipsis(text: str, stop: re.Match[str], word: str, habits: _Habits) -> bool:
    """Points of an ellipsis: at a word they end, on their own only before a function word."""
    before = text[stop.start() - 1 : stop.start()]
    if before == "[":
        return False
    spaced = not before or before.isspace()
    if not spaced or len(stop["mark"].replace(" ", "")) > 3:
        return True
    return word.lower() in habits.openers and re.split("['’]", word)[0] != "I"


def _last_word(sentence: str) -> str:
    """The word that a sentence so far ends with, without brackets and quotes before it."""
    words = sentence[-40:].rsplit(None, 1)
    return words[-1].lstrip(_OPENERS).rpartition("—")[2] if words else ""


def _ends_at_point(sentence: str, word: str, habits: _Habits) -> bool:
    """Whether a point after `sentence` and before `word` is a full stop."""
    last = _last_word(sentence)
    if _NUMBER.fullmatch(last):
        if sentence.strip() == last or word[:1].isdigit():  # an item's mark, a torn "3. 5"
            return False
        if habits.ordinals:
            return word.lower() in habits.openers
    kind = habits.kind(last)
    if kind is None:
        return True
    if kind == "title":
        return False
    if kind == "number":
        return not word[:1].isdigit()
    if kind == "time":
        return len(sentence.split()) > 3 and not _AFTER_A_TIME.fullmatch(word)
    return word.lower() in habits.openers
