"""How many false drafts of a model would be shown, by kind of falsehood, and true ones lost.

Run `python -m tests.evals.drafts FOLDER_OR_FILE.jsonl` on rows {"claim", "sources", "supported"}.
The false drafts are built from the sources' own sentences (see tests.evals.claims and
tests.evals.unattributed), each handed in as a model would: with up to three quotes that say it
together and the passages that they are from, among passages of other articles. True drafts are the
sentences of the supported claims, which people wrote in their own words; the sentences of the
unsupported ones that no supported claim has are false ones under true quotes.
Nothing is asked of a model: what is scored is what stands between one and the reader.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.grounding.claims import Found
from bot.grounding.model.settle import Fate, settle
from bot.grounding.model.wire import DraftQuote, DraftSentence
from bot.grounding.standing import stands_alone
from bot.news.passages import passages
from bot.text.sentences import split_sentences
from bot.text.words import content_terms
from storage.records import Article, Passage
from tests import records
from tests.evals.claims import build
from tests.evals.unattributed import unattributed

DATA = Path("../shared/data")
SEED = 11
OWN, FOREIGN = 8, 4  # passages of the article itself and of others that are sent
NOW = datetime(2023, 9, 17, tzinfo=UTC)
TEXTS = 120  # of which false drafts are built; those without attribution are built of all
MOST_QUOTES, FEWEST_NEW = 3, 2  # quotes of a draft, and words that each adds
Sent = Mapping[str, Found]


@dataclass(frozen=True)
class Case:
    """A draft, the passages that were sent, and what kind of draft it is."""

    kind: str
    draft: DraftSentence
    sent: Sent


def found_in(text: str, article_id: int) -> list[Found]:
    """Return the passages of a text as if they had been found in an archive."""
    article = _article(article_id)
    cut = passages(text)
    return [
        Found(
            Passage(
                article_id * 1000 + at, article_id, 1, at, one.kind, one.start, one.end,
                one.text, one.sentences,
            ),
            article,
            1.0,
        )
        for at, one in enumerate(cut)
    ]  # fmt: skip


def _article(article_id: int) -> Article:
    url = f"https://example.com/{article_id}"
    given = {"url": url, "source": "example.com", "outlet": "Example", "title": ""}
    return records.article(article_id, published=NOW, **given)


class Corpus:
    """The texts of a file, cut into passages, and random others to send beside them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._random = random.Random(SEED)
        self.texts = list(dict.fromkeys(texts))
        self._random.shuffle(self.texts)
        self._cut: dict[str, list[Found]] = {}

    def found(self, text: str) -> list[Found]:
        """Return the passages of a text, cut once."""
        if text not in self._cut:
            self._cut[text] = found_in(text, len(self._cut) + 1)
        return self._cut[text]

    def sent_for(self, text: str, claim: str) -> tuple[Sent, tuple[DraftQuote, ...]]:
        """Return passages to send, and the quotes that a model would give for a claim."""
        own = sorted(self.found(text), key=lambda one: -_shared(claim, one))[:OWN]
        others = [one for other in self._others(text) for one in self.found(other)[:1]]
        sent = {f"P{n}": one for n, one in enumerate([*own, *others], 1)}
        return sent, tuple(_quotes(claim, dict(list(sent.items())[: len(own)])))

    def sentence_elsewhere(self, text: str) -> str:
        """Return a sentence of an article that is not among those sent."""
        other = self._random.choice([one for one in self.texts if one != text])
        passage = self.found(other)[-1].passage
        start, end = passage.sentences[0]
        return passage.text[start:end]

    def _others(self, text: str) -> list[str]:
        rest = [other for other in self.texts if other != text and self.found(other)]
        return self._random.sample(rest, min(FOREIGN, len(rest)))


def _shared(claim: str, found: Found) -> int:
    return len(set(claim.lower().split()) & set(found.passage.text.lower().split()))


def _quotes(claim: str, own: Sent) -> Iterator[DraftQuote]:
    """The stored sentences that say a claim together, each with words the others do not have."""
    stored = [
        (id_, one.passage.text[start:end])
        for id_, one in own.items()
        for start, end in one.passage.sentences
    ]
    words = [(id_, text, frozenset(content_terms(text))) for id_, text in stored]
    left = set(content_terms(claim))
    for number in range(MOST_QUOTES):
        id_, text, said = max(words, key=lambda each: len(each[2] & left))
        if number and len(said & left) < FEWEST_NEW:
            return
        yield DraftQuote(id_, text)
        left -= said


def _draft(text: str, *quotes: DraftQuote) -> DraftSentence:
    return DraftSentence(text, quotes)


def cases(rows: Sequence[Mapping[str, object]]) -> Iterator[Case]:
    """Build the drafts of a labelled file."""
    articles = ["\n\n".join(map(str, row["sources"])) for row in rows]  # type: ignore[call-overload]
    corpus = Corpus(articles)
    yield from _built(corpus)
    for article, claim, true in _sentences(rows, articles):
        sent, quotes = corpus.sent_for(article, claim)
        kind = "true, in other words" if true else "true quote, false sentence"
        yield Case(kind, _draft(claim, *quotes), sent)


def _sentences(
    rows: Sequence[Mapping[str, object]], articles: Sequence[str]
) -> Iterator[tuple[str, str, bool]]:
    """The labelled claims sentence by sentence, each once: (article, sentence, is it true).

    Of a false summary only those sentences are false that no true one of the same article has.
    """
    cut = [
        (article, split_sentences(_spaced(str(row["claim"]))), bool(row["supported"]))
        for row, article in zip(rows, articles, strict=True)
    ]
    true = {(article, line) for article, lines, label in cut for line in lines if label}
    false = {(article, line) for article, lines, _ in cut for line in lines} - true
    yield from ((article, line, True) for article, line in sorted(true))
    yield from ((article, line, False) for article, line in sorted(false))


def _spaced(claim: str) -> str:
    """A claim without the space that a tokenizer left before each stop."""
    return claim.replace(" .", ".").replace(" ,", ",").replace("..", ".")


def _built(corpus: Corpus) -> Iterator[Case]:
    for one in build(corpus.texts[:TEXTS]):
        sent, quotes = corpus.sent_for(one.source, one.claim)
        kind = f"true: {one.way}" if one.true else one.way
        yield Case(kind, _draft(one.claim, *quotes), sent)
        if not one.true:
            invented = DraftQuote(quotes[0].passage, one.claim)
            yield Case("invented quote", _draft(one.claim, invented), sent)
    for text in corpus.texts[:TEXTS]:
        foreign = corpus.sentence_elsewhere(text)
        sent, quotes = corpus.sent_for(text, foreign)
        if not any(foreign in found.passage.text for found in sent.values()):
            yield Case("of a passage not sent", _draft(foreign, *quotes), sent)
    for text in corpus.texts:
        yield from _without_attribution(corpus, text)


def _without_attribution(corpus: Corpus, text: str) -> Iterator[Case]:
    for one in unattributed(text):
        kind = "attribution dropped"
        if one.stated_elsewhere:
            kind = "true: also said in the text's own voice"
        sent, _ = corpus.sent_for(text, one.stored)
        named = next((id_ for id_, found in sent.items() if one.stored in found.passage.text), "")
        if named:
            yield Case(kind, _draft(one.claim, DraftQuote(named, one.stored)), sent)


def fates(found: Iterator[Case]) -> dict[str, Counter[Fate]]:
    """Settle every draft; count the fates by kind."""
    counted: defaultdict[str, Counter[Fate]] = defaultdict(Counter)
    for case in found:
        counted[case.kind][settle(case.draft, case.sent, stands_alone).fate] += 1
    return counted


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    path = path / "grounding_dev.jsonl" if path.is_dir() else path
    if not path.exists():
        print(f"drafts: no {path}; name it as the argument")
        return
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    counted = fates(cases(rows))
    print(f"{'kind of draft':34}{'drafts':>7}{'shown':>8}{'stored instead':>16}{'dropped':>9}")
    for kind, counts in sorted(counted.items()):
        total = counts.total()
        shown = (counts[Fate.KEPT] + counts[Fate.MOVED]) / total
        replaced, dropped = counts[Fate.REPLACED] / total, counts[Fate.DROPPED] / total
        print(f"{kind:34}{total:>7}{shown:>8.1%}{replaced:>16.1%}{dropped:>9.1%}")
    false = sum(c.total() for kind, c in counted.items() if not kind.startswith("true"))
    print(f"{false} false drafts")


if __name__ == "__main__":
    main()
