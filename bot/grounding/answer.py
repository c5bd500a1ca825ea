"""From a question to a verified answer, or to an abstention that says what was searched.

    question + thread -> standalone question -> passages -> scored sentences -> drafts
                      -> verified claims -> answer

The decisions are pure and elsewhere; this module orders them and does the reading.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from bot.clock import Clock
from bot.grounding import confidence, retrieve
from bot.grounding.checking import check_claim
from bot.grounding.claims import (
    Answer,
    Claim,
    Composition,
    DraftClaim,
    Exchange,
    Found,
    Material,
    Understood,
    Writer,
)
from bot.grounding.conversation import understood
from bot.grounding.dating import undated
from bot.grounding.extractive import NAME, ExtractiveComposer
from bot.grounding.presentation import quoted_with_dates, shown
from bot.grounding.question import read_question
from bot.grounding.scoring import Scored, score_sentences, without_others, without_untold
from bot.grounding.told_names import NamesAskedFor, around, names_asked_for
from bot.grounding.verify import Verdict
from bot.text.words import content_terms
from storage.records import Article

NEAREST = 3
LIKELY = 10  # best sentences whose articles are read whole where a name is missing


class Index(retrieve.Finder, Protocol):
    """A finder that can be brought up to date; storage.index.SearchIndex is one."""

    async def catch_up(
        self, archive: Any, within: float | None = None, until: int | None = None
    ) -> bool:
        """Take in what was stored since."""
        ...


class Answerer:
    """Answers questions from one archive; holds no state of any conversation.

    A question waits at most `patience` seconds until what was stored just now can be found; None
    is without end. Little is enough where somebody keeps the index up to date.
    """

    def __init__(
        self,
        archive: retrieve.Shelf,
        index: Index,
        clock: Clock,
        writer: Writer | None = None,
        patience: float | None = None,
    ) -> None:
        self._archive = archive
        self._index = index
        self._clock = clock
        self._writer = writer or extractive_writer()
        self._patience = patience

    async def answer(
        self,
        question: str,
        *,
        thread: Sequence[Exchange] = (),
        as_of: datetime | None = None,
        writer: Writer | None = None,
    ) -> Answer:
        """Answer `question`, understood in the light of `thread` (oldest first).

        What was published after `as_of` is invisible; None is now, with nothing hidden. `writer`
        is who writes this one answer, if not the usual.
        """
        began = time.perf_counter()
        counter = await self._archive.counter()
        await self._index.catch_up(self._archive, self._patience, counter)
        writer = writer or self._writer
        meant = await writer.resolve(question, thread)
        standalone = meant.text
        if meant.asks:
            return Answer(
                question=question,
                standalone=standalone,
                confidence=0.0,
                claims=(),
                nearest=(),
                searched=await self._archive.coverage(as_of, counter),
                composer=NAME,
                ms=(time.perf_counter() - began) * 1000,
                asks=meant.asks,
            )
        follows = [e for e in thread if not e.asks][-1:] if standalone != question else ()
        looked_for = writer.looked_for(standalone)
        material = await self._read(looked_for, follows, as_of)
        if looked_for != standalone:
            material = replace(material, question=standalone)
        composition = await _compose(material, writer, foreign=looked_for != standalone)
        claims = proven(composition.drafts)
        return Answer(
            question=question,
            standalone=standalone,
            confidence=material.confidence,
            claims=claims,
            nearest=() if claims else nearest(material.found),
            searched=await self._archive.coverage(as_of, counter),
            composer=composition.composer,
            ms=(time.perf_counter() - began) * 1000,
            notes=composition.notes,
            prompt=composition.prompt,
        )

    async def _read(
        self, standalone: str, follows: Sequence[Exchange], as_of: datetime | None
    ) -> Material:
        """Find and score; of the exchanges that the question follows, the articles come first."""
        question = read_question(standalone)
        now = as_of or self._clock.now()
        hits = retrieve.search(self._index, question, as_of)
        talked = frozenset(id_ for exchange in follows for id_ in exchange.article_ids)
        chosen = retrieve.choose(hits, now, talked)
        passages, articles = await self._archive.load([hit.passage_id for hit in chosen])
        found = retrieve.place(chosen, passages, articles)
        rarity = retrieve.rarity(question.weights, self._index)
        scored = score_sentences(question, found, now, rarity.smoothed)
        asked = names_asked_for(question, rarity.smoothed)
        doubted = bool(scored and asked.share_untold(around(scored[0].candidate.found)))
        texts = await self._wanting(asked, scored, doubted)
        untold = {id_: asked.share_untold(text) for id_, text in texts.items()} if doubted else {}
        of_others = frozenset(id_ for id_, text in texts.items() if asked.names_nobody_in(text))
        scored = without_untold(scored, untold)
        strength = retrieve.strength(hits, question.weights, rarity.counted)
        return Material(
            question=question.text,
            as_of=now,
            found=tuple(found),
            candidates=tuple(each.candidate for each in without_others(scored, of_others)),
            confidence=confidence.confidence(question, scored, strength, untold),
            known=question.known,
            named=frozenset(term for name in question.names for term in content_terms(name)),
        )

    async def _wanting(
        self, asked: NamesAskedFor, scored: Sequence[Scored], doubted: bool
    ) -> dict[int, str]:
        """The articles, by id, whose best passage leaves out what is asked for.

        Any of it where the best of all is `doubted`, else every name. Those of the best sentences
        are read whole, of the others only what stands around the passage.
        """
        best = {each.candidate.found.article.id: each.candidate.found for each in scored[::-1]}
        leaves_out = asked.share_untold if doubted else asked.names_nobody_in
        texts = {id_: text for id_, found in best.items() if leaves_out(text := around(found))}
        likely = texts.keys() & {each.candidate.found.article.id for each in scored[:LIKELY]}
        read = await self._archive.articles_passages(list(likely)) if likely else {}
        whole = {
            id_: "\n".join((best[id_].article.title, *(p.text for p in passages)))
            for id_, passages in read.items()
        }
        return texts | whole


def extractive_writer() -> Writer:
    """Answers in stored sentences, with follow-ups resolved by rules."""
    return Writer(ExtractiveComposer(), resolve_by_rules, confidence.ANSWERED_FROM)


async def resolve_by_rules(question: str, thread: Sequence[Exchange]) -> Understood:
    """A Resolve without a model."""
    return understood(question, thread)


async def _compose(material: Material, writer: Writer, *, foreign: bool) -> Composition:
    sure = foreign or material.confidence >= writer.asked_from
    if not (sure and material.found):
        return Composition((), NAME)
    return await writer.composer.compose(material)


def proven(drafts: Iterable[DraftClaim]) -> tuple[Claim, ...]:
    """What of an answer's drafts is proven; what leans falls with what it leans on.

    What is denied falls with its denial.
    """
    claims: list[Claim | None] = []
    for draft in drafts:
        fallen = draft.leans and not (claims and claims[-1])
        claims.append(None if fallen else check(draft))
        if draft.denies and claims[-1] is None:
            claims[-2:] = [None, None]
    return tuple(claim for claim in claims if claim)


def check(draft: DraftClaim) -> Claim | None:
    """Verify a draft against its evidence; None where it is not proven.

    What is not proven as drafted is replaced by what its first evidence quotes, if that is one
    stored sentence and stands alone.
    """
    return _proven(draft) or _stored(draft)


def _proven(draft: DraftClaim) -> Claim | None:
    """Keep what proves the draft alone, with its reprints; where nothing does, all together.

    A reprint that is cut shorter ("KCNA said" left out) does not prove it alone, but it is the
    same report, and is cited as such unless it contradicts. What has no publication date cannot
    prove a date that was added to the words, which another proves.
    """
    verdicts = [
        (evidence, check_claim(draft.text, [evidence], draft.language))
        for evidence in draft.evidence
    ]
    origins = {e.article.origin_id for e, verdict in verdicts if verdict.supported}
    if origins and (bare := undated(draft.text)) != draft.text:
        verdicts = [
            (e, v if e.article.published or v.supported else check_claim(bare, [e], draft.language))
            for e, v in verdicts
        ]
    kept = tuple(
        evidence
        for evidence, verdict in verdicts
        if verdict.supported
        or (evidence.article.origin_id in origins and not _contradicts(verdict))
    )
    if kept or check_claim(draft.text, draft.evidence, draft.language).supported:
        return Claim(draft.text, kept or draft.evidence, draft.language, draft.written)
    return None


def _contradicts(verdict: Verdict) -> bool:
    return any(reason.kind == "contradiction" for reason in verdict.reasons)


def _stored(draft: DraftClaim) -> Claim | None:
    first = draft.evidence[0]
    if first.quote not in (first.passage.text[slice(*span)] for span in first.passage.sentences):
        return None
    text = shown(first.quote, first.article.language)
    return _proven(DraftClaim(quoted_with_dates(text, first), draft.evidence)) if text else None


def nearest(found: Iterable[Found]) -> tuple[Article, ...]:
    """The articles of the best passages, for a reader whose question was not answered."""
    articles = {each.article.id: each.article for each in found}
    return tuple(articles.values())[:NEAREST]
