"""How well differences between the texts of a story are found.

Run `python -m tests.evals.differences [FILE.jsonl] [-v]`. Found: reprints of real texts, respelled
and edited (tests.evals.copies), in which one number or weekday was changed. False alarms: the same
reprints with nothing changed. `-v` prints the natural differences of the corpus, to be read by eye.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.news.differences import Report, differences, say
from bot.text.sentences import split_sentences
from tests.evals.copies import british, edited, load

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


def natural(rows: Sequence[dict[str, str]]) -> Iterator[str]:
    """Yield what the corpus's own stories differ in."""
    stories: dict[str, list[Report]] = {}
    for row in rows:
        reports = stories.setdefault(row["story"], [])
        reports.append(Report(len(reports), row["url"], None, tuple(split_sentences(row["text"]))))
    for story, reports in stories.items():
        for found in differences(reports):
            yield f"{story}: {say(found)}\n      {found.other.sentence}"


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    paths = [Path(each) for each in arguments if each != "-v"] or [Path("../shared/data")]
    path = paths[0] / "stories_dev.jsonl" if paths[0].is_dir() else paths[0]
    if not path.exists():
        print(f"differences: no {path}; name it as the argument")
        return
    rows = load(path)
    cases = list(build([row["text"] for row in rows][:300]))
    said = [(differences([one, other]), values) for one, other, values in cases]
    made = [(found, values) for found, values in said if values]
    told = [([{f.one.value, f.other.value} for f in found], values) for found, values in said]
    right = sum(values in pairs for pairs, values in told if values)
    extra = sum(pair != values for pairs, values in told for pair in pairs)
    print(f"differences made         {len(made):5}   found {right / max(1, len(made)):.3f}")
    print(f"others told, in reprints {len(said):5}   {extra}")
    print(f"precision                        {right / max(1, right + extra):.3f}   (must .9)")
    for line in natural(rows) if "-v" in arguments else ():
        print("   ", line)


if __name__ == "__main__":
    main(sys.argv[1:])
