"""Builds true and false claims from stored text, each by one change that says what it is.

True ones: a stored sentence, one with a clause left out, its first pronoun made the name it stands
for, or its weekday made a date. False ones: one number, date or name changed, roles or numbers
swapped, a negation dropped or put in, more made less, a qualifier dropped ("former", "up to"), the
wrong name for a pronoun, and two statements joined under the subject of the first. All are built
from texts at run time; which is which is true by construction but for rare accidents (about 1 in 50
by eye: a swap of two things that are alike).
"""

import calendar
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from bot.text.names import NameMention, name_mentions, same_name
from bot.text.numbers import NumberMention, number_mentions
from bot.text.quotations import inside_quotation
from bot.text.sentences import split_sentences

PUBLISHED = datetime(2023, 9, 17, 6, 40, tzinfo=UTC)  # a Sunday
WEEKDAYS = list(calendar.day_name)
MONTHS = list(calendar.month_name)[1:]
_OPPOSITES = {
    one: other
    for pair in [
        "more/less",
        "higher/lower",
        "rose/fell",
        "rise/fall",
        "increase/decrease",
        "above/below",
        "increased/decreased",
        "over/under",
        "before/after",
        "largest/smallest",
        "biggest/smallest",
        "best/worst",
        "highest/lowest",
        "won/lost",
        "most/least",
        "up/down",
        "gained/lost",
        "larger/smaller",
        "better/worse",
        "older/younger",
        "faster/slower",
        "longer/shorter",
        "strengthened/weakened",
    ]
    for one, other in (pair.split("/"), pair.split("/")[::-1])
}
_QUALIFIER = re.compile(  # adjectives where a determiner shows that they are no verbs or nouns
    r"(?:(?<=\b[Tt]he)|(?<=\b[Hh]is)|(?<=\b[Hh]er)|(?<=\b[Ii]ts)) (?:former|previous|deputy|vice"
    r"|acting|interim|alleged|suspected|potential|proposed|planned|attempted|failed|fake"
    r"|so-called|would-be)(?= [a-z])"
    r"| (?:nearly|almost|rarely)(?= [a-z\d])| (?:one|some|most|many|two|half) of(?= the\b)"
    r"| (?:up to|more than|less than|fewer than|at least|about|around)(?= [$£€]?\d)"
)
_LEFT_OUT = (
    re.compile(r", (?:who|which|where) [^,;“”\"]{10,80}(?=, )"),
    re.compile(r", (?:which|where) [^,;“”\"]{10,90}(?=\.$)"),
    re.compile(r"^(?:In|On|During|After|Before|Since|Despite|At) [^,;“”\"]{8,60}, (?=[A-Z])"),
    re.compile(r" \([^()]{3,60}\)"),
    re.compile(
        r", (?:while|as|after|although|because|before|[a-z]{3,}ing) [^,;“”\"]{10,90}(?=\.$)"
    ),
    re.compile(r", (?:a|an|the) [^,;“”\"]{8,60}(?=, )"),
)
_NEGATION = re.compile(r"\b(?:not |never )|(?<=[a-z])n[’']t\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|did|does)\b "
)
_SAID = re.compile(r"\b(?:said|says|told|according|reported|added|announced|claimed)\b")
_PRONOUN = re.compile(r"^(?:He|She) (?=[a-z])")
_VERB = re.compile(
    r" (?=(?:is|are|was|were|has|have|had|will|would|can|could|may|[a-z]{3,}ed|said|told|took|made"
    r"|won|left|went|became|began|came|got|gave)\b)"
)


@dataclass(frozen=True, slots=True)
class BuiltClaim:
    """A claim, the text it was built from, whether it is true, and how it was built."""

    claim: str
    source: str
    true: bool
    way: str


def build(texts: Iterable[str], seed: int = 7, per_text: int = 2) -> list[BuiltClaim]:
    """Up to `per_text` claims of every way from every text, the same for the same seed."""
    texts = [text for text in texts if len(text) > 400]
    foreign = _Foreign([name for text in texts[:300] for name in _sure_names(text)])
    built: list[BuiltClaim] = []
    for number, text in enumerate(texts):
        chance = random.Random(seed * 100_003 + number)
        sentences = [" ".join(sentence.split()) for sentence in split_sentences(text)]
        source = "\n".join(sentences)
        article = _Article(sentences, chance, foreign)
        for way, (true, make) in _WAYS.items():
            made = [claim for claim in make(article) if claim and claim not in source]
            if way == "stored":
                made = [line for line in sentences if _is_prose(line) and _is_own(line, source)]
            chance.shuffle(made)
            built += [BuiltClaim(claim, source, true, way) for claim in made[:per_text]]
    return built


@dataclass(frozen=True, slots=True)
class _Foreign:
    names: list[NameMention]


@dataclass(frozen=True, slots=True)
class _Article:
    sentences: list[str]
    chance: random.Random
    foreign: _Foreign

    @property
    def prose(self) -> list[str]:
        return [line for line in self.sentences if _is_prose(line)]


def _is_prose(line: str) -> bool:
    return 40 <= len(line) <= 300 and line[0].isupper() and line[-1] in '.!?”"'


def _is_own(line: str, source: str) -> bool:
    """Whether a sentence is the text's own, and not one of somebody's longer speech."""
    return not inside_quotation(source, source.index(line))


def _sure_names(text: str) -> list[NameMention]:
    return [name for name in name_mentions(text) if name.certain]


def _swapped(
    line: str, first: NumberMention | NameMention, second: NumberMention | NameMention
) -> str:
    one, other = line[first.start : first.end], line[second.start : second.end]
    return line[: first.start] + other + line[first.end : second.start] + one + line[second.end :]


def _put(line: str, mention: NumberMention | NameMention, text: str) -> str:
    return line[: mention.start] + text + line[mention.end :]


def _stored(article: _Article) -> Iterator[str]:
    yield from article.prose


def _clause_left_out(article: _Article) -> Iterator[str]:
    for line in article.prose:
        for pattern in _LEFT_OUT:
            found = pattern.search(line)
            if found and not _SAID.search(found[0]) and not _NEGATION.search(found[0]):
                shorter = line[: found.start()] + line[found.end() :]
                if len(shorter) > 35:
                    yield shorter.replace(",,", ",")
                break


def _name_for_pronoun(article: _Article) -> Iterator[str]:
    for before, line in pairwise(article.sentences):
        people = _subjects(before)
        if people and _is_prose(line) and _PRONOUN.search(line):
            yield _PRONOUN.sub(f"{people[0].text} ", line)


def _subjects(line: str) -> list[NameMention]:
    """The person that a sentence begins with, where it has no other: whom the next "he" means."""
    names = [name for name in name_mentions(line) if name.kind in ("", "person")]
    first = [name for name in names if name.start <= len(name.title) + 1 and " " in name.text]
    others = [name for name in names if name not in first and " " in name.text]
    return first if not others else []


def _wrong_name_for_pronoun(article: _Article) -> Iterator[str]:
    for before, line in pairwise(article.sentences):
        people = _subjects(before)
        if people and _is_prose(line) and _PRONOUN.search(line):
            others = _others(article, people[0])
            if others:
                yield _PRONOUN.sub(f"{article.chance.choice(others)} ", line)


def _others(article: _Article, name: NameMention) -> list[str]:
    """Other full names of the article."""
    names = {other.text for line in article.sentences for other in _sure_names(line)}
    return sorted(
        other
        for other in names
        if other.count(" ") == 1 and not same_name(other, name.text) and other not in name.text
    )


def _date_made_absolute(article: _Article) -> Iterator[str]:
    for line in article.prose:
        found = re.search(rf"(?:ed|was|said|were) on ({'|'.join(WEEKDAYS)})\b(?! [A-Z\d(])", line)
        if found and '"' not in line and "“" not in line:
            back = (PUBLISHED.weekday() - WEEKDAYS.index(found[1])) % 7
            day = PUBLISHED - timedelta(days=back)
            shown = f"{found[0]} ({day.day} {MONTHS[day.month - 1]} {day.year})"
            yield line[: found.start()] + shown + line[found.end() :]


def _number_changed(article: _Article) -> Iterator[str]:
    for line in article.prose:
        for number in number_mentions(line):
            digits = re.search(r"\d+", line[number.start : number.end])
            if digits and number.kind != "ordinal":
                value = int(digits[0])
                other = str(value + article.chance.choice([1, 2, 3, 5, 10, 20]))
                yield _put(
                    line, number, line[number.start : number.end].replace(digits[0], other, 1)
                )


def _date_changed(article: _Article) -> Iterator[str]:
    for line in article.prose:
        for names in (WEEKDAYS, MONTHS):
            found = re.search(rf"\b({'|'.join(names)})\b", line)
            if found and found[1] != "May":
                other = article.chance.choice([name for name in names if name != found[1]])
                yield line[: found.start()] + other + line[found.end() :]
        year = re.search(r"\b(19|20)\d\d\b", line)
        if year:
            shift = article.chance.choice([-3, -2, -1, 1, 2])
            yield line[: year.start()] + str(int(year[0]) + shift) + line[year.end() :]


def _name_changed(article: _Article) -> Iterator[str]:
    known = " ".join(article.sentences)
    for line in article.prose:
        for name in _sure_names(line):
            kin = [
                other
                for other in article.foreign.names
                if other.kind == name.kind
                and other.text.count(" ") == name.text.count(" ")
                and other.text not in known
            ]
            if kin:
                yield _put(line, name, article.chance.choice(kin).text)


def _roles_swapped(article: _Article) -> Iterator[str]:
    for line in article.prose:
        names = _sure_names(line)
        for first, second in pairwise(names):
            between = line[first.end : second.start]
            verb = re.search(
                r"\b(?:[a-z]{3,}ed|told|met|beat|won|said|gave|saw|left|is|was)\b", between
            )
            alike = first.kind == second.kind and not same_name(first.text, second.text)
            if verb and alike and len(between) < 60 and " and " not in between:
                yield _swapped(line, first, second)


def _numbers_swapped(article: _Article) -> Iterator[str]:
    for line in article.prose:
        if re.search(r"\d\s?[,:.-]\s\d", line):  # numbers that were torn apart by a tokenizer
            continue
        for first, second in pairwise(number_mentions(line)):
            between = line[first.end : second.start]
            apart = re.search("[a-z]{3}", between) and between.split() != ["and"]
            if apart and first.value != second.value and _are_alike(line, first, second):
                yield _swapped(line, first, second)


def _are_alike(line: str, first: NumberMention, second: NumberMention) -> bool:
    """Whether two numbers can stand for each other without breaking the sentence."""
    ends = line[first.end : first.end + 1] + line[second.end : second.end + 1]
    alike = first.kind == second.kind == "cardinal" and first.digits == second.digits
    return alike and first.qualifier == second.qualifier and not any(map(str.isalnum, ends))


def _negation_dropped(article: _Article) -> Iterator[str]:
    for line in article.prose:
        if _NEGATION.search(line):
            yield _NEGATION.sub("", line, count=1)


def _negation_inserted(article: _Article) -> Iterator[str]:
    for line in article.prose:
        found = _AUXILIARY.search(line)
        if (
            found
            and not _NEGATION.search(line)
            and not line[found.end() :].startswith(("no ", "any"))
        ):
            yield line[: found.end()] + "not " + line[found.end() :]


def _qualifier_dropped(article: _Article) -> Iterator[str]:
    for line in article.prose:
        found = _QUALIFIER.search(line)
        if found and found.start() > 0:
            yield line[: found.start()] + line[found.end() :]


def _more_made_less(article: _Article) -> Iterator[str]:
    pattern = re.compile(rf"\b({'|'.join(_OPPOSITES)})\b")
    for line in article.prose:
        found = pattern.search(line)
        if found:
            yield line[: found.start()] + _OPPOSITES[found[1]] + line[found.end() :]


def _statements_joined(article: _Article) -> Iterator[str]:
    for line, after in pairwise(article.sentences):
        if not (_is_prose(line) and _is_prose(after)) or '"' in line + after or "“" in line + after:
            continue
        names = [name for name in _sure_names(line) if name.start == 0]
        others = [name for name in name_mentions(after) if name.start == 0 and name.certain]
        cut, other_cut = _VERB.search(line), _VERB.search(after)
        if not (names and others and cut and other_cut) or same_name(names[0].text, others[0].text):
            continue
        if cut.start() - names[0].end < 3 and other_cut.start() - others[0].end < 3:
            yield f"{line[:-1]} and{after[other_cut.start() :]}"
            yield f"{names[0].text}{after[other_cut.start() :]}"


_Make = Callable[[_Article], Iterator[str]]
_WAYS: dict[str, tuple[bool, _Make]] = {
    "stored": (True, _stored),
    "clause left out": (True, _clause_left_out),
    "pronoun made a name": (True, _name_for_pronoun),
    "date made absolute": (True, _date_made_absolute),
    "number changed": (False, _number_changed),
    "date changed": (False, _date_changed),
    "name changed": (False, _name_changed),
    "roles swapped": (False, _roles_swapped),
    "numbers swapped": (False, _numbers_swapped),
    "negation dropped": (False, _negation_dropped),
    "negation inserted": (False, _negation_inserted),
    "more made less": (False, _more_made_less),
    "qualifier dropped": (False, _qualifier_dropped),
    "wrong name for pronoun": (False, _wrong_name_for_pronoun),
    "statements joined": (False, _statements_joined),
}
