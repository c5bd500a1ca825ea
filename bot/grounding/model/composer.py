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
from bot.grounding.model.asking import Orders, ask_about, blocks, system_prompt
from bot.grounding.model.desk import AWAY, LIMIT, Desk, LimitReached, Payer
from bot.grounding.model.server import ModelRequest
from bot.grounding.model.settle import Fate, Settled, StandsAlone, settle
from bot.grounding.model.wire import (
    GROUNDED_SENTENCES,
    DraftSentence,
    escaped,
    read_sentences,
)

UNPROVEN = (
    "What the language model wrote could not be checked; this is put together from the stored "
    "sentences themselves."
)
REPLY_TOKENS = 900
STORY_TOKENS = 400  # of the reply, for each further story of a briefing
LEAST_REPAIR_SECONDS = 1.0
SURVIVING = 0.5  # a draft of which less survives is not worth patching


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
        asking = ask_about(material, self._orders, self._count)
        sent = asking.sent
        drafts = await self._draft(
            asking.user,
            self._orders.prompt,
            self._orders.seconds,
            stories=_stories(material),
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
        version = _version(self._orders.prompt)
        return Composition(claims[: self._most(material)], "model", prompt=version)

    async def _from_stored(self, material: Material, settled: Sequence[Settled]) -> Composition:
        """Stored sentences alone: the fallback's, or those that the draft pointed to."""
        if material.confidence >= ANSWERED_FROM:
            return await self._without_model(material, UNPROVEN)
        stored = _claims([one for one in settled if one.fate is Fate.REPLACED])
        return Composition(stored[: self._most(material)], FALLBACK, (UNPROVEN,))

    def _most(self, material: Material) -> int:
        return self._orders.most_sentences * _stories(material)

    async def _without_model(self, material: Material, note: str) -> Composition:
        if material.confidence < ANSWERED_FROM:
            return Composition((), FALLBACK, (note,))
        composed = await self._fallback.compose(material)
        return Composition(composed.drafts, composed.composer, (*composed.notes, note))

    async def _draft(
        self,
        user: str,
        prompt: str,
        seconds: float,
        *,
        stories: int = 1,
        begins: Callable[[], None] = lambda: None,
    ) -> Sequence[DraftSentence]:
        request = ModelRequest(
            system_prompt(self._orders, prompt),
            user,
            "grounded_sentences",
            GROUNDED_SENTENCES,
            REPLY_TOKENS + (stories - 1) * STORY_TOKENS,
        )
        version = _version(prompt)
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
        user = blocks(sent) + "\n" + "\n".join(map(_complaint, failed))
        try:
            drafts = await self._draft(user, "repair", seconds)
        except ModelError:
            return list(settled)
        anew = [self._settled(draft, sent) for draft in drafts[: len(failed)]]
        mended = [one for one in anew if not _failed(one)]
        return kept + (mended or failed)


def _stories(material: Material) -> int:
    """How many stories are asked for: those of a briefing; an answer is one."""
    return 1 if material.question else len({one.article.story_id for one in material.found}) or 1


def _failed(one: Settled) -> bool:
    return one.fate in (Fate.REPLACED, Fate.DROPPED)


def _claims(settled: Sequence[Settled]) -> tuple[DraftClaim, ...]:
    """The claims that are left, each text once."""
    claims = [one.claim for one in settled if one.claim]
    return tuple({claim.text: claim for claim in claims}.values())


def _complaint(one: Settled) -> str:
    """A failing sentence with what was found wrong, as data."""
    reasons = "; ".join(reason.detail for reason in one.reasons[:3]) or "no passage supports it"
    return escaped(f"Sentence: {one.draft.text}\nWrong: {reasons}")


def _version(prompt: str) -> str:
    """A prompt's name and the hash of its content, as it stands with what a model wrote."""
    return f"{prompt}:{prompts.load(prompt).version}"
