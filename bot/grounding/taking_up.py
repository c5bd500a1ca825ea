"""What people reply when they are asked back whom or what they mean.

Observed: they type the name or a part of it, its place in the row ("the second", "2"), "yes" where
one was offered; or they ask something else. How it works: a short reply that is no question is
looked up among the names that were offered, else taken for the name itself. Questions are told by
their mark or by opening with a word of grammar, articles aside, in the languages that are spoken.
Fails where somebody gives up in words of their own ("never mind"): taken for a name, it finds
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.listed import listed
from bot.text.words import fold, is_stop, tokens

LONGEST_REPLY = 6  # words
_LANGUAGES = ("en", "es", "de", "ru", "ar")
_ORDINALS = (
    listed(
        "1 1st first former one primero primera erste ersten erster первый первая первого الأول"
    ),
    listed(
        "2 2nd second latter two segundo segunda zweite zweiten zweiter второй вторая второго"
        " الثاني"
    ),
    listed(
        "3 3rd third three tercero tercera dritte dritten dritter третий третья третьего الثالث"
    ),
    listed("4 4th fourth four cuarto cuarta vierte vierten vierter четвёртый четвёртая الرابع"),
)
_YES = listed("yes yeah yep y right exactly sí si ja genau да نعم")
_NO = listed("no nope neither none nobody nein niemand ninguno ninguna нет لا")
_ARTICLES = listed("the el la los las der die das den")
_FILLS = listed("i mean meant it's its please one")
_ASKS = listed("did does do is are was were has have had will would can could tell and what about")


def chosen(reply: str, names: Sequence[str]) -> str | None:
    """The name that a reply gives, "" where it declines all `names`, None where it is no reply."""
    words = [fold(token.text) for token in tokens(reply)]
    if not 0 < len(words) <= LONGEST_REPLY or reply.rstrip().endswith(("?", "؟")):
        return None
    if len(words) == 1 and words[0] in _said(_NO):
        return ""
    if len(words) == 1 and words[0] in _said(_YES):
        return names[0] if len(names) == 1 else None
    telling = [word for word in words if word not in _ARTICLES | _FILLS] or words
    if len(telling) == 1 and names and (place := _place(telling[0])) is not None:
        return names[place] if place < len(names) else ""
    whole = [name for name in names if _words(name).issuperset(telling)]
    if len(whole) == 1:
        return whole[0]  # also where it begins like a question: "Will Berg"
    if _opens_a_question(words):
        return None
    fitting = [name for name in names if not _words(name).isdisjoint(telling)]
    return fitting[0] if len(fitting) == 1 else reply.strip(" .!,\n")


def _said(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _place(word: str) -> int | None:
    return next((at for at, said in enumerate(_ORDINALS) if word in _said(said)), None)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(token.text) for token in tokens(name))


def _opens_a_question(words: Sequence[str]) -> bool:
    first = words[0]
    if first in _ARTICLES | _FILLS:
        return False
    return first in _ASKS or any(is_stop(first, language) for language in _LANGUAGES)
