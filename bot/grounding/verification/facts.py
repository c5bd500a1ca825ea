"""Facts that must stand in a source: quotes, numbers, dates, names.

Theory. A number, date or name of a claim is true only if a source says it. Variants count: amounts
are compared by value and unit, of a change ("rose from 10 to 12") its end too; names by their
spellings, short forms, acronyms and WordNet's aliases, dates by the days they mean when the
publication date is known. A name counts as one when a single mention in a source has all its words:
a given name from one person and a family name from another make nobody. What stands in quotation
marks is compared letter by letter.

Known to fail: a span that is no change ("prices from 10 to 12 euros") states its end all the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.grounding.verification.reading import Reading, plain
from bot.grounding.verification.reasons import Kind, Reason
from bot.grounding.verification.vocabulary import MONTHS, NEARBY_DAYS, WEEKDAYS
from bot.text.lexicon import kin, synonyms
from bot.text.names import NameMention, name_key, same_name
from bot.text.numbers import NumberMention, same_amount
from bot.text.words import stem, tokens

_QUOTED = re.compile(r'"([^"]+)"|(?<!\w)\'([^\']+)\'(?!\w)')
_FROM = re.compile(r"\bfrom\s+$")
_EDGES = " .,;:!?-"
# Written out, since "Sept" may stand for a stored "September", and "may" is a verb.
_DAYS_AND_MONTHS = WEEKDAYS | NEARBY_DAYS | {month for month in MONTHS if len(month) > 3} - {"sept"}
_CALENDAR = frozenset(stem(word) for word in _DAYS_AND_MONTHS)


def missing_quotes(quotes: Sequence[str], texts: Sequence[str]) -> Iterator[Reason]:
    """One reason for each quotation that no text (`plain`) has word for word."""
    for quote in quotes:
        words = plain(quote).strip(_EDGES)
        if words and not any(words in text for text in texts):
            yield Reason("contradiction", "quote", f"the sources do not say “{words}”")


def quotations(claim: str) -> list[str]:
    """What stands in quotation marks in a claim; apostrophes are none."""
    return [match[1] or match[2] for match in _QUOTED.finditer(plain(claim))]


def missing_numbers(claim: Reading, sources: Sequence[Reading]) -> Iterator[Reason]:
    """One reason for each amount that no source states."""
    said = list(_stated(sources))
    for number in claim.numbers:
        if not _is_stated(number, said):
            shown = claim.text[number.start : number.end]
            rival = next((other for other in said if _same_sort(number, other)), None)
            kind: Kind = "contradiction" if rival else "uncovered"
            yield Reason(kind, "number", f"no source says {shown}")


def stated_amounts(claim: Reading, sources: Sequence[Reading]) -> frozenset[int]:
    """Where in the claim the words of amounts begin that a source states, in whatever words."""
    said = list(_stated(sources))
    return frozenset(
        place
        for number in claim.numbers
        if _is_stated(number, said)
        for place in range(number.start, number.end)
    )


def _stated(sources: Sequence[Reading]) -> Iterator[NumberMention]:
    """The amounts of sources, and what something that changed has become."""
    for source in sources:
        for number in source.numbers:
            yield number
            if number.upper is not None and _FROM.search(source.text[: number.start]):
                yield replace(number, value=number.upper, upper=None)


def _is_stated(number: NumberMention, said: Sequence[NumberMention]) -> bool:
    if any(same_amount(number, other) for other in said):
        return True
    ends = (replace(number, upper=None), replace(number, value=number.upper or 0.0, upper=None))
    return number.upper is not None and all(
        any(same_amount(end, other) for other in said) for end in ends
    )


def _same_sort(one: NumberMention, other: NumberMention) -> bool:
    return one.kind == other.kind and one.unit == other.unit


def missing_dates(claim: Reading, sources: Sequence[Reading]) -> Iterator[Reason]:
    """One reason for each day or month that no source names."""
    for word in claim.words:
        if word.term in _CALENDAR and not any(word.term in source.where for source in sources):
            rival = any(term in source.where for source in sources for term in _CALENDAR)
            kind: Kind = "contradiction" if rival else "uncovered"
            yield Reason(kind, "date", f"no source says {word.text}")


def missing_names(claim: Reading, sources: Sequence[Reading]) -> Iterator[Reason]:
    """One reason for each name that no source has."""
    for name in claim.names:
        if name.certain and not any(_has(name, claim, source) for source in sources):
            yield Reason("uncovered", "name", f"no source names {name.text}")


def _has(name: NameMention, claim: Reading, source: Reading) -> bool:
    """Whether a source has a name, or what is left of it without a sentence's first word."""
    if has_name(name, source):
        return True
    opens = any(claim.words[numbers[0]].start == name.start for numbers in claim.sentences)
    _, _, rest = name.text.partition(" of " if " of " in name.text else " ")
    rest = rest.removeprefix("the ")
    return opens and bool(rest) and has_name(replace(name, text=rest), source)


def has_name(name: NameMention, source: Reading) -> bool:
    """Whether a source has the name, in any of its variants."""
    key = name_key(name.text)
    if any(_covers(key, name.text, other) for other in source.names):
        return True
    if len(key) > 1 and set(key) <= set(_alone(source)):
        return True
    return _stands_in(key, source) or _has_alias(name.text, key, source)


def _alone(source: Reading) -> Iterator[str]:
    """Names of one word: those that stand side by side in a claim, as in "London Russian"."""
    for name in source.names:
        key = name_key(name.text)
        if len(key) == 1:
            yield key[0]


def _covers(key: tuple[str, ...], text: str, other: NameMention) -> bool:
    full = name_key(other.text)
    if set(key) <= set(full):
        return True
    return len(full) >= len(key) and same_name(text, other.text)


def _stands_in(key: tuple[str, ...], source: Reading) -> bool:
    """Whether the words of a name follow each other in the source, perhaps round a nickname."""
    terms = [stem(part) for part in key]
    return bool(terms) and any(
        _follow(terms, [word.term for word in source.words[at : at + len(terms) + 1]])
        for at in source.where.get(terms[0], ())
    )


def _follow(terms: list[str], words: list[str]) -> bool:
    left = iter(words)
    return all(term in left for term in terms)


def _has_alias(text: str, key: tuple[str, ...], source: Reading) -> bool:
    for alias in synonyms(" ".join(key)) | synonyms(text):
        terms = [stem(token.text) for token in tokens(alias)]
        if terms and all(term in source.where for term in terms):
            return True
    return len(key) == 1 and any(not kin(text).isdisjoint(kin(o.text)) for o in source.names)
