"""An answer, an abstention and the sources behind them as messages; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.chat.clean import one_line, shorten
from bot.chat.copies import Agreement
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
from bot.chat.told import NAME, Copy, Sentence, Source, Told
from bot.chat.words.phrases import Phrases

MOST_NEAREST = 3
MOST_COPIES = 3  # that are named
_TITLE = 90  # characters of a title in a list
_NAME = 40  # characters of a name on a button


def answer_message(
    kept: Told, turn_id: int, phrases: Phrases, hint: str = "", offers: Collection[str] = ()
) -> Message:
    """The message that answers; an abstention may carry a hint on how to ask better.

    Of "more" and "follow" those that are in `offers` become buttons where they make sense.
    """
    if kept.asks == NAME and kept.articles:
        return _asking_back(kept, turn_id, phrases, hint)
    if not kept.sentences:
        follow = Button(phrases.follow_button(), f"follow:{turn_id}", "")
        below = ((follow,),) if "follow" in offers and kept.articles else ()
        return Message(tuple(_abstention(kept, phrases, hint)), below, turn_id)
    said = [_said(sentence, kept.sources, phrases) for sentence in kept.sentences]
    notes = [paragraph(own(phrases.note(note), Style.ITALIC)) for note in kept.notes]
    buttons = [Button(phrases.sources_button(), f"sources:{turn_id}", "/sources")]
    if "more" in offers:
        buttons.append(Button(phrases.more_button(), f"more:{turn_id}", "/more"))
    return Message((*said, *notes, _below(kept, phrases)), (tuple(buttons),), turn_id)


def _asking_back(kept: Told, turn_id: int, phrases: Phrases, hint: str) -> Message:
    """Who or what is meant, with a button for each who may be."""
    asked = phrases.do_you_mean(list(kept.names)) if kept.names else phrases.names_nothing()
    lines = [paragraph(outside(one_line(asked))), *([paragraph(own(hint))] if hint else [])]
    buttons = [
        (Button(shorten(one_line(name), _NAME), f"meant:{turn_id}:{n}", ""),)
        for n, name in enumerate(kept.names)
    ]
    return Message(tuple(lines), tuple(buttons), turn_id)


def _said(sentence: Sentence, sources: Sequence[Source], phrases: Phrases) -> Item:
    """A sentence with its citations, below the title that tells what it is about."""
    title = shorten(sentence.title, _TITLE)
    above = [Block((outside(phrases.from_title(title), Style.ITALIC),))] if title else []
    said = Block(
        (outside(one_line(sentence.text)), own(" "), *citations(sentence.numbers, sources))
    )
    return Item((*above, said, *stored_words([sentence])))


def stored_words(sentences: Iterable[Sentence]) -> list[Block]:
    """The words behind sentences in another language than theirs, quoted as they are stored."""
    return [Block((outside(one_line(s.stored)),), quoted=True) for s in sentences if s.stored]


def sources_message(kept: Told, phrases: Phrases, only: int | None = None) -> Message:
    """The exact stored sentences behind an answer, article by article; `only` of that number."""
    shown = [source for source in kept.sources if only in (None, source.n)]
    return Message(tuple(_source(source, kept, phrases) for source in shown), addresses=True)


def source_list(kept: Told, phrases: Phrases) -> Block:
    """One line of all sources: [1] Demo Courier, 17 Sep 2023 · [2] ... · copy: ..."""
    spans: list[Span] = []
    for source in kept.sources:
        spans += [own(" · " if spans else ""), *citations((source.n,), kept.sources), own(" ")]
        spans += _dated(source_label(source, phrases), source.published, phrases)
    for copy in kept.copies[:MOST_COPIES]:
        spans += [own(" · "), *_copy(copy, phrases)]
    return Block(tuple(spans))


def _copy(copy: Copy, phrases: Phrases) -> list[Span]:
    name = one_line(copy.name)
    if copy.agreement is Agreement.OTHER:
        return [outside(phrases.copy_says(name, one_line(copy.says)), link=copy.url)]
    shorter = copy.agreement is Agreement.SHORTER
    called = phrases.shorter_copy_of(copy.of) if shorter else phrases.copy_of(copy.of)
    return [own(f"{called} "), *_dated(name, copy.published, phrases, copy.url)]


def _dated(
    name: str, published: datetime | None, phrases: Phrases, url: str | None = None
) -> list[Span]:
    when = f", {phrases.date(published)}" if published else ""
    return [outside(name, link=url), own(when)]


def citations(numbers: Iterable[int], sources: Sequence[Source]) -> list[Span]:
    """The numbers in brackets, each a link to its article: [1][2]."""
    links = {source.n: source.url for source in sources}
    return [Span(f"[{n}]", link=links.get(n)) for n in numbers]


def origin_line(kept: Told, phrases: Phrases) -> str:
    """How many outlets and origins stand behind it, and which of them print one report."""
    sources = kept.sources
    copies = (copy for copy in kept.copies if copy.agreement is not Agreement.OTHER)
    papers: list[Source | Copy] = [*sources, *copies]
    outlets = len({paper.name for paper in papers if not paper.is_file})
    files = len({paper.url for paper in papers if paper.is_file})
    origins = {source.origin_id: source.origin or "" for source in sources}
    counts = phrases.counts(outlets, files, origins.values())
    reports = [group for group in _reports(sources) if len(group) > 1]
    if len({source.report for source in sources}) == 1 and outlets + files > 1:
        return f"{counts}: {phrases.all_copies(outlets + files)}"
    said = [phrases.some_copies(_numbers(group, phrases)) for group in reports]
    return "; ".join([counts, *said])


def _below(kept: Told, phrases: Phrases) -> Item:
    return Item((source_list(kept, phrases), Block((outside(origin_line(kept, phrases)),))))


def source_label(source: Source, phrases: Phrases) -> str:
    """What a source is called in a list: its outlet, site or file."""
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


def _source(source: Source, kept: Told, phrases: Phrases) -> Item:
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
    if same := [s for s in kept.sources if s.report == source.report and s.n != source.n]:
        foot.append(phrases.same_report(_numbers(same, phrases)))
    below = [own(" ".join(foot)), *_copies(source, kept, phrases)]
    return Item((Block(tuple(head)), *quotes, Block(tuple(below))))


def _copies(source: Source, kept: Told, phrases: Phrases) -> list[Span]:
    """Who else prints the report of this source, as links, and where it says something else."""
    copies = [copy for copy in kept.copies if copy.of == source.n][:MOST_COPIES]
    same = [copy for copy in copies if copy.agreement is not Agreement.OTHER]
    spans = [own(f" {phrases.also_printed_by()}")] if same else []
    for n, copy in enumerate(same):
        spans += [own(", " if n else ""), outside(one_line(copy.name), link=copy.url)]
    spans += [own(".")] if same else []
    for copy in (copy for copy in copies if copy not in same):
        text = phrases.copy_says(one_line(copy.name), one_line(copy.says))
        spans.append(outside(f" {text[:1].upper()}{text[1:]}.", link=copy.url))
    return spans


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
    yield from (paragraph(own(phrases.note(n), Style.ITALIC)) for n in kept.notes)
    if hint:
        yield paragraph(outside(hint))
