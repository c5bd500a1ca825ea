"""A briefing as a message, and as what is kept of it for its sources and for questions on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.briefings.briefing import Briefing, BriefingItem, Mark, Section
from bot.chat.answers import citations, source_label, stored_words
from bot.chat.clean import one_line
from bot.chat.message import Block, Button, Item, Message, Span, Style, outside, own, paragraph
from bot.chat.told import Source, Told, cited_sources, numbered
from bot.chat.words.phrases import Phrases
from bot.grounding.claims import Claim
from bot.news.differences import Difference


def briefing_message(briefing: Briefing, turn_id: int, phrases: Phrases, now: datetime) -> Message:
    """The message of a briefing: its stories, how fresh they are, who stands behind them."""
    sources = cited_sources(_claims(briefing))
    items = [
        *_before(briefing, phrases),
        *(i for section in briefing.sections for i in _section(section, sources, phrases, now)),
    ]
    if sources:
        items.append(_source_list(sources, phrases))
    if below := phrases.listed_facts(_facts(briefing, phrases)):
        items.append(paragraph(own(below[:1].upper() + below[1:])))
    button = Button(phrases.sources_button(), f"sources:{turn_id}", "/sources")
    return Message(tuple(items), ((button,),) if sources else (), turn_id)


def told_in(briefing: Briefing) -> Told:
    """What is kept of a briefing."""
    claims = _claims(briefing)
    sources = cited_sources(claims)
    searched = [section.searched for section in briefing.sections]
    return Told(
        standalone=", ".join(s.topic.name for s in briefing.sections if s.topic.name),
        sentences=numbered(claims, sources),
        sources=sources,
        nearest=(),
        articles=sum(coverage.articles for coverage in searched),
        first=min((c.first for c in searched if c.first), default=None),
        last=max((c.last for c in searched if c.last), default=None),
        notes=briefing.notes,
    )


def _claims(briefing: Briefing) -> list[Claim]:
    return [
        claim for section in briefing.sections for item in section.items for claim in item.claims
    ]


def _before(briefing: Briefing, phrases: Phrases) -> Iterator[Item]:
    if briefing.late:
        yield paragraph(own(phrases.late(), Style.ITALIC))
    if briefing.unconfirmed:
        yield paragraph(own(phrases.unconfirmed(briefing.unconfirmed), Style.ITALIC))
    yield from (paragraph(own(phrases.note(n), Style.ITALIC)) for n in briefing.notes)


def _source_list(sources: Sequence[Source], phrases: Phrases) -> Item:
    """One line of all sources: [1] Demo Courier · [2] ...; the stories tell the days."""
    spans: list[Span] = []
    for source in sources:
        spans += [own(" · " if spans else ""), *citations((source.n,), sources), own(" ")]
        spans.append(outside(source_label(source, phrases)))
    return paragraph(*spans)


def _section(
    section: Section, sources: Sequence[Source], phrases: Phrases, now: datetime
) -> Iterator[Item]:
    name = one_line(section.topic.name)
    head = outside(name, Style.BOLD) if name else own(phrases.everything(), Style.BOLD)
    yield paragraph(head, own(f" · {phrases.day(section.window.end, now)}"))
    if not section.items:
        yield paragraph(own(_nothing(section, phrases)))
        return
    if section.older:
        yield paragraph(own(phrases.only_older(), Style.ITALIC))
    marked = any(item.mark is Mark.UPDATED for item in section.items)
    for n, item in enumerate(section.items, 1):
        yield _story(n, item, section, sources, phrases, marked=marked)


def _nothing(section: Section, phrases: Phrases) -> str:
    if section.known:
        return phrases.nothing_new(section.known)
    searched = section.searched
    found = phrases.searched(searched.articles, searched.first, searched.last)
    return f"{phrases.nothing_on_it()} {found}"


def _story(
    n: int,
    item: BriefingItem,
    section: Section,
    sources: Sequence[Source],
    phrases: Phrases,
    *,
    marked: bool,
) -> Item:
    head = [own(f"{n}. ", Style.BOLD), outside(one_line(item.title), Style.BOLD)]
    if marked:
        updated = item.mark is Mark.UPDATED
        head.append(own(f" · {phrases.updated() if updated else phrases.new()}"))
    said: list[Span] = []
    spoken = numbered(item.claims, sources)
    for sentence in spoken:
        said.append(own(" " if said else ""))
        said += [outside(one_line(sentence.text)), own(" "), *citations(sentence.numbers, sources)]
    blocks = [
        Block(tuple(head)),
        Block(tuple(said)),
        *stored_words(spoken),
        Block((outside(_behind(item, section, phrases)),)),
    ]
    if item.differs:
        blocks.append(_differences(item.differs, phrases))
    return Item(tuple(blocks))


def _behind(item: BriefingItem, section: Section, phrases: Phrases) -> str:
    """When it was reported, and how many stand behind it."""
    when = phrases.time(item.when) if item.dated else phrases.undated(item.when)
    age = phrases.age(section.window.end - item.when) if section.older else ""
    return phrases.listed_facts([when, age, _support(item, phrases)])


def _support(item: BriefingItem, phrases: Phrases) -> str:
    """How many stand behind a story; one newsroom alone is called a single source."""
    names = _origin_names(item)
    if item.outlets == 1:
        return phrases.single_source(names[0])
    cited = cited_sources(item.claims)
    files = item.outlets if all(source.is_file for source in cited) else 0
    counts = phrases.counts(item.outlets - files, files, names)
    one_report = item.origins == 1 and len({source.report for source in cited}) == 1
    return f"{counts}: {phrases.all_copies(item.outlets)}" if one_report else counts


def _origin_names(item: BriefingItem) -> list[str]:
    """A name for each origin, those that are not known or not cited left empty."""
    cited = {e.article.origin_id: e.article.origin for c in item.claims for e in c.evidence}
    names = [name or "" for name in cited.values()][: item.origins]
    return names + [""] * (item.origins - len(names))


def _differences(differs: Iterable[Difference], phrases: Phrases) -> Block:
    said = "; ".join(phrases.has_otherwise(each.one, each.other) for each in differs)
    return Block((own(phrases.differs()), outside(one_line(said))))


def _facts(briefing: Briefing, phrases: Phrases) -> Iterator[str]:
    if briefing.feeds:
        read, failed = briefing.feeds.read, briefing.feeds.failed
        some = phrases.feeds_read(read, failed)
        yield some if read else phrases.feeds_unread()
    dated = [i.when for section in briefing.sections for i in section.items if i.dated]
    if dated:
        yield phrases.newest_article(max(dated))
    if known := sum(section.known for section in briefing.sections if section.items):
        yield phrases.left_out(known)
