"""Is a claim in one language supported by stored words in another? What can be told, strictly.

    claim + stored sentences -> quotes, amounts, days, names, sense, anchors -> verdict

Theory. Whether a translation is right cannot be told without a dictionary; what a falsehood most
often changes can: a number, a date, a name, a negation, who said it, and how sure it is. Each of
these must stand in the very sentences that are quoted as evidence, not just in their article.
Quotation marks may hold only what the evidence has word for word, or a name: a quotation is not
translated. A claim that shares no name, number or date with its evidence is tied to it by nothing,
and one that is far longer or shorter says something else; both fail.

What passes is called "checked", as for any model's sentence, and is always shown together with the
stored sentence in its own language. Known to fail: another verb or noun with the same names and
numbers, names that changed places, and a future that the language has no word for (Russian).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.grounding.translation.amounts import amounts, days, missing_amounts, missing_days
from bot.grounding.translation.lexicon import LANGUAGES, folded_words, says
from bot.grounding.translation.names import Named, missing_names, named, shared_names
from bot.grounding.verification import facts
from bot.grounding.verification.reading import plain
from bot.grounding.verification.reasons import Reason
from bot.grounding.verify import Verdict
from bot.text.language import guess_language

_SCORE = 0.75  # of a claim that passes: less sure than one that could be compared word by word
_REFUSED = 0.2
_LEAST, _MOST = 0.15, 2.5  # words of a claim for each word of its evidence
_SLACK = 6  # words that a claim may have beyond that


@dataclass(frozen=True, slots=True)
class Original:
    """A stored sentence that is quoted as evidence, whose passage it is, and its language."""

    text: str
    passage: str
    language: str
    published: datetime | None = None


def is_translation(claim: str, language: str, originals: Sequence[str]) -> bool:
    """Whether a claim is in the language that was asked for, and its evidence in others."""
    return (
        language in LANGUAGES
        and bool(originals)
        and language not in originals
        and guess_language(claim, "") == language
    )


def check_translation(claim: str, language: str, originals: Sequence[Original]) -> Verdict:
    """Check a claim in a language against the sentences that are said to prove it."""
    reasons = tuple(_reasons(claim, language, originals))
    return Verdict(not reasons, _REFUSED if reasons else _SCORE, reasons)


def _reasons(claim: str, language: str, originals: Sequence[Original]) -> Iterator[Reason]:
    if not originals or not all(one.language in LANGUAGES for one in originals):
        yield Reason("uncovered", "language", "its evidence is in a language that is not known")
        return
    said = named(claim, language)
    stored = [named(one.text, one.language) for one in originals]
    yield from facts.missing_quotes(
        [one.text for one in originals], [plain(o.passage) for o in originals]
    )
    yield from _translated_quotations(claim, language, originals, stored)
    yield from _facts(claim, language, originals)
    for name in missing_names(said, stored):
        yield Reason("contradiction", "name", f"claim and evidence do not both have {name}")
    yield from _sense(folded_words(claim), language, originals)
    yield from _anchors(said, stored, originals)


def _translated_quotations(
    claim: str, language: str, originals: Sequence[Original], stored: Sequence[Named]
) -> Iterator[Reason]:
    texts = [plain(one.text) for one in originals]
    quotations = [
        quotation
        for quotation in facts.quotations(claim)
        if any(missing_names(named(f"— {quotation}", language), stored))
        or not all(word[0].isupper() for word in quotation.split())
    ]
    yield from facts.missing_quotes(quotations, texts)


def _facts(claim: str, language: str, originals: Sequence[Original]) -> Iterator[Reason]:
    texts = [(one.text, one.language) for one in originals]
    published = originals[0].published
    for words in missing_amounts(claim, language, texts, published):
        yield Reason("contradiction", "number", f"its evidence does not say {words}")
    for words in missing_days(claim, language, texts, published):
        yield Reason("contradiction", "date", f"its evidence is not about {words}")


def _sense(words: list[str], language: str, originals: Sequence[Original]) -> Iterator[Reason]:
    stored = [(folded_words(one.text), one.language) for one in originals]

    def has(name: str) -> bool:
        return any(says(each, of, name) for each, of in stored)

    denied = says(words, language, "no")
    if denied != has("no") and not (has("deny") or says(words, language, "deny")):
        yield Reason("contradiction", "negation", "only one of claim and evidence denies")
    reported = has("say") or any("“" in o.text or '"' in o.text for o in originals)
    if reported and not says(words, language, "say"):
        yield Reason("contradiction", "attribution", "its evidence only reports it")
    if has("may") and not says(words, language, "may"):
        yield Reason("contradiction", "modality", "its evidence only says that it may be so")
    for one, other in (("more", "less"), ("less", "more")):
        turned = says(words, language, other) and not says(words, language, one)
        if turned and has(one) and not has(other):
            yield Reason("contradiction", "antonym", f"its evidence says {one}, not {other}")


def _anchors(
    said: Named, stored: Sequence[Named], originals: Sequence[Original]
) -> Iterator[Reason]:
    published = originals[0].published
    tied = (
        shared_names(said, stored)
        or amounts(said.text, said.language, published)
        or days(said.text, said.language, published)
    )
    if not tied:
        yield Reason("uncovered", "cover", "no name, number or date ties it to its evidence")
    lengths = [len(one.text.split()) for one in originals]
    most = _MOST * sum(lengths) + _SLACK
    if not _LEAST * min(lengths) <= len(said.text.split()) <= most:
        yield Reason("uncovered", "cover", "it is far longer or shorter than its evidence")
