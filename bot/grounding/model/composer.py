"""The composer that lets a model write: each sentence settled before anybody sees it.

    material -> packed passages -> draft -> settle each -> (repair once) -> claims, or fall back

Where the model is away, a limit is reached, the reply cannot be understood, or fewer than half of
the drafted sentences survive the check, the extractive composer answers, if it is sure enough, and
the reader is told so in a few words. An empty draft says "not in the sources" and is believed:
saying nothing is safe.

One deadline holds for the draft and its repair together; without time left there is no repair.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import prompts
from bot.errors import ModelError
from bot.grounding.claims import (
    Composer,
    Composition,
    DraftClaim,
    Found,
    Material,
    Watch,
    nobody_watches,
    reading_of,
)
from bot.grounding.confidence import ANSWERED_FROM
from bot.grounding.extractive import NAME as FALLBACK
from bot.grounding.model.desk import AWAY, LIMIT, Desk, LimitReached, Payer
from bot.grounding.model.packing import pack
from bot.grounding.model.server import ModelRequest
from bot.grounding.model.settle import Fate, Settled, StandsAlone, settle
from bot.grounding.model.wire import (
    GROUNDED_SENTENCES,
    DraftSentence,
    SentPassage,
    escaped,
    passage_blocks,
    question_block,
    read_sentences,
)

UNPROVEN = (
    "What the language model wrote could not be checked; this is put together from the stored "
    "sentences themselves."
)
REPLY_TOKENS = 900
LEAST_REPAIR_SECONDS = 1.0
SURVIVING = 0.5  # a draft of which less survives is not worth patching


@dataclass(frozen=True, slots=True)
class Orders:
    """How a model is asked: which prompt, how many sentences, in which language, how long."""

    prompt: str  # "answer" or "briefing"
    language: str  # its code: "de"
    language_name: str  # in English: "German"
    most_sentences: int
    seconds: float
    prompt_tokens: int
    repair: bool


class ModelComposer:
    """Lets a model write from the material, and checks what it wrote."""

    def __init__(
        self,
        desk: Desk,
        fallback: Composer,
        stands_alone: StandsAlone,
        orders: Orders,
        payer: Payer,
        count: Callable[[str], int],
        watch: Watch = nobody_watches,
    ) -> None:
        self._desk, self._fallback, self._stands_alone = desk, fallback, stands_alone
        self._orders, self._payer, self._count = orders, payer, count
        self._watch = watch

    async def compose(self, material: Material) -> Composition:
        """Draft claims with the model, or with the fallback and a note why."""
        try:
            return await self._by_model(material)
        except LimitReached:
            return await self._without_model(material, LIMIT)
        except ModelError:
            return await self._without_model(material, AWAY)

    async def _by_model(self, material: Material) -> Composition:
        ends = time.monotonic() + self._orders.seconds
        sent = self._sent(material)
        user = _user_message(sent, material.question)
        drafts = await self._draft(
            user,
            self._orders.prompt,
            self._orders.seconds,
            begins=lambda: self._watch(reading_of(sent.values())),
        )
        settled = [self._settled(draft, sent) for draft in drafts]
        left = ends - time.monotonic()
        if self._orders.repair and left > LEAST_REPAIR_SECONDS and any(map(_failed, settled)):
            settled = await self._repaired(settled, sent, left)
        claims = _claims(settled)
        survivors = sum(one.fate in (Fate.KEPT, Fate.MOVED) for one in settled)
        if settled and survivors < SURVIVING * len(settled):
            return await self._from_stored(material, settled)
        return Composition(claims[: self._orders.most_sentences], "model")

    async def _from_stored(self, material: Material, settled: Sequence[Settled]) -> Composition:
        """Stored sentences alone: the fallback's, or those that the draft pointed to."""
        if material.confidence >= ANSWERED_FROM:
            return await self._without_model(material, UNPROVEN)
        stored = _claims([one for one in settled if one.fate is Fate.REPLACED])
        return Composition(stored[: self._orders.most_sentences], FALLBACK, (UNPROVEN,))

    async def _without_model(self, material: Material, note: str) -> Composition:
        if material.confidence < ANSWERED_FROM:
            return Composition((), FALLBACK, (note,))
        composed = await self._fallback.compose(material)
        return Composition(composed.drafts, composed.composer, (*composed.notes, note))

    def _sent(self, material: Material) -> Mapping[str, Found]:
        """The passages worth their tokens, by the ids they are sent under."""
        own = self._count(self._system(self._orders.prompt) + material.question)
        packed = pack(material.found, self._orders.prompt_tokens - own, self._block_tokens)
        return {f"P{number}": found for number, found in enumerate(packed, 1)}

    def _block_tokens(self, text: str) -> int:
        return self._count(passage_blocks([SentPassage("P10", "An Outlet", None, text)]))

    def _system(self, prompt: str) -> str:
        values = {"language": self._orders.language_name}
        if prompt != "repair":
            values["most"] = str(self._orders.most_sentences)
        return prompts.load(prompt).fill(**values)

    async def _draft(
        self, user: str, prompt: str, seconds: float, begins: Callable[[], None] = lambda: None
    ) -> Sequence[DraftSentence]:
        request = ModelRequest(
            self._system(prompt), user, "grounded_sentences", GROUNDED_SENTENCES, REPLY_TOKENS
        )
        version = f"{prompt}:{prompts.load(prompt).version}"
        completion = await self._desk.ask(request, self._payer, version, seconds, begins)
        try:
            return read_sentences(completion.content)
        except ModelError as error:
            await self._desk.misunderstood(str(error))
            raise

    def _settled(self, draft: DraftSentence, sent: Mapping[str, Found]) -> Settled:
        return settle(draft, sent, self._stands_alone, self._orders.language)

    async def _repaired(
        self, settled: Sequence[Settled], sent: Mapping[str, Found], seconds: float
    ) -> list[Settled]:
        """Ask once more for the sentences that failed; what was good stays as it is."""
        failed = [one for one in settled if _failed(one)]
        kept = [one for one in settled if not _failed(one)]
        user = passage_blocks(_sent_passages(sent)) + "\n" + "\n".join(map(_complaint, failed))
        try:
            drafts = await self._draft(user, "repair", seconds)
        except ModelError:
            return list(settled)
        anew = [self._settled(draft, sent) for draft in drafts[: len(failed)]]
        mended = [one for one in anew if not _failed(one)]
        return kept + (mended or failed)


def _failed(one: Settled) -> bool:
    return one.fate in (Fate.REPLACED, Fate.DROPPED)


def _claims(settled: Sequence[Settled]) -> tuple[DraftClaim, ...]:
    """The claims that are left, each text once."""
    claims = [one.claim for one in settled if one.claim]
    return tuple({claim.text: claim for claim in claims}.values())


def _user_message(sent: Mapping[str, Found], question: str) -> str:
    blocks = passage_blocks(_sent_passages(sent))
    return f"{blocks}\n{question_block(question)}" if question else blocks


def _sent_passages(sent: Mapping[str, Found]) -> list[SentPassage]:
    return [
        SentPassage(id_, found.article.outlet or "", found.article.published, found.passage.text)
        for id_, found in sent.items()
    ]


def _complaint(one: Settled) -> str:
    """A failing sentence with what was found wrong, as data."""
    reasons = "; ".join(reason.detail for reason in one.reasons[:3]) or "no passage supports it"
    return escaped(f"Sentence: {one.draft.text}\nWrong: {reasons}")
