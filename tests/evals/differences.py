"""How well differences between the texts of a story are found.

Run `python -m tests.evals.differences [FILE.jsonl] [--news PATH] [--show N [--seed S]]`. Found:
reprints of real texts, respelled and edited (tests.evals.copies), in which one number or weekday
was changed. False alarms: the same reprints with nothing changed.

`--news` names a file of articles, one a line ({"url", "outlet", "title", "published", "text"}), or
a folder of such files. Lines with a "story" are told by it, the others grouped as an installation
would, 3,000 at a time (`--from` line, `--articles` number). The table then says how many stories of
several texts hold differences, how many are named between the first texts of two stories that
follow each other in time (all false), and how long a story takes; `--show` prints N, drawn by lot,
to be read by eye: at most two of a story, as readers get them. tests.evals.natural makes such
files.
"""

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from time import process_time

from bot.clock import SystemClock
from bot.commands.arguments import read_as_of
from bot.errors import NotAnArticle
from bot.news.differences import Difference, Report, differences
from bot.news.drafts import Draft, draft
from bot.news.records import RawArticle
from bot.text.sentences import split_sentences
from storage.records import NewArticle, PassageKind
from tests.evals.copies import british, edited, load
from tests.evals.stories import Press, Replay

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = re.compile(r"(?<![\w.,/$€£-] )(?<![\w.,/$€£-])\b([2-9]|[1-9]\d{1,2})\b(?= [a-z]{4,})")
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")


def _report(name: str, sentences: Sequence[str]) -> Report:
    return Report(ord(name), name, None, tuple(sentences))


def changed(sentence: str, chance: random.Random) -> tuple[str, str, str] | None:
    """Change a number or a weekday: the new sentence, the old value, the new one."""
    for pattern in (_NUMBER, _DAY):
        if found := pattern.search(sentence):
            old = found[0]
            others = [day for day in _DAYS if day != old]
            new = chance.choice(others) if old in _DAYS else str(int(old) + chance.randint(2, 9))
            return sentence[: found.start()] + new + sentence[found.end() :], old, new
    return None


def build(texts: Sequence[str], seed: int = 0) -> Iterator[tuple[Report, Report, set[str]]]:
    """Yield reprints and which values differ (none where nothing was changed)."""
    chance = random.Random(seed)
    for text in texts:
        sentences = split_sentences(text)[:12]
        reprint = [british(sentence) for sentence in edited(sentences, chance)]
        yield _report("A", sentences), _report("B", reprint), set()
        for at, sentence in enumerate(reprint):
            change = changed(sentence, chance)
            if change and text.count(change[1]) == 1 and change[2] not in text:
                other = [*reprint[:at], change[0], *reprint[at + 1 :]]
                yield _report("A", sentences), _report("B", other), {change[1], change[2]}
                break


@dataclass(frozen=True)
class Shown:
    """A difference of a real story, with both sentences."""

    story: str
    found: Difference

    def __str__(self) -> str:
        one, other = self.found.one, self.found.other
        kind = f"{self.found.kind}, {'updated' if self.found.updated else 'differs'}"
        return (
            f"[{self.story}] {kind}: {one.outlet} “{one.value}”, {other.outlet} “{other.value}”\n"
            f"    {one.sentence}\n    {other.sentence}"
        )


Stories = list[tuple[str, list[Report]]]


def news(path: Path, first: int, number: int) -> Stories:
    """Return the stories of several texts of a file or folder of articles."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    lines = [line for each in files for line in each.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in map(json.loads, lines) if row.get("text")]
    told = list(labelled([row for row in rows if row.get("story")]))
    return told + grouped([row for row in rows if not row.get("story")][first : first + number])


def labelled(rows: Sequence[dict[str, str]]) -> Iterator[tuple[str, list[Report]]]:
    """Yield the stories that lines are told to belong to, those of several texts."""
    stories: defaultdict[str, list[Report]] = defaultdict(list)
    for row in rows:
        for _, each in _drafted([row]):
            reports = stories[row["story"]]
            reports.append(_report_of(len(reports), each.article))
    yield from (story for story in stories.items() if len(story[1]) > 1)


def grouped(rows: Sequence[dict[str, str]]) -> Stories:
    """Return the stories of several articles that lines fall into, as they would when stored."""
    drafted = list(_drafted(rows))
    drafts = [each for _, each in drafted]
    replay = Replay(Press([raw for raw, _ in drafted], drafts, [], {}))
    stories: defaultdict[int, list[Report]] = defaultdict(list)
    for at in range(len(drafts)):
        replay.add(at)
    for at, each in enumerate(drafts):
        stories[replay.story_of[at]].append(_report_of(at, each.article))
    return [(f"news {story}", its) for story, its in stories.items() if len(its) > 1]


def _drafted(rows: Sequence[dict[str, str]]) -> Iterator[tuple[RawArticle, Draft]]:
    """What would be stored of the rows; without those that are no articles."""
    for raw in map(_raw, rows):
        with suppress(NotAnArticle):
            yield raw, draft(raw, SystemClock().now())


def _raw(row: dict[str, str]) -> RawArticle:
    return RawArticle(
        row["url"],
        row.get("outlet") or row["url"],
        title=row.get("title") or "",
        outlet=row.get("outlet"),
        published=read_as_of(row["published"]) if row.get("published") else None,
        text=row["text"],
    )


def _report_of(number: int, article: NewArticle) -> Report:
    body = [p for p in article.passages if p.kind is PassageKind.BODY]
    sentences = tuple(p.text[start:end] for p in body for start, end in p.sentences)
    return Report(
        number,
        article.outlet or article.source,
        article.published,
        sentences,
        article.language,
        article.title,
    )


def show(stories: Stories, number: int, seed: int) -> None:
    """Print how many differences there are, and some of them drawn by lot."""
    started = process_time()
    found = [Shown(story, each) for story, reports in stories for each in differences(reports)[:2]]
    each = 1000 * (process_time() - started) / max(1, len(stories))
    kinds = Counter(f"{s.found.kind} {'updated' if s.found.updated else 'differs'}" for s in found)
    print(f"stories of real news     {len(stories):5}   named {len(found)}: {dict(kinds)}")
    print(f"milliseconds a story             {each:.1f}")
    pairs, false = strangers(stories)
    print(f"two stories as one       {pairs:5}   named {false}, all false")
    random.Random(seed).shuffle(found)
    for at, one in enumerate(found[:number], 1):
        print(f"{at:3} {one}")


def strangers(stories: Stories) -> tuple[int, int]:
    """Take each two stories that follow each other for one: how many, and what is named in them."""
    dated = [(reports[0].published, reports[0]) for _, reports in stories if reports[0].published]
    firsts = [report for _, report in sorted(dated, key=lambda each: each[0])]
    pairs = [
        (one, replace(other, article_id=one.article_id + 1))
        for one, other in pairwise(firsts)
        if one.outlet != other.outlet
    ]
    return len(pairs), sum(len(differences(pair)) for pair in pairs)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--news", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    options = parser.parse_args(list(arguments))
    path = options.data / "stories_dev.jsonl" if options.data.is_dir() else options.data
    if path.exists():
        made_by_rule([row["text"] for row in load(path)][:300])
    else:
        print(f"differences: no {path}; name it as the argument")
    if options.news:
        show(news(options.news, options.first, options.articles), options.show, options.seed)


def made_by_rule(texts: Sequence[str]) -> None:
    """Print how many of the differences made by rule are found, and what else is."""
    said = [(differences([one, other]), values) for one, other, values in build(texts)]
    told = [([{f.one.value, f.other.value} for f in found], values) for found, values in said]
    made = sum(bool(values) for _, values in told)
    right = sum(values in pairs for pairs, values in told if values)
    extra = sum(pair != values for pairs, values in told for pair in pairs)
    print(f"differences made         {made:5}   found {right / max(1, made):.3f}")
    print(f"others told, in reprints {len(said):5}   {extra}")
    print(f"precision                        {right / max(1, right + extra):.3f}   (must .9)")


if __name__ == "__main__":
    main(sys.argv[1:])
