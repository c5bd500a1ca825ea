"""/privacy: what is kept, who else gets it, the chat's yes or no to that, and forgetting it all.

A chat's words go to a language model of a third party only after the chat said yes: one tap, in a
group by an admin. No yes is asked for a model on the operator's own machine.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.chat.call import Call
from bot.chat.message import Button, Message, notice
from bot.clock import Clock
from bot.settings import Settings
from prompts import load
from storage.chats import Chats
from storage.records import ChatKind

YES, NO, FORGET, FORGET_NOW = "yes", "no", "forget", "forget now"


class Privacy:
    """The part of the dialogue that is about a chat's own data.

    `third_party` names who runs the language model; empty where nobody else gets anything.
    """

    def __init__(self, chats: Chats, clock: Clock, third_party: str = "") -> None:
        self._chats = chats
        self._clock = clock
        self._third_party = third_party

    async def privacy(self, call: Call) -> list[Message]:
        """Say what is kept, or do what the argument says: yes, no, forget."""
        if call.argument and not await call.manages():
            return [notice(call.phrases.admins_only())]
        match call.argument.lower():
            case "yes" | "no" as said if self._asks(call):
                await self._chats.set_consent(call.chat.id, said == YES)
                return [notice(self._decided(call, agreed=said == YES))]
            case "forget":
                sure = Button(call.phrases.delete_it_all(), *_does(FORGET_NOW))
                return [notice(call.phrases.really_forget(), [[sure]])]
            case "forget now":
                still = await self._chats.forget(call.chat.id, self._clock.now())
                return [notice(call.phrases.all_forgotten(still_counted=still))]
        return [self._explained(call)]

    def offer(self, call: Call) -> list[Message]:
        """Ask a chat that was never asked whether the model may read its questions."""
        if not self._asks(call) or call.chat.model_consent is not None:
            return []
        buttons = [[self._yes(call), Button(call.phrases.no_model(), *_does(NO))]]
        return [notice(call.phrases.may_model_write(self._third_party), buttons)]

    def _asks(self, call: Call) -> bool:
        """Whether there is anything to say yes or no to."""
        return bool(self._third_party) and call.chat.kind is not ChatKind.TERMINAL

    def _explained(self, call: Call) -> Message:
        text = load("privacy", call.language).fill(model=self._model(call))
        forget = Button(call.phrases.forget_it_all(), *_does(FORGET))
        if not self._asks(call):
            return notice(text, [[forget]])
        agreed = call.chat.model_consent is True
        change = Button(call.phrases.no_model(), *_does(NO)) if agreed else self._yes(call)
        return notice(text, [[change, forget]])

    def _model(self, call: Call) -> str:
        if not self._third_party:
            return call.phrases.nobody_else()
        if self._asks(call) and call.chat.model_consent is not True:
            return call.phrases.model_not_used(self._third_party)
        return call.phrases.model_used(self._third_party)

    def _decided(self, call: Call, *, agreed: bool) -> str:
        if agreed:
            return call.phrases.model_used(self._third_party)
        return call.phrases.model_not_used(self._third_party)

    def _yes(self, call: Call) -> Button:
        return Button(call.phrases.let_model_write(), *_does(YES))


def third_party(settings: Settings) -> str:
    """Who runs the language model, for people; empty where that is nobody else."""
    if not settings.model_is_set or settings.model_is_local:
        return ""
    return urlsplit(settings.openai_base_url).hostname or "OpenAI"


def _does(what: str) -> tuple[str, str]:
    """A button's payload, and what is typed to the same effect."""
    return f"privacy:{what}", f"/privacy {what}"
