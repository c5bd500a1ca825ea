"""Shows what takes a chosen sentence back, updates or restricts it, right after it.

    chosen sentences + all that was read -> the same, each with what takes it back (see taking_back)

Of several the newest is shown. A newer figure of the same stands before the old one. Where there is
no more room, the weakest that neither takes back nor is taken back gives way; where none can, what
was chosen stays as it was. Where the newer answers better and stands above already, it stays there.
Computed for the few chosen sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.grounding.claims import Candidate
from bot.grounding.presentation import Showable, after_another, restriction, showable
from bot.grounding.selection import MOST_SENTENCES
from bot.grounding.taking_back.taken_back import is_newer_figure, may_take_back, takes_back
from bot.grounding.taking_back.told import Told


def with_later(
    chosen: Sequence[Showable],
    candidates: Sequence[Candidate],
    known: frozenset[str] = frozenset(),
    most: int = MOST_SENTENCES,
) -> list[Showable]:
    """`chosen`, at most `most`, with what of the candidates takes them back.

    `known` are the question's content terms that tell what it is about.
    """
    shown = list(chosen)
    taking = _may_take_back(chosen, candidates)
    denied = {e.text for each in chosen if each.is_denial for e in _chain(each)}
    bound = set(denied)  # texts that take back or are taken back
    for one in chosen:
        if one.text in denied:
            continue
        later = next(_later(one.candidate, taking, known), None) if one in shown else None
        if later is None or later.text in bound:
            continue
        both = {one.text, *(each.text for each in _chain(one)), *(e.text for e in _chain(later))}
        placed = _with_room(_placed(shown, one, later), bound | both, most)
        if placed is not None:
            shown = placed
            bound |= both
    return shown


def with_restrictions(chosen: Sequence[Showable], most: int = MOST_SENTENCES) -> list[Showable]:
    """`chosen`, at most `most`, with what restricts a quotation right behind it."""
    shown = list(chosen)
    bound = {e.text for each in chosen if each.is_denial for e in _chain(each)}
    for one in chosen:
        added = restriction(one) if one in shown else None
        if added is None or added.text in {each.text for each in shown}:
            continue
        both = {added.text, *(each.text for each in _chain(one))}
        placed = _with_room(_placed(shown, one, added), bound | both, most)
        if placed is not None:
            shown = placed
            bound |= both
    return shown


def told(candidate: Candidate) -> Told:
    """A candidate as the theory compares it."""
    passage, article = candidate.found.passage, candidate.found.article
    ends = [span for span in passage.sentences if span[1] <= candidate.start]
    before = passage.text[slice(*ends[-1])] if ends else candidate.found.before
    place = (article.id, passage.start + candidate.start)
    return Told(candidate.text, article.title, article.published, place, before)


def _later(
    one: Candidate, taking: Iterable[Candidate], known: frozenset[str]
) -> Iterator[Showable]:
    """What takes it back and can be shown, newest first."""
    earlier = told(one)
    found = [each for each in taking if takes_back(told(each), earlier)]
    for each in sorted(found, key=lambda c: (-_published(c), -c.score)):
        ready = showable(each, known) or after_another(each, known)
        if ready is not None:
            yield ready


def _may_take_back(chosen: Iterable[Showable], candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that may take back any of those chosen, by their time and their words."""
    times = [_published(each.candidate) for each in chosen if _is_compared(each.candidate)]
    first = min(times, default=None)
    return [
        each
        for each in candidates
        if first is not None
        and _is_compared(each)
        and _published(each) >= first
        and may_take_back(each.text)
    ]


def _is_compared(candidate: Candidate) -> bool:
    article = candidate.found.article
    return article.language == "en" and article.published is not None


def _published(candidate: Candidate) -> float:
    """When it was published, in seconds; 0 where that is not known."""
    published = candidate.found.article.published
    return published.timestamp() if published else 0.0


def _placed(shown: Sequence[Showable], one: Showable, later: Showable) -> list[Showable]:
    """With `later`, and what it leans on, right after `one`; what stands above it stays.

    A newer figure comes right before it, and before what that leans on.
    """
    texts = [each.text for each in shown]
    new = [each for each in _chain(later) if each.text not in texts[: texts.index(one.text) + 1]]
    if not new:
        return list(shown)
    moved = {each.text for each in new}
    rest = [each for each in shown if each.text not in moved]
    if is_newer_figure(told(later.candidate), told(one.candidate)):
        at = min(rest.index(each) for each in rest if each.text in {e.text for e in _chain(one)})
    else:
        at = rest.index(one) + 1
    return [*rest[:at], *new, *rest[at:]]


def _chain(one: Showable) -> list[Showable]:
    """It and all that it leans on, in order."""
    return [*(_chain(one.after) if one.after else []), one]


def _with_room(shown: Sequence[Showable], bound: set[str], most: int) -> list[Showable] | None:
    """Without the weakest that are not bound, down to `most`; None where too many are."""
    kept = list(shown)
    while len(kept) > most:
        leaned_on = {each.after.text for each in kept if each.after}
        free = [each for each in kept if each.text not in bound | leaned_on]
        if not free:
            return None
        kept.remove(min(free, key=lambda each: each.candidate.score))
    return kept
