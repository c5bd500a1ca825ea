"""Names in running text: people, places, organisations, found by capitals and context, no model.

Theory. In a language that capitalises names, a run of capitalised words is a name, joined across
small connectors ("Bank of Japan", "Ursula von der Leyen"). The first word of a sentence says
nothing by its capital: it is a name when it is a known place, an acronym, part of a longer run,
or capitalised elsewhere in the text where no sentence begins; else the mention is not `certain`.
A title before a name ("President", "Mr") marks a person and is not part of it. Acronyms equal
the initials of what they stand for; a family name equals the full name that ends in it; a given
name used alone equals it too, since Korean, Chinese and Hungarian names begin with the family's.

Known to fail: headlines in title case (no mention in them is certain), languages without
capitals or that capitalise nouns, and two people of one family name.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NameKind = Literal["person", "place", "organisation", ""]

_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister chancellor
    king queen prince princess pope bishop archbishop cardinal imam rabbi reverend rev father
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral commander
    senator sen representative rep congressman congresswoman governor gov mayor judge justice
    secretary ambassador chairman chairwoman chief constable inspector detective superintendent
    officer leader deputy coach manager foreign defence defense finance interior home
    """.split()
)
_STRONG_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president chancellor king queen prince
    princess pope bishop archbishop cardinal imam rabbi reverend rev general gen colonel col
    captain capt lieutenant lt sergeant sgt admiral senator sen congressman congresswoman governor
    gov mayor judge justice minister secretary ambassador chairman chairwoman
    """.split()
)
_ORGANISATION_ENDS = frozenset(
    """
    inc ltd llc plc corp corporation company co group party ministry department agency university
    college school council committee commission union association federation foundation institute
    bank court police army navy club fc united city league hospital church party parliament
    congress senate office bureau service trust network news times post
    """.split()
)
_CONNECTORS = frozenset(
    """
    of the and de la le du da di del von van der den bin ibn al el for &
    """.split()
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec christmas easter
    """.split()
)
_FUNCTION_WORDS = frozenset(
    """
    a an the this that these those he she it they we you i his her its their our your my him them
    us me who whom whose which what when where why how there here and or but nor so yet if because
    although though while since until unless as at by for from in into of off on onto out over to
    under up with without within about after against among around before behind below between
    beyond despite during except inside like near outside past per through throughout toward
    towards upon via is are was were be been being am has have had do does did will would shall
    should may might must can could not no yes all any both each either every few many more most
    much neither none one other others several some such then than too very also just only even
    still now once never ever again meanwhile however moreover nevertheless first second last next
    new old today yesterday tomorrow two three four five six seven eight nine ten
    """.split()
)
_WORD = re.compile(r"[^\W\d_](?:[\w]|[.](?=[^\W\d_]\.)|[-’'](?=\w))*(?:(?<=\b[A-Z])\.)?|&")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;•]|\n)[\s\"'“”‘’(\[—–-]*$|[\"“‘(]\s*$")
_BREAK = re.compile(r"^[ \t\n]{1,2}$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in a text: `text[start:end]`, without title and possessive.

    `certain` is false where only the start of a sentence or a headline's style capitalises it.
    """

    start: int
    end: int
    text: str
    kind: NameKind = ""
    title: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    capital: bool
    opens: bool


def name_mentions(text: str) -> list[NameMention]:
    """Every name in `text`, in order, without overlaps."""
    words = list(_words(text))
    headline = _looks_like_headline(words)
    inner = {word.text for word in words if word.capital and not word.opens}
    mentions = (_mention(text, run, inner, headline) for run in _runs(text, words))
    return [mention for mention in mentions if mention is not None]


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one thing: equal but for spelling, cut short, or its acronym."""
    first, second = name_key(one), name_key(other)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    return _is_cut(first, second) or _is_cut(second, first) or _is_acronym(one, other)


@lru_cache(maxsize=8192)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name as compared: no case, accents, hyphens, dots, titles or possessive."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"'s\b|s'(?=\s|$)", lambda match: match[0][:-2] or "s", plain)
    parts = [part for part in re.split(r"[^\w&]+", plain.replace(".", "")) if part]
    while len(parts) > 1 and parts[0] in _TITLES | {"the"}:
        parts = parts[1:]
    return tuple(parts)


def acronym(name: str) -> str:
    """The initials of a name's main words, in capitals: "United Nations" gives "UN"."""
    parts = [part for part in re.split(r"[\s-]+", name) if part]
    return "".join(part[0] for part in parts if part[0].isupper())


@lru_cache(maxsize=1)
def places() -> frozenset[tuple[str, ...]]:
    """The names of the world's countries and regions (Unicode CLDR's, by Babel), as keys."""
    from babel.core import Locale

    return frozenset(name_key(name) for name in Locale("en").territories.values())


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        word, end = match[0], match.end()
        if word[-2:] in ("'s", "’s"):
            word, end = word[:-2], end - 2
        opens = bool(_SENTENCE_END.search(text[max(0, match.start() - 4) : match.start()]))
        opens = opens or match.start() == 0
        yield _Word(match.start(), end, word, word[0].isupper(), opens)


def _runs(text: str, words: list[_Word]) -> Iterator[list[_Word]]:
    """Runs of capitalised words, a connector kept only between two of them."""
    run: list[_Word] = []
    pending: list[_Word] = []
    for word in words:
        before = (pending or run)[-1:]
        touches = not before or bool(_BREAK.match(text[before[0].end : word.start]))
        if run and (not touches or word.opens):
            yield run
            run, pending = [], []
        if _names(word):
            run, pending = [*run, *pending, word], []
        elif run and word.text in _CONNECTORS and len(pending) < 2 and not _is_and(word, run):
            pending.append(word)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _names(word: _Word) -> bool:
    lowered = word.text.lower()
    if not word.capital or lowered in _CALENDAR:
        return False
    return lowered not in _FUNCTION_WORDS or (len(word.text) > 1 and word.text.isupper())


def _is_and(word: _Word, run: list[_Word]) -> bool:
    """Whether a connector lists two names instead of joining one, as after a single word."""
    return word.text in ("and", "for", "the") and len(run) < 2


def _mention(text: str, run: list[_Word], inner: set[str], headline: bool) -> NameMention | None:
    title, body = _without_title(run)
    if not body:
        return None
    start, end = body[0].start, body[-1].end
    name = text[start:end]
    kind = _kind(name, title)
    return NameMention(start, end, name, kind, title, _certain(body, kind, inner, headline, title))


def _without_title(run: list[_Word]) -> tuple[str, list[_Word]]:
    count = 0
    while count < len(run) and run[count].text.lower().rstrip(".") in _TITLES:
        count += 1
    if count == len(run):
        return "", run
    return " ".join(word.text for word in run[:count]), run[count:]


def _kind(name: str, title: str) -> NameKind:
    key = name_key(name)
    if key in places():
        return "place"
    if any(part in _STRONG_TITLES for part in title.lower().replace(".", "").split()):
        return "person"
    if key and (key[-1] in _ORGANISATION_ENDS or key[0] in ("ministry", "bank", "university")):
        return "organisation"
    return "organisation" if name.isupper() and len(name) > 1 else ""


def _certain(
    body: list[_Word], kind: NameKind, inner: set[str], headline: bool, title: str
) -> bool:
    if kind or title:
        return True
    if headline:
        return False
    return not body[0].opens or len(body) > 1 or body[0].text in inner


def _looks_like_headline(words: list[_Word]) -> bool:
    long = [word for word in words if len(word.text) > 3]
    return len(long) >= 4 and sum(word.capital for word in long) > 0.7 * len(long)


def _is_cut(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` cut to its last or first words, given names perhaps initials."""
    if len(short) >= len(full):
        return False
    if full[-len(short) :] == short or full[: len(short)] == short:
        return True
    if len(short) == 1 or short[-1] != full[-1]:
        return False
    rest = list(full[:-1])
    return all(any(word.startswith(part) for word in rest) for part in short[:-1])


def _is_acronym(one: str, other: str) -> bool:
    short, full = sorted((one.replace(".", ""), other), key=len)
    short = short.removeprefix("the ").removeprefix("The ")
    return len(short) > 1 and short.isupper() and " " not in short and acronym(full) == short
