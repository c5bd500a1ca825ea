"""Stories of real news that many outlets tell, from public git snapshots, as JSONL.

Run `git clone` (or `git archive HEAD FOLDER | tar x`) of any of these, then
`python -m tests.evals.natural FOLDER... > stories.jsonl`, and read differences of it with
`python -m tests.evals.differences --news stories.jsonl --show 50`:

| repository | what | story known |
| --- | --- | --- |
| fhamborg/Giveme5W1H | 383 articles on 69 events | yes |
| cltl/LongTailQATask | 6,335 local reports of 3,659 shootings | yes |
| HLTCHKUST/framing-bias-metric | the first lines of 505 stories in three outlets | yes |
| ramybaly/Article-Bias-Prediction | 37,554 articles, tokenized | no |
| rumca-js/RSS-Link-Database-2023, at 08b89dd9b | a year of many outlets' feeds | no |
| rumca-js/RSS-Link-Database-2022, at 3f49aa5c | likewise, fewer of them | no |
| soumyadipdas37/finescoop.github.io | 24,833 articles of one newspaper, with later texts | no |

A line holds url, outlet, title, published and text, as `dateline ingest` takes them, and `story`
where it is known; lines without are grouped as an installation would. None of it is kept here. The
reports of shootings are pickles; only the strings in them are read, nothing is unpickled. The feeds
were archived as zip files after those commits.
"""

import html
import json
import pickletools
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bot.text.language import guess_language

Row = dict[str, str]

_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+/")
_TOKENIZED = ((re.compile(r" (?=[,.;:!?%)\]’”])"), ""), (re.compile(r"(?<=[(\[$“‘]) "), ""))
_BREAK = re.compile(r"</?(?:p|br|li|ul|div|h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)")
_ITEM, _ARTICLE = 40, 200  # characters that an item of a feed and an article have at least
_SECTION = re.compile(r" (?:- )?\(?(?:Online |Web )?(?:News|Opinion|Editorial)\)?$")


def outlet(url: str) -> str:
    """The site of an address, or of the one that a web archive kept."""
    return urlsplit(_ARCHIVED.sub("", url)).netloc.partition(":")[0].removeprefix("www.")


def clusters(folder: Path) -> Iterator[Row]:
    """Yield the articles of Giveme5W1H's events."""
    for path in sorted(folder.rglob("news_cluster/data/*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        story = f"event {row['newsCluster']['EventId']}"
        yield _row(story, row["url"], row["title"], row["date_publish"], row["text"])


def shootings(folder: Path) -> Iterator[Row]:
    """Yield the reports of LongTailQATask, pickles with title, dct (a day), uri and content."""
    for path in sorted(folder.rglob("the_violent_corpus/*/*.json")):
        row = _strings(path.read_bytes())
        if "content" in row:
            story = f"shooting {path.parent.name}"
            yield _row(story, row["uri"], row["title"], row.get("dct"), row["content"])


def _strings(data: bytes) -> Row:
    """The strings that follow the names of fields in a pickle, and the day of `dct`."""
    found: Row = {}
    field = ""
    for code, value, _ in pickletools.genops(data):
        if isinstance(value, str) and code.name in ("BINUNICODE", "SHORT_BINUNICODE"):
            if field:
                found[field], field = value, ""
            elif value in ("title", "dct", "uri", "content"):
                field = value
        elif isinstance(value, bytes) and field == "dct":
            year, month, day = value[0] * 256 + value[1], value[2], value[3]
            found["dct"], field = f"{year:04}-{month:02}-{day:02}", ""
    return found


def headlines(folder: Path) -> Iterator[Row]:
    """Yield the first lines of each side's report of framing-bias-metric's stories."""
    for path in sorted(folder.rglob("raw_crawled/headline_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            for one in filter(None, story["news"].values()):
                text = "\n".join(one.get("newBody") or ())
                made = _row(
                    f"roundup {story['id']}", one["newsLink"], one["newsTitle"], story["date"], text
                )
                yield {**made, "outlet": one["newsSource"]}


def biased(folder: Path) -> Iterator[Row]:
    """Yield Article-Bias-Prediction's articles, joined again where they were cut into tokens."""
    for path in sorted(folder.rglob("data/jsons/*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", row.get("date") or ""):
            made = _row("", row["url"], _joined(row["title"]), row["date"], _joined(row["content"]))
            yield {**made, "outlet": _SECTION.sub("", row["source"])}


def feeds(folder: Path) -> Iterator[Row]:
    """Yield the items in English of RSS-Link-Database's feeds, as far as they say anything."""
    for path in sorted(folder.rglob("*_entries.json")):
        archived = json.loads(path.read_text(encoding="utf-8"))
        for item in archived["entries"] if isinstance(archived, dict) else ():
            text = "\n".join(filter(None, map(_plain, _BREAK.split(item["description"] or ""))))
            if len(text) >= _ITEM and guess_language(text) == "en":
                title = html.unescape(item["title"] or "")
                yield _row("", item["link"], title, item["date_published"], text)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", html.unescape(markup))).split())


def posts(folder: Path) -> Iterator[Row]:
    """Yield the articles of finescoop, whose images tell the outlet."""
    for path in sorted(folder.rglob("source/_posts/*.md")):
        head, _, text = path.read_text(encoding="utf-8").partition("\n--- \n")
        fields = dict(re.findall(r"^(\w+): (.*?)\s*$", head, re.MULTILINE))
        if found := _MINUTE.fullmatch(fields.get("date", "")):
            published = f"{found[1]}T{found[2]}:{found[3]}:{found[4]}+00:00"
            made = _row("", path.stem, fields.get("title", ""), published, text.strip())
            yield {**made, "outlet": outlet(fields.get("image", ""))}


def _joined(text: str) -> str:
    for pattern, instead in _TOKENIZED:
        text = pattern.sub(instead, text)
    return text


def _row(story: str, url: str, title: str, published: str | None, text: str | None) -> Row:
    made = {"url": url, "outlet": outlet(url), "title": title, "text": text or ""}
    return made | {k: v for k, v in (("story", story), ("published", published)) if v}


def rows(folders: Iterable[Path]) -> Iterator[Row]:
    """Yield what the folders hold, each text of a story once, the oldest first."""
    seen: set[tuple[str, str]] = set()
    found = [
        row
        for folder in folders
        for read in READERS
        for row in read(folder)
        if read is feeds or len(row["text"]) >= _ARTICLE
    ]
    for row in sorted(found, key=lambda each: each.get("published", "")):
        key = row.get("story", ""), row["text"][:300]
        if key not in seen:
            seen.add(key)
            yield row


READERS = (clusters, shootings, headlines, biased, feeds, posts)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the lines."""
    if not arguments:
        print(__doc__)
    for row in rows(map(Path, arguments)):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
