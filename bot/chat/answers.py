"""An answer, an abstention and the sources behind them as messages; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.clean import one_line, shorten
from bot.chat.message import (
    Block,
    Button,
    Item,
    Message,
    Span,
    Style,
    outside,
    own,
    paragraph,
)
from bot.chat.phrases import Phrases
from bot.chat.told import Source, Told

MOST_NEAREST = 3
_TITLE = 90  # characters of a title in a list


def answer_message(kept: Told, turn_id: int, phrases: Phrases, hint: str = "") -> Message:
    """The message that answers; an abstention may carry a hint on how to ask better."""
    if not kept.sentences:
        return Message(tuple(_abstention(kept, phrases, hint)), turn_id=turn_id)
    said = [
        paragraph(outside(one_line(s.text)), own(" "), *citations(s.numbers, kept.sources))
        for s in kept.sentences
    ]
    notes = [paragraph(own(note, Style.ITALIC)) for note in kept.notes]
    button = Button(phrases.sources_button(), f"sources:{turn_id}", "/sources")
    return Message((*said, *notes, _below(kept.sources, phrases)), ((button,),), turn_id)


def sources_message(kept: Told, phrases: Phrases) -> Message:
    """The exact stored sentences behind an answer, article by article."""
    return Message(
        tuple(_source(source, kept.sources, phrases) for source in kept.sources), addresses=True
    )


def source_list(sources: Sequence[Source], phrases: Phrases) -> Block:
    """One line of all sources: [1] Demo Courier, 17 Sep 2023 · [2] ..."""
    spans: list[Span] = []
    for source in sources:
        spans.append(own(" · " if spans else ""))
        spans += citations((source.n,), sources)
        spans += [own(" "), outside(_named(source, phrases))]
        if source.published:
            spans.append(own(f", {phrases.date(source.published)}"))
    return Block(tuple(spans))


def citations(numbers: Iterable[int], sources: Sequence[Source]) -> list[Span]:
    """The numbers in brackets, each a link to its article: [1][2]."""
    links = {source.n: source.url for source in sources}
    return [Span(f"[{n}]", link=links.get(n)) for n in numbers]


def origin_line(sources: Sequence[Source], phrases: Phrases) -> str:
    """How many outlets and origins stand behind it, and which of them print one report."""
    files = any(source.outlet is None for source in sources)
    outlets = len({source.name for source in sources})
    origins = {source.origin_id: source.origin or "" for source in sources}
    counts = phrases.counts(outlets, origins.values(), files=files)
    copies = [group for group in _reports(sources) if len(group) > 1]
    if not copies:
        return counts
    if len(copies[0]) == len(sources):
        return f"{counts}: {phrases.all_copies(len(sources))}"
    said = (phrases.some_copies(_numbers(group, phrases)) for group in copies)
    return f"{counts}; {'; '.join(said)}"


def _below(sources: Sequence[Source], phrases: Phrases) -> Item:
    return Item((source_list(sources, phrases), Block((own(origin_line(sources, phrases)),))))


def _named(source: Source, phrases: Phrases) -> str:
    name = one_line(source.name)
    captions = all(quote.caption for quote in source.quotes)
    return f"{name} ({phrases.photo_caption()})" if captions else name


def _reports(sources: Sequence[Source]) -> list[list[Source]]:
    groups: dict[int, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.report, []).append(source)
    return list(groups.values())


def _numbers(sources: Iterable[Source], phrases: Phrases) -> str:
    return phrases.listed([f"[{source.n}]" for source in sources])


def _source(source: Source, among: Sequence[Source], phrases: Phrases) -> Item:
    head = [own(f"[{source.n}] "), outside(one_line(source.name), Style.BOLD), own(" · ")]
    head.append(outside(one_line(source.title), link=source.url))
    if source.published:
        head.append(own(f" · {phrases.time(source.published)}"))
    quotes = [
        Block(
            (own(f"({phrases.photo_caption()}) " if quote.caption else ""), outside(quote.text)),
            quoted=True,
        )
        for quote in source.quotes
    ]
    foot = [phrases.stored(source.stored)]
    if same := [s for s in among if s.report == source.report and s.n != source.n]:
        foot.append(phrases.same_report(_numbers(same, phrases)))
    return Item((Block(tuple(head)), *quotes, Block((own(" ".join(foot)),))))


def _abstention(kept: Told, phrases: Phrases, hint: str) -> Iterable[Item]:
    if not kept.articles:
        yield paragraph(own(phrases.nothing_stored()))
        return
    yield paragraph(own(phrases.not_in_sources()))
    spans = [own(phrases.searched(kept.articles, kept.first, kept.last))]
    if kept.nearest:
        spans.append(own(" " + phrases.nearest()))
    for n, near in enumerate(kept.nearest[:MOST_NEAREST]):
        spans += [own(" · " if n else ""), outside(shorten(near.title, _TITLE), link=near.url)]
    yield paragraph(*spans)
    yield from (paragraph(own(note, Style.ITALIC)) for note in kept.notes)
    if hint:
        yield paragraph(own(hint))
