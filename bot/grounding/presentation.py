"""How a stored sentence is shown: whole, completed or shortened, and only if it stands alone.

Observed: a sentence that opens with a connective ("However, ...") or a time that points back ("In
the same year, ...") stands as well without it; one whose subject is a pronoun stands once the
pronoun is replaced by the name that it means. What the next sentence takes back ("No, not the film:
the book") is not what the article says.

How it works: connectives are left out (see standing), pronouns are resolved from the sentences
before (see antecedent), family names completed from them (see full_names), which then are part of
the evidence, and long sentences lose clauses (see shortening). A quotation that goes on in the next
sentence is closed. What still leans on the sentence before it ("this figure", "most of these") can
be shown right after that one, if that one stands; otherwise it is not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.grounding.antecedent import FURTHEST, is_read_after, resolved
from bot.grounding.claims import Candidate, Evidence
from bot.grounding.dating import dated
from bot.grounding.full_names import is_of_two, with_full_name
from bot.grounding.he_or_she import calls_somebody, says_of_another
from bot.grounding.shortening import MOST_WORDS, shortened
from bot.grounding.standing import (
    stands_after_another,
    stands_alone,
    unquoted,
    without_lead_in,
)
from bot.grounding.taking_back.neighbours import (
    denial,
    is_disclaimed,
    is_taken_back,
    next_sentence,
)
from bot.text.quotations import closed, inside_quotation, is_speech, quotation_spans
from bot.text.reporting import is_report
from bot.text.words import content_terms
from storage.records import Passage

FURTHEST_BACK = 2  # sentences that one sentence may take with it

_SPACE = re.compile(r"\s+")
_OF_SOMEBODY = re.compile(
    r"(?P<whose>His|Her|Its|Their)\s+(?:[a-z][\w’'-]*\s+){0,3}[a-z][\w-]+,(?=\s+[A-Z][\w’'-]+\s+[A-Z])"
)
_RESTRICTS = re.compile(  # within quotation marks, at their head or behind who speaks
    r"[“\"](?:But(?! also\b)|However|Only if|Unless|Except|Provided)\b"
)


@dataclass(frozen=True, slots=True)
class Showable:
    """A candidate in the words that a reader would see, and the stored words that prove them."""

    candidate: Candidate
    text: str
    evidence: tuple[Evidence, ...]
    after: Showable | None = None  # what it leans on, to be shown right before it
    points_back: frozenset[str] = frozenset()  # terms of what it does not tell (see definite)
    unclear: bool = False  # whether the question does not tell it either
    is_denial: bool = False  # of what it is shown after, which is never shown without it


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A sentence before the candidate's: `passage.text[start:end]` with plain blanks."""

    text: str
    passage: Passage
    start: int
    end: int


def showable(candidate: Candidate, asked: frozenset[str] = frozenset()) -> Showable | None:
    """How `candidate` can be shown, None where it cannot.

    What starts within a longer quotation is a speaker's, who is named elsewhere, and is not shown.
    Where a name is completed, the sentences that explain it are quoted too. `asked` are the content
    terms that are rather kept where something must be left out.
    """
    found = candidate.found
    if _is_part(candidate):
        return None
    language = found.article.language
    text = shown(candidate.text, language, asked)
    own = Evidence(found.passage, found.article, candidate.text)
    if language == "en" and _says_of_another(candidate):
        return None
    if language != "en":
        return None if text is None else Showable(candidate, text, (own,))
    if text is None:
        return _completed(candidate, asked) or _of_somebody(candidate, asked)
    return Showable(candidate, text, (own,))


def after_another(
    candidate: Candidate, asked: frozenset[str] = frozenset(), back: int = FURTHEST_BACK
) -> Showable | None:
    """How a candidate that leans on the sentence before it can be shown right after that.

    That sentence may lean on its own neighbour, up to `back` sentences; None where none stands.
    """
    found = candidate.found
    if found.article.language != "en" or _is_part(candidate):
        return None
    text = shortened(_plain(candidate.text), asked)
    earlier = _sentence_before(candidate)
    if text is None or earlier is None or not stands_after_another(text):
        return None
    before = showable(earlier, asked)
    if before is None and back > 1:
        before = after_another(earlier, asked, back - 1)
    if before is None or not is_read_after(text, before.text, _around(candidate)):
        return None
    own = Evidence(found.passage, found.article, candidate.text)
    return Showable(candidate, closed(text), (own,), before)


def _sentence_before(candidate: Candidate) -> Candidate | None:
    """The sentence right before it in its article, be it in the passage before its own."""
    found = candidate.found
    for one in _earlier(candidate)[-1:]:
        if one.passage is not found.passage:
            found = replace(found, passage=one.passage, previous=None, before="", after="")
        words = frozenset(content_terms(one.text))
        return Candidate(found, one.start, one.end, candidate.score, words)
    return None


def _is_part(candidate: Candidate) -> bool:
    """Whether it is the middle of a longer quotation or the rest of a broken line.

    Or taken back, or about either of two persons.
    """
    text, start = candidate.found.passage.text, candidate.start
    return (
        inside_quotation(text, start)
        or _goes_on(text[:start].rstrip(), candidate.text)
        or _is_taken_back(candidate)
        or _is_of_two(candidate)
    )


def _says_of_another(candidate: Candidate) -> bool:
    earlier = _earlier(candidate)[-1:] if " said " in candidate.text else []
    return any(says_of_another(_plain(candidate.text), each.text) for each in earlier)


def _is_of_two(candidate: Candidate) -> bool:
    """Whether a family name in it may be either of two persons whom its article names in full."""
    if candidate.found.article.language != "en":
        return False
    before = [each.text for each in _earlier(candidate, furthest=None)]
    return is_of_two(_plain(candidate.text), candidate.found.article.title, before)


def _is_taken_back(candidate: Candidate) -> bool:
    """Whether its article says, right behind it or of itself, that it is not so."""
    found = candidate.found
    if found.article.language != "en":
        return False
    before = found.previous.text if found.previous else ""
    if is_disclaimed(found.article.title, before, found.passage.text):
        return True
    following = next_sentence(found.passage, candidate.end)
    behind = found.passage.text[slice(*following)] if following else found.after
    return is_taken_back(candidate.text, behind)


def with_denial(candidate: Candidate) -> Showable | None:
    """How a candidate that the next sentence takes back can be shown: with that one behind it.

    The evidence of the first quotes both. None where nothing takes it back, or not in its passage.
    """
    found = candidate.found
    passage = found.passage
    span = denial(passage, candidate.start, candidate.end)
    if found.article.language != "en" or span is None or inside_quotation(passage.text, span[0]):
        return None
    told, denied = _plain(candidate.text), _plain(passage.text[slice(*span)])
    whole = stands_alone(told) and is_report(denied) and not is_speech(denied)
    if not whole or max(len(told.split()), len(denied.split())) > MOST_WORDS:
        return None
    if is_disclaimed(found.article.title, passage.text):
        return None
    both = Evidence(passage, found.article, passage.text[candidate.start : span[1]])
    own = Evidence(passage, found.article, passage.text[slice(*span)])
    denying = replace(candidate, start=span[0], end=span[1])
    return Showable(denying, denied, (own,), Showable(candidate, told, (both,)), is_denial=True)


def restriction(one: Showable) -> Showable | None:
    """What goes on with a shown quotation and restricts it: "But only if it rains," she added.

    It stands right behind it in its passage, in quotation marks too. None where nothing does.
    """
    found, passage = one.candidate.found, one.candidate.found.passage
    span = next_sentence(passage, one.candidate.end)
    if found.article.language != "en" or span is None or not quotation_spans(one.text):
        return None
    text = _plain(passage.text[slice(*span)])
    whole = len(text.split()) <= MOST_WORDS and is_report(text) and not text.endswith("?")
    if not whole or _RESTRICTS.match(text) is None or inside_quotation(passage.text, span[0]):
        return None
    own = Evidence(passage, found.article, passage.text[slice(*span)])
    return Showable(replace(one.candidate, start=span[0], end=span[1]), closed(text), (own,), one)


def _goes_on(before: str, sentence: str) -> bool:
    """Whether a line break in the stored text parts it from where it began ("O\\n2 is a gas")."""
    return bool(before) and before[-1].isalnum() and not sentence[:1].isupper()


def _completed(candidate: Candidate, asked: frozenset[str]) -> Showable | None:
    """How a candidate can be shown with the name that its pronoun means."""
    earlier = _earlier(candidate)
    sentence = without_lead_in(_plain(candidate.text))
    named = resolved(sentence, [each.text for each in earlier], _around(candidate))
    text = shown(named.text, "en", asked) if named else None
    if named is None or text is None:
        return None
    return Showable(candidate, text, _evidence(candidate, earlier[-named.back]))


def _of_somebody(candidate: Candidate, asked: frozenset[str]) -> Showable | None:
    """How a candidate can be shown that names whom it is about, as somebody's who is not told.

    "Her deputy, Anna Berg, resigned" tells who resigned; whose deputy that was, the title tells.
    Not so where "she" behind it may be either.
    """
    opening = _OF_SOMEBODY.match(candidate.text)
    rest = candidate.text[opening.end() :].lstrip() if opening else ""
    if opening is None or shown(rest) is None or calls_somebody(unquoted(rest)):
        return None
    text = shortened(_plain(candidate.text), asked)
    own = Evidence(candidate.found.passage, candidate.found.article, candidate.text)
    untold = frozenset({opening["whose"].lower()})
    return Showable(candidate, text, (own,), points_back=untold) if text else None


def fully_named(showable: Showable) -> Showable:
    """With the given name of somebody whom the article named in full before, quoting that too."""
    if showable.candidate.found.article.language != "en":
        return showable
    earlier = _earlier(showable.candidate, furthest=None)
    named = with_full_name(showable.text, [each.text for each in earlier])
    if named is None or len(named.text.split()) > MOST_WORDS:
        return showable
    source = earlier[-named.back]
    quote = source.passage.text[source.start : source.end]
    told = Evidence(source.passage, showable.candidate.found.article, quote)
    return replace(showable, text=named.text, evidence=(*showable.evidence, told))


def _earlier(candidate: Candidate, furthest: int | None = FURTHEST) -> list[_Earlier]:
    """The sentences before the candidate's, also those of the passage before its own.

    At most the `furthest` nearest; None is all.
    """
    found = candidate.found
    before = [(found.previous, span) for span in found.previous.sentences] if found.previous else []
    before += [(found.passage, s) for s in found.passage.sentences if s[0] < candidate.start]
    return [
        _Earlier(_plain(passage.text[start:end]), passage, start, end)
        for passage, (start, end) in before[-furthest if furthest else 0 :]
    ]


def _around(candidate: Candidate) -> tuple[str, ...]:
    """The title and all stored words at hand that stand before the candidate's sentence."""
    found = candidate.found
    further = (found.previous.text,) if found.previous else ()
    return (found.article.title, *further, found.passage.text[: candidate.start])


def _evidence(candidate: Candidate, antecedent: _Earlier) -> tuple[Evidence, ...]:
    """The words from the antecedent's sentence on; parted where a passage ends between."""
    passage, article = candidate.found.passage, candidate.found.article
    if antecedent.passage is passage:
        return (Evidence(passage, article, passage.text[antecedent.start : candidate.end]),)
    own = Evidence(passage, article, passage.text[: candidate.end])
    previous = candidate.found.previous
    if previous is None:
        return (own,)
    return (own, Evidence(previous, article, previous.text[antecedent.start :]))


def _plain(sentence: str) -> str:
    return _SPACE.sub(" ", sentence).strip()


def shown(sentence: str, language: str = "en", asked: frozenset[str] = frozenset()) -> str | None:
    """The words in which `sentence` can be shown by itself, None where it cannot."""
    text = without_lead_in(_plain(sentence))
    if not stands_alone(text, language):
        return None
    short = shortened(text, asked)
    stands = short is not None and (short == text or stands_alone(short, language))
    return closed(short) if short and stands else None


def with_dates(text: str, candidate: Candidate, published: datetime | None) -> str:
    """`text`, which shows `candidate`, with its relative dates resolved, unless it gets too long.

    `published` is when a report that says the same was published: its own, or its copy's.
    """
    before = candidate.found.passage.text[: candidate.start]
    return _unless_long(dated(text, published, candidate.found.article.language, before), text)


def quoted_with_dates(text: str, evidence: Evidence) -> str:
    """`text`, which shows what `evidence` quotes, with its relative dates resolved."""
    before, article = evidence.passage.text.partition(evidence.quote)[0], evidence.article
    return _unless_long(dated(text, article.published, article.language, before), text)


def _unless_long(text: str, shorter: str) -> str:
    return text if len(text.split()) <= MOST_WORDS else shorter
