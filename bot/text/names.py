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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.text.listed import listed
from bot.text.words import is_stop

NameKind = Literal["person", "place", "organisation", ""]


_TITLES = listed(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister chancellor
    king queen prince princess pope bishop archbishop cardinal imam rabbi reverend rev father
    general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral commander
    senator sen representative rep congressman congresswoman governor gov mayor judge justice
    secretary ambassador chairman chairwoman chief constable inspector detective superintendent
    officer leader deputy coach manager foreign defence defense finance interior home
    """
)
_STRONG_TITLES = listed(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president chancellor king queen prince
    princess pope bishop archbishop cardinal imam rabbi reverend rev general gen colonel col
    captain capt lieutenant lt sergeant sgt admiral senator sen congressman congresswoman governor
    gov mayor judge justice minister secretary ambassador chairman chairwoman
    """
)
_ORGANISATION_ENDS = listed(
    """
    inc ltd llc plc corp corporation company co group party ministry department agency university
    college school council committee commission union association federation foundation institute
    bank court police army navy club fc united city league hospital church party parliament
    congress senate office bureau service trust network news times post
    """
)
_CONNECTORS = listed(
    """
    of the and de la le du da di del von van der den bin ibn al el for &
    """
)
_WORLD = "001"
_OFFICES = listed("department ministry office bureau centre center committee organisation")
_CALENDAR = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec christmas easter
    """
)
_WORD = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|Capt|Rev)\.(?=\s)"
    r"|[^\W\d_](?:\w|[.](?=[^\W\d_]\.)|[-’'](?=\w))*(?:(?<=\b[A-Z])\.)?|&"
)
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
    inner = {word.text for word in words if word.capital and not word.opens}
    return [
        mention
        for sentence in _sentences(words)
        for run in _runs(text, sentence)
        for part in _parts(run)
        if (mention := _mention(text, part, inner, _looks_like_headline(sentence))) is not None
    ]


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
    plain = re.sub(r"'s?(?=\s|$)", "", plain)
    parts = [part for part in re.split(r"\W+", plain.replace(".", "")) if part not in ("", "and")]
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

    names = [name for code, name in Locale("en").territories.items() if code != _WORLD]
    short = [acronym(name) for name in names if name.startswith("United")]
    return frozenset(name_key(name) for name in [*names, *short])


def _words(text: str) -> Iterator[_Word]:
    after_point = False
    for match in _WORD.finditer(text):
        word, end = match[0], match.end()
        if word[-2:] in ("'s", "’s"):
            word, end = word[:-2], end - 2
        before = text[max(0, match.start() - 4) : match.start()]
        opens = match.start() == 0 or (bool(_SENTENCE_END.search(before)) and not after_point)
        yield _Word(match.start(), end, word, word[0].isupper(), opens)
        after_point = word.endswith(".") and word.count(".") == 1


def _sentences(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    sentence: list[_Word] = []
    for word in words:
        if word.opens and sentence:
            yield sentence
            sentence = []
        sentence.append(word)
    if sentence:
        yield sentence


def _runs(text: str, words: list[_Word]) -> Iterator[list[_Word]]:
    """Runs of capitalised words, connectors kept only between two of them."""
    run: list[_Word] = []
    pending: list[_Word] = []
    for word in words:
        last = (pending or run)[-1:]
        if last and not _BREAK.match(text[last[0].end : word.start]):
            yield run
            run, pending = [], []
        if _is_capitalised_name(word):
            run, pending = [*run, *pending, word], []
        elif run and len(pending) < 2 and _connects(word, run):
            pending.append(word)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _is_capitalised_name(word: _Word) -> bool:
    if not word.capital or word.text.lower() in _CALENDAR:
        return False
    return not is_stop(word.text) or (len(word.text) > 1 and word.text.isupper())


def _connects(word: _Word, run: list[_Word]) -> bool:
    """Whether a small word may join a name; "and" and "for" only in an office's name."""
    if word.text in ("and", "for"):
        return run[0].text.lower() in _OFFICES
    return word.text in _CONNECTORS


def _parts(run: list[_Word]) -> Iterator[list[_Word]]:
    """Cut "Russian President Vladimir Putin" before the title."""
    for place in range(1, len(run) - 1):
        if run[place].text.lower() in _STRONG_TITLES:
            before = place - 1 if run[place - 1].text.lower() in _TITLES else place
            if before:
                yield run[:before]
            yield run[before:]
            return
    yield run


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
    if key and (key[-1] in _ORGANISATION_ENDS or key[0] in _OFFICES | {"bank", "university"}):
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
    return len(long) >= 5 and sum(word.capital for word in long) > 0.8 * len(long)


def _is_cut(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` cut to its last or first words, or with given names shortened."""
    if len(short) < len(full) and short in (full[-len(short) :], full[: len(short)]):
        return True
    if not 1 < len(short) <= len(full) or short[-1] != full[-1]:
        return False
    return all(
        any(word.startswith(part) for word in full[:-1]) for part in short[:-1] if len(part) < 4
    ) and all(part in full for part in short[:-1] if len(part) > 3)


def _is_acronym(one: str, other: str) -> bool:
    short, full = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    short = short.removeprefix("the ").removeprefix("The ")
    return len(short) > 1 and short.isupper() and " " not in short and acronym(full) == short
