"""A drafted claim against its evidence: in the evidence's own language, or in another one.

Every claim that is shown came through here, whoever wrote it and wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grounding.claims import Evidence
from bot.grounding.taking_back.neighbours import denial, is_disclaimed
from bot.grounding.translation.check import Original, check_translation, is_translation
from bot.grounding.verify import Reason, Source, Verdict, verify


def spoken_in(text: str, evidence: Sequence[Evidence], asked: str) -> str:
    """The language of a claim where it is the one `asked` for and not its evidence's, else ""."""
    languages = [one.article.language for one in evidence]
    return asked if is_translation(text, asked, languages) else ""


def check_claim(text: str, evidence: Sequence[Evidence], language: str = "") -> Verdict:
    """Verify a claim on the passages of its evidence, quotes included.

    What the next sentence of its article takes back proves nothing, unless that is quoted with it.
    `language` is the claim's where it is another one than its evidence's (`spoken_in`).
    """
    if any(one.quote not in one.passage.text for one in evidence):
        return Verdict(False, 0.0, (Reason("contradiction", "quote", "a quote is not stored"),))
    if any(map(_is_taken_back, evidence)):
        reason = Reason("contradiction", "denial", "the next sentence takes back what is quoted")
        return Verdict(False, 0.0, (reason,))
    if language:
        originals = [
            Original(one.quote, one.passage.text, one.article.language, one.article.published)
            for one in evidence
        ]
        return check_translation(text, language, originals)
    passages = {one.passage.id: one for one in evidence}
    sources = [
        Source(one.passage.text, one.article.published, one.article.title, one.article.outlet or "")
        for one in passages.values()
    ]
    return verify(text, sources)


def _is_taken_back(one: Evidence) -> bool:
    """Whether the last sentence that is quoted needs the one behind it (see neighbours)."""
    if one.article.language != "en":
        return False
    passage = one.passage
    begins = passage.text.index(one.quote)
    ends = begins + len(one.quote)
    last = [span for span in passage.sentences if begins < span[1] and span[0] < ends][-1:]
    return is_disclaimed(one.article.title, passage.text) or any(
        denial(passage, *span) is not None for span in last
    )
