"""How well copies are told: a labelled set made by rule from the texts of a corpus.

Run `python -m tests.evals.copies [FILE.jsonl ...]` (files with `text` and `story`). Copies are
reprints cut short, re-headlined, respelled, with captions and advertising put in, lightly edited,
or merged with a second report. The others are reports of one story, updates that keep a few old
sentences, reports that share quotes, and reports that share a background paragraph. Pairs of the
corpus that already share long runs of words are natural reprints and make no negatives.
"""

import itertools
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.news.copies import bones, is_copy, overlap
from bot.news.extract import extract
from bot.news.records import RawArticle
from bot.text.sentences import split_sentences

_BRITISH = {
    "defense": "defence", "center": "centre", "program": "programme", "labor": "labour",
    "color": "colour", "favor": "favour", "honor": "honour", "organize": "organise",
    "organization": "organisation", "recognize": "recognise", "realize": "realise",
    "criticize": "criticise", "apologize": "apologise", "cooperation": "co-operation",
    "theater": "theatre", "traveled": "travelled", "canceled": "cancelled", "license": "licence",
    "percent": "per cent", "neighbor": "neighbour", "publicize": "publicise", "gray": "grey",
    "analyze": "analyse", "liter": "litre", "meter": "metre", "kilometer": "kilometre",
}  # fmt: skip
_FURNITURE = (
    "- Advertisement -", "2 minute read", "Share", "Story continues below advertisement",
    "Read more", "Sign up for our newsletter", "Follow us on social media",
)  # fmt: skip
_CAPTIONS = (
    "People walk past the building on a rainy morning. Photo: Demo Pictures",
    "A file photo shows the street where it happened.Credit: Demo Images",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and whether one is a copy of the other."""

    kind: str
    one: str
    other: str
    copy: bool


def load(path: Path) -> list[dict[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if len(row["text"].split()) >= 120]


def british(text: str) -> str:
    def swap(match: re.Match[str]) -> str:
        word = match[0]
        new = _BRITISH[word.lower()]
        return new.capitalize() if word[0].isupper() else new

    text = re.sub(rf"\b(?:{'|'.join(_BRITISH)})\b", swap, text, flags=re.IGNORECASE)
    text = re.sub(r"(\w{3,})iz(e|ed|es|ing|ation)\b", r"\1is\2", text)
    return re.sub(r"\"([^\"\n]*)\"", r"“\1”", text).replace("'", "’")


def paragraphs(sentences: Sequence[str]) -> str:
    return "\n\n".join(sentences)


def cut(sentences: list[str], chance: random.Random) -> list[str]:
    keep = max(4, round(len(sentences) * chance.uniform(0.4, 0.75)))
    return sentences[:keep]


def decorated(sentences: list[str], chance: random.Random) -> list[str]:
    lines = list(sentences)
    for extra in (*chance.sample(_FURNITURE, 4), chance.choice(_CAPTIONS)):
        lines.insert(chance.randrange(len(lines) + 1), extra)
    return lines


def edited(sentences: list[str], chance: random.Random) -> list[str]:
    """Leave out a sentence, cut a clause, move an attribution or a day, in a third of them."""
    out = []
    for sentence in sentences:
        roll = chance.random()
        if roll < 0.1:
            continue
        if roll < 0.25:
            sentence = re.sub(r", (?:who|which|where)\b[^,.]*,", "", sentence)
            sentence = re.sub(r"\bOn (\w+day), ([^.]*?) said\b", r"\2 said on \1", sentence)
            sentence = re.sub(r"\bsaid\b", "told reporters", sentence, count=1)
        out.append(sentence)
    return out


def reheadlined(sentences: list[str], chance: random.Random) -> list[str]:
    words = " ".join(sentences).split()
    return [" ".join(chance.sample(words, 8)), *sentences]


def copies_of(sentences: list[str], other: list[str], chance: random.Random) -> Iterator[Pair]:
    whole = paragraphs(sentences)
    short = cut(sentences, chance)
    merged = cut(sentences, chance) + cut(other, chance)
    variants: dict[str, str] = {
        "cut": paragraphs(short),
        "re-headlined": paragraphs(reheadlined(sentences, chance)),
        "respelled": british(whole),
        "decorated": paragraphs(decorated(sentences, chance)),
        "edited": british(paragraphs(edited(sentences, chance))),
        "all at once": british(
            paragraphs(decorated(reheadlined(edited(short, chance), chance), chance))
        ),
        "merged": paragraphs(merged),
    }
    for kind, text in variants.items():
        yield Pair(kind, whole, text, True)


def others_of(sentences: list[str], other: list[str], chance: random.Random) -> Iterator[Pair]:
    one, two = paragraphs(sentences), paragraphs(other)
    yield Pair("same story", one, two, False)
    quotes = [s for s in sentences if '"' in s or "``" in s or "“" in s] or sentences[-2:]
    shared = chance.sample(quotes, min(2, len(quotes)))
    at = len(other) // 2
    yield Pair("shared quotes", one, paragraphs([*other[:at], *shared, *other[at:]]), False)
    background = sentences[-3:]
    yield Pair("shared background", one, paragraphs([*other, *background]), False)
    update = [*other, *chance.sample(sentences[: len(sentences) // 2], 1), sentences[-1]]
    yield Pair("update", one, paragraphs(update), False)


def natural_reprint(one: str, other: str) -> bool:
    """Whether two texts of the corpus share many runs of six words as they stand."""
    runs = [
        {tuple(words[at : at + 6]) for at in range(len(words) - 5)}
        for words in (text.lower().split() for text in (one, other))
    ]
    return len(runs[0] & runs[1]) > 0.08 * min(map(len, runs))


def build(rows: Sequence[dict[str, str]], seed: int = 0, articles: int = 150) -> list[Pair]:
    """Make the labelled pairs, the same for the same rows and seed."""
    chance = random.Random(seed)
    by_story: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_story.setdefault(row["story"], []).append(row)
    candidates = [
        pair
        for members in by_story.values()
        for pair in itertools.permutations(members, 2)
        if not natural_reprint(pair[0]["text"], pair[1]["text"])
    ]
    found: list[Pair] = []
    for one, other in chance.sample(candidates, min(articles, len(candidates))):
        sentences, second = split_sentences(one["text"]), split_sentences(other["text"])
        if min(len(sentences), len(second)) >= 6:
            found += copies_of(sentences, second, chance)
            found += others_of(sentences, second, chance)
    return found


def decide(pair: Pair) -> bool:
    """Decide as the pipeline does, on texts as it extracts them."""
    one, other = (bones(_text(text)) for text in (pair.one, pair.other))
    return is_copy(overlap(one, other))


def _text(source: str) -> str:
    return extract(RawArticle(url="", source="", text=source, language="en")).text


def simple(pair: Pair) -> bool:
    """Decide by the simple method: Jaccard of five-word runs, at the usual half."""
    one, other = (
        {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        for words in (text.lower().split() for text in (pair.one, pair.other))
    )
    return len(one & other) >= 0.5 * len(one | other)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; the folder or file may be named."""
    path = Path(arguments[0] if arguments else "../shared/data")
    path = path / "stories_dev.jsonl" if path.is_dir() else path
    if not path.exists():
        print(f"copies: no {path}; name it as the argument")
        return
    pairs = build(load(path))
    ours, theirs = [decide(pair) for pair in pairs], [simple(pair) for pair in pairs]
    print(f"{'copies, by rule':<22}pairs   right   simple method right")
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        of_kind = [at for at, pair in enumerate(pairs) if pair.kind == kind]
        right = [sum(said[at] == pairs[at].copy for at in of_kind) for said in (ours, theirs)]
        shares = [count / len(of_kind) for count in right]
        print(f"{kind:<22}{len(of_kind):5}{shares[0]:8.3f}{shares[1]:8.3f}")
    for name, said in (("dateline", ours), ("simple method", theirs)):
        precision, recall = _precision_recall(pairs, said)
        print(f"{name:<22}precision {precision:.3f}   recall {recall:.3f}   (must .96, aim .985)")


def _precision_recall(pairs: Sequence[Pair], said: Sequence[bool]) -> tuple[float, float]:
    right = sum(copy and pair.copy for pair, copy in zip(pairs, said, strict=True))
    return right / max(1, sum(said)), right / max(1, sum(pair.copy for pair in pairs))


if __name__ == "__main__":
    main(sys.argv[1:])
