"""The title that a stored sentence is shown under, where it is read wrongly or not at all without.

Observed: of 17 sentences in 500 that misled readers, 15 were second or third ones, nearly all of
another article than the first: "the new deal" was read as the deal of the sentence above, and what
"preschool education" costs in one state as what it costs everywhere. Read in their articles the
same sentences mislead nobody, since the title stands above them. Many others say all by themselves,
and a title above them only takes room.

How it works: what follows each other of one report (reprints are one) is read under one title. It
is shown above what begins another report, unless that goes on with the same by itself: it says at
least half of what was asked, names what was asked about or told above, or a place, says who its
first name is (in full, if it is new) and leaves nothing untold (see untold). What opens the message
answers what was asked; it gets one where its first sentence leaves something untold, or says less
than a third of what was asked and names nothing: such a sentence is the answer half as often as
others (on real news .23 against .41), and the title shows what it is about instead. None is given
that says nothing more than its sentence, and none to what a model wrote, which it joined itself;
where stored words replace what it wrote, the first of them in their report have it above them.
Articles without a title are called by their first words (see bot.news.titles), which tell as much.

Where it fails: titles that tease ("What to know today"); what holds for one place or time and does
not say so, beside a name that is not the place's. In other languages than English nothing is known
of what is untold: what opens a message is judged by the question alone, all else gets its title.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from bot.grounding.claims import Claim
from bot.grounding.untold import names_in, untold
from bot.text.words import content_terms
from storage.records import Article

LITTLE = 1 / 3  # of what was asked
HALF = 1 / 2


def titles(claims: Sequence[Claim], asked: str = "") -> tuple[str, ...]:
    """For each claim the stored title to show above it, "" where none is needed or known.

    `asked` is the standalone question that they answer, "" where they go on from an answer.
    """
    shown: list[str] = []
    for length in runs([_article(claim) for claim in claims]):
        above, run = claims[: len(shown)], claims[len(shown) : len(shown) + length]
        stored = [claim for claim in run if not claim.written]
        title = _title(stored[0]) if stored and _is_needed(stored, above, asked) else ""
        before = len(list(takewhile(lambda claim: claim.written, run)))
        shown += [title if at == before else "" for at in range(length)]
    return tuple(shown)


def runs(articles: Sequence[Article]) -> list[int]:
    """How many sentences, given by their articles, follow each other of one report each time.

    What points back to a title may be shown in all of them but the first, which opens the message.
    """
    return [len(list(run)) for _, run in groupby(article.report for article in articles)]


def _article(claim: Claim) -> Article:
    """The article whose words it shows; it may cite others that say the same."""
    return claim.evidence[0].article


def _is_needed(run: Sequence[Claim], above: Sequence[Claim], asked: str) -> bool:
    """Whether stored sentences of one report are read wrongly below those `above`."""
    if not above:
        return not _opens(run[0], asked)
    named = [name.text for text in (asked, *(one.text for one in above)) for name in names_in(text)]
    told = frozenset(content_terms(" ".join(named)))
    return not all(_goes_on(one, asked, told) for one in run)


def _opens(claim: Claim, asked: str) -> bool:
    """Whether what opens a message is surely read as being about what it is about."""
    little = _said(claim, asked) < LITTLE
    if _article(claim).language != "en":
        return not little
    return not ((little and not names_in(claim.text)) or any(untold(claim.text)))


def _goes_on(claim: Claim, asked: str, told: frozenset[str]) -> bool:
    """Whether a further sentence goes on with what was asked, and is read rightly so.

    `told` are the content terms of the names that were asked about or stand above.
    """
    if _article(claim).language != "en" or _said(claim, asked) < HALF:
        return False
    names = names_in(claim.text)
    known = [name for name in names if told.issuperset(content_terms(name.text))]
    bound = known or any(name.kind == "place" for name in names)
    clear = names[:1] == tuple(known[:1]) or any(" " in name.text for name in names[:1])
    return bool(bound) and clear and not any(untold(claim.text))


def _said(claim: Claim, asked: str) -> float:
    """The share of what was asked that the claim says; 1 where nothing was."""
    language = _article(claim).language
    terms = set(content_terms(asked, language))
    return len(terms.intersection(content_terms(claim.text, language))) / len(terms) if terms else 1


def _title(claim: Claim) -> str:
    """The title of its article; "" if it says nothing further."""
    article = _article(claim)
    said = set(content_terms(claim.text, article.language))
    nothing = said.issuperset(content_terms(article.title, article.language))
    return "" if nothing else article.title
