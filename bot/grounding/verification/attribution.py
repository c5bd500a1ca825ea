"""Who said it stays said: a claim must not state in nobody's name what its source only reports.

Theory. A stored sentence reports where it has a verb of saying ("X said", "told Y"), "according
to", a noun of saying with "that" ("the claim that"), or where the words that the claim has from it
stand inside quotation marks, be it those of a speech that began sentences before. A claim that
takes over what is reported must itself have a word of saying that is not part of what was said:
the same verb, or a new one. Where a sentence has several ("it is thought, he said"), each of them
whose statement is taken over must be kept. It need not where another sentence of the sources
states as much in their own voice, outside quotation marks and with no such word.

No report are a passive "told" ("were told to leave"), a noun ("the report"), and a clause with its
own verb of saying that the claim leaves out whole ("..., who said he was glad, ...").

Known to fail: reports without any mark, as where one sentence names who speaks and the next goes
on in indirect speech; a claim that says it in somebody else's name, where the source has that name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.grounding.verification.alignment import Alignment
from bot.grounding.verification.reading import Reading, Word
from bot.grounding.verification.reasons import Reason
from bot.grounding.verification.support import Home
from bot.grounding.verification.vocabulary import (
    BE,
    CLAUSE_OPENERS,
    DETERMINERS,
    SPEECH,
    SPEECH_NOUNS,
)
from bot.text.lexicon import categories
from bot.text.quotations import spoken_spans
from bot.text.words import fold

_COMMUNICATION = 32  # WordNet: verbs of communication
_CLAUSE = 8  # words from the verb back to what opens its clause
_QUOTED = 0.6  # share of the words in common that stand inside quotation marks
_SPEECH_WORDS = 4  # fewer words in quotation marks are an expression, not a speech
_STATEMENT = 4  # content words that make a statement, and no mere addressee, time or place
_AS_MUCH = 0.9  # of the best sentence's cover, in another sentence


def dropped(
    pair: Alignment, claim: Reading, at: Home, sources: Sequence[Reading]
) -> Iterator[Reason]:
    """One reason if a sentence of the claim lost who said it; `at` is where it may come from."""
    source = sources[pair.place[0]]
    lost = _lost(pair, claim, source)
    if lost and len(lost) > _brought(pair) and not is_stated(at, sources):
        yield Reason("contradiction", "attribution", f"the source only reports it ({lost[0]})")


def _lost(pair: Alignment, claim: Reading, source: Reading) -> list[str]:
    """The signs by which the stored sentence reports what is claimed, and that the claim lacks."""
    saying = [
        number
        for number, word in enumerate(pair.stored)
        if _is_speech(pair.stored, number)
        and not _is_quoted(word, source)
        and not _is_in_clause(pair, number)
    ]
    governing = [number for number in saying if _governs(pair, number, saying)]
    if governing:
        return [f"“{pair.stored[n].text}”" for n in governing if not _is_kept(pair, n)]
    return ["in quotation marks"] if _is_speech_of_somebody(pair, claim, source) else []


def _governs(pair: Alignment, number: int, saying: Sequence[int]) -> bool:
    """Whether a word of saying reports something that the claim takes over.

    What it reports follows it or, where that is not what another word of saying reports, goes
    before it; "according to" reports whatever its sentence says.
    """
    follows = _opens_its_clause(pair.stored[number])
    if len(saying) == 1 and not follows:
        return True
    end = next((other for other in saying if other > number), len(pair.stored))
    begin = max((other for other in saying if other < number), default=-1)
    if not follows and (_is_adverbial(pair.stored[number]) or _trails(pair, number, end)):
        begin, end = -1, number
    elif len(saying) == 1 or (begin >= 0 and _is_kept(pair, begin)):
        begin = number
    return _is_taken(pair, range(number + 1, end)) or _is_taken(pair, range(begin + 1, number))


def _opens_its_clause(word: Word) -> bool:
    """Whether what is reported follows, as in "..., adding that"."""
    return word.text.endswith("ing") and not _is_adverbial(word)


def _is_adverbial(word: Word) -> bool:
    return fold(word.text) == "according"


def _trails(pair: Alignment, number: int, end: int) -> bool:
    """Whether a verb of saying stands at the end of its sentence, with at most to whom and when.

    One that is joined to another verb ("and denied any fault") speaks of what follows it.
    """
    if number and fold(pair.stored[number - 1].text) in ("and", "but"):
        return False
    rest = [word for word in pair.stored[number + 1 :] if not word.stop]
    return end == len(pair.stored) and len(rest) < _STATEMENT


def _is_taken(pair: Alignment, numbers: range) -> bool:
    """Whether the claim has most of the content words of a part of the stored sentence."""
    content = [number for number in numbers if not pair.stored[number].stop]
    return sum(number in pair.back for number in content) * 2 > len(content)


def _is_kept(pair: Alignment, number: int) -> bool:
    partner = pair.back.get(number)
    return partner is not None and _is_speech(pair.said, partner)


def _is_speech_of_somebody(pair: Alignment, claim: Reading, source: Reading) -> bool:
    """Whether what both have in common stands in quotation marks in the source alone."""
    matched = [
        (pair.said[number], pair.stored[partner])
        for number, partner in enumerate(pair.match)
        if partner is not None and not pair.said[number].stop
    ]
    quoted = sum(_is_quoted(b, source) and not _is_quoted(a, claim) for a, b in matched)
    enough = min(_SPEECH_WORDS, sum(not word.stop for word in pair.said))
    return quoted >= max(enough, _QUOTED * len(matched))


def _brought(pair: Alignment) -> int:
    """How many words of saying the claim has of its own."""
    return sum(
        partner is None and (_is_speech(pair.said, number) or _communicates(pair.said[number]))
        for number, partner in enumerate(pair.match)
    )


def is_stated(at: Home, sources: Sequence[Reading]) -> bool:
    """Whether another sentence has as much of the claim, and states it in the text's own voice."""
    return any(
        cover >= _AS_MUCH * at.covered[0] and not _is_report(sources[place[0]], place[1])
        for place, cover in zip(at.places[1:], at.covered[1:], strict=True)
    )


def _is_report(source: Reading, sentence: int) -> bool:
    words = [source.words[number] for number in source.sentences[sentence]]
    return any(
        _is_speech(words, number) or _is_quoted(word, source) for number, word in enumerate(words)
    )


def _is_in_clause(pair: Alignment, number: int) -> bool:
    """Whether a verb belongs to a relative or other clause that the claim leaves out whole."""
    kept = pair.back
    for before in range(number - 1, max(-1, number - _CLAUSE), -1):
        if before in kept:
            return False
        if fold(pair.stored[before].text) in CLAUSE_OPENERS:
            return True
    return False


def _is_speech(words: Sequence[Word], number: int) -> bool:
    """Whether a word is one of saying; "a report", "the State" and "was told" are none."""
    word = words[number]
    folded = fold(word.text)
    before = fold(words[number - 1].text) if number else ""
    after = fold(words[number + 1].text) if number + 1 < len(words) else ""
    if folded in SPEECH_NOUNS and after == "that":
        return True
    if folded not in SPEECH or (word.text[:1].isupper() and number):
        return False
    return before not in DETERMINERS and not (folded == "told" and before in BE)


def _communicates(word: Word) -> bool:
    """Whether a word is above all a verb of communication, which the closed class has not."""
    return not word.stop and not word.sort and categories(word.text) == {_COMMUNICATION}


def _is_quoted(word: Word, source: Reading) -> bool:
    spans = _quotations(source.text)
    at = bisect_right(spans, (word.start, len(source.text))) - 1
    return at >= 0 and spans[at][0] < word.start < spans[at][1]


@lru_cache(maxsize=512)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(spoken_spans(text))
