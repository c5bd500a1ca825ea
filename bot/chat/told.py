"""What was told in an answer or a briefing, as it is kept with the turn and shown again later.

An answer is copied into this shape once: the sentences, the sources merged by article under their
numbers, the exact stored sentences behind them. It is kept as JSON, so that its sources can be
shown after a restart and just as they were, even where an article has been revised since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from bot.chat.copies import Agreement, Reprint
from bot.clock import moment_of
from bot.grounding.citations import source_name
from bot.grounding.claims import Answer, Asks, Claim, Evidence, Exchange, Person
from bot.grounding.people import persons_of
from bot.grounding.titles import titles
from storage.records import Passage, PassageKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Kind = TypeVar("_Kind", bound="DataclassInstance")

ZONE = "zone"  # what a turn may ask: the chat's city or time zone,
NAME = "name"  # or who or what a question is about


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that was said, and the numbers of its sources.

    `stored` are the words behind it where they are in another language, else ""; `title` is
    that of the article that it is from, where it is shown above the sentence, else "".
    """

    text: str
    numbers: tuple[int, ...]
    stored: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Stored words, whole sentences, character for character."""

    text: str
    caption: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article under its number.

    `outlet` is None where it is not known, and `name` is then its file or site. Sources of the
    same `report` (the id of the first article that printed it) are copies of one another.
    """

    n: int
    article_id: int
    title: str
    outlet: str | None
    name: str
    origin_id: int
    origin: str | None
    report: int
    url: str
    published: datetime | None
    stored: datetime
    quotes: tuple[Quote, ...]

    @property
    def is_file(self) -> bool:
        """Whether it is a file whose outlet nobody knows."""
        return _is_file(self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is not cited and prints the report of source number `of`.

    `agreement` is what it makes of what is shown, `says` the words that it has instead.
    """

    of: int
    name: str
    outlet: str | None
    url: str
    published: datetime | None
    agreement: Agreement = Agreement.SAME
    says: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it is a file whose outlet nobody knows."""
        return _is_file(self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Near:
    """An article that comes close to a question without an answer."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer or a briefing as it was shown; an answer without sentences is an abstention.

    `asks` says what the bot asked back, if it did (ZONE, NAME), `names` who may be meant then;
    `persons` are those whom it told of. `prompt` is the version of the prompt of the model that
    wrote it, if one did.
    """

    standalone: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    nearest: tuple[Near, ...]
    articles: int  # searched
    first: datetime | None
    last: datetime | None
    notes: tuple[str, ...]
    asks: str = ""
    copies: tuple[Copy, ...] = ()
    prompt: str = ""
    names: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()


def nothing_yet(asks: str = "") -> Told:
    """A turn in which the bot said nothing of the news, perhaps asked something back."""
    return Told("", (), (), (), 0, None, None, (), asks)


def told(answer: Answer, copies: Iterable[Reprint] = ()) -> Told:
    """Copy what is shown of an answer, and of the `copies` of what it cites."""
    sources = cited_sources(answer.claims)
    return Told(
        standalone=answer.standalone,
        sentences=_titled(answer.claims, sources, answer.standalone),
        sources=sources,
        nearest=tuple(Near(article.title, article.url) for article in answer.nearest),
        articles=answer.searched.articles,
        first=answer.searched.first,
        last=answer.searched.last,
        notes=answer.notes,
        copies=_uncited(copies, sources),
        prompt=answer.prompt,
        asks=NAME if answer.asks else "",
        names=answer.asks.names if answer.asks else (),
        persons=persons_of(answer.claims),
    )


def told_of(claims: Sequence[Claim], standalone: str, copies: Iterable[Reprint] = ()) -> Told:
    """What is shown of claims that go on from an answer; none was searched for anew."""
    sources = cited_sources(claims)
    said = _titled(claims, sources)
    uncited = _uncited(copies, sources)
    persons = persons_of(claims)
    return Told(standalone, said, sources, (), 0, None, None, (), copies=uncited, persons=persons)


def _titled(
    claims: Sequence[Claim], sources: Sequence[Source], asked: str = ""
) -> tuple[Sentence, ...]:
    """The claims as sentences, each with the title that it is shown under."""
    said = zip(numbered(claims, sources), titles(claims, asked), strict=True)
    return tuple(replace(sentence, title=title) for sentence, title in said)


def _uncited(copies: Iterable[Reprint], sources: Sequence[Source]) -> tuple[Copy, ...]:
    of = {source.report: source.n for source in reversed(sources)}
    return tuple(_copy(of[one.article.report], one) for one in copies)


def _copy(of: int, one: Reprint) -> Copy:
    a = one.article
    return Copy(of, source_name(a), a.outlet, a.url, a.published, one.agreement, one.says)


def cited_sources(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """The articles that the claims rest on, numbered in order of first mention."""
    by_article: dict[int, list[Evidence]] = {}
    for evidence in (e for claim in claims for e in claim.evidence):
        by_article.setdefault(evidence.article.id, []).append(evidence)
    return tuple(_source(n, used) for n, used in enumerate(by_article.values(), 1))


def numbered(claims: Iterable[Claim], sources: Iterable[Source]) -> tuple[Sentence, ...]:
    """The claims as sentences with the numbers of their sources."""
    numbers = {source.article_id: source.n for source in sources}
    return tuple(
        Sentence(
            claim.text,
            tuple(sorted({numbers[e.article.id] for e in claim.evidence})),
            _stored_words(claim) if claim.language else "",
        )
        for claim in claims
    )


def _stored_words(claim: Claim) -> str:
    """What stands behind a claim, each of several texts once."""
    return " … ".join(dict.fromkeys(e.quote for e in claim.evidence))


def exchange(question: str, kept: Told) -> Exchange:
    """What a follow-up question can point back to."""
    return Exchange(
        question=question,
        standalone=kept.standalone,
        sentences=tuple(sentence.text for sentence in kept.sentences),
        article_ids=tuple(source.article_id for source in kept.sources),
        persons=kept.persons,
        asks=Asks(kept.names) if kept.asks == NAME else None,
    )


def whole_sentences(passage: Passage, quote: str) -> str:
    """The sentences of the passage that the quote touches; the quote itself where it has none."""
    start = passage.text.find(quote)
    end = start + len(quote)
    touched = [(a, b) for a, b in passage.sentences if a < end and b > start >= 0]
    return passage.text[touched[0][0] : touched[-1][1]] if touched else quote


def _source(n: int, used: Sequence[Evidence]) -> Source:
    article = used[0].article
    quotes = (
        Quote(whole_sentences(e.passage, e.quote), e.passage.kind is PassageKind.CAPTION)
        for e in used
    )
    return Source(
        n=n,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        name=source_name(article),
        origin_id=article.origin_id,
        origin=article.origin,
        report=article.report,
        url=article.url,
        published=article.published,
        stored=article.updated,
        quotes=tuple(dict.fromkeys(quotes)),
    )


def to_json(kept: Told) -> str:
    """The kept form of a turn's answer."""
    return json.dumps(asdict(kept), default=datetime.isoformat, ensure_ascii=False)


def from_json(text: str) -> Told:
    """Read what `to_json` wrote, of another version of this program too: what it adds is passed."""
    kept: dict[str, Any] = json.loads(text)
    return _made(
        Told,
        kept,
        sentences=tuple(map(_sentence_from, kept["sentences"])),
        sources=tuple(_source_from(source) for source in kept["sources"]),
        nearest=tuple(_made(Near, near) for near in kept["nearest"]),
        copies=tuple(_copy_from(copy) for copy in kept.get("copies", ())),
        first=moment_of(kept["first"]),
        last=moment_of(kept["last"]),
        notes=tuple(kept["notes"]),
        names=tuple(kept.get("names", ())),
        persons=tuple(_made(Person, person) for person in kept.get("persons", ())),
    )


def _sentence_from(kept: dict[str, Any]) -> Sentence:
    """A kept sentence; those of earlier versions have no title, or have it as "heading"."""
    title = kept.get("title", kept.get("heading", ""))
    return _made(Sentence, kept, numbers=tuple(kept["numbers"]), title=title)


def _copy_from(kept: dict[str, Any]) -> Copy:
    agreement = Agreement(kept.get("agreement", Agreement.SAME))
    return _made(Copy, kept, published=moment_of(kept["published"]), agreement=agreement)


def _source_from(kept: dict[str, Any]) -> Source:
    return _made(
        Source,
        kept,
        published=moment_of(kept["published"]),
        stored=datetime.fromisoformat(kept["stored"]),
        quotes=tuple(_made(Quote, quote) for quote in kept["quotes"]),
    )


def _made(kind: type[_Kind], kept: dict[str, Any], **read: Any) -> _Kind:
    """A dataclass of the fields that it knows, `read` before those that were kept."""
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in (kept | read).items() if name in known})


def _is_file(outlet: str | None, url: str) -> bool:
    return outlet is None and url.startswith("file:")
