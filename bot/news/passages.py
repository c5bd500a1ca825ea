"""Passages: the runs of sentences that are searched and cited.

News paragraphs are one to three sentences long, so a paragraph alone is too little to be understood
by, and a whole article too much to be found by. A passage takes whole sentences until it has about
80 words; it rather ends with a paragraph once it has half of that, and always before a line
between paragraphs that is no sentence (a subheading starts something new). A sentence is never cut,
whatever its length. Each caption is a passage of its own.
"""

from collections.abc import Iterator, Sequence

from bot.news.furniture import ends_sentence
from bot.text.sentences import sentence_spans
from storage.records import NewPassage, PassageKind

WORDS = 80  # after which a passage ends with its sentence
_ENOUGH = 40  # after which it ends with its paragraph
_HEADING_WORDS = 10

Span = tuple[int, int]


def passages(text: str, captions: Sequence[str] = (), language: str = "en") -> list[NewPassage]:
    """Cut an article into passages, those of its body in order and then its captions.

    Offsets of body passages count in `text`, those of captions in the caption; the sentence spans
    count in the passage's own text.
    """
    body = [_passage(PassageKind.BODY, text, run) for run in _runs(text, language)]
    under = [
        _passage(PassageKind.CAPTION, caption, spans)
        for caption in captions
        if (spans := sentence_spans(caption, language))
    ]
    return body + under


def _passage(kind: PassageKind, text: str, sentences: Sequence[Span]) -> NewPassage:
    start, end = sentences[0][0], sentences[-1][1]
    spans = tuple((first - start, last - start) for first, last in sentences)
    return NewPassage(kind, start, end, text[start:end], spans)


def _runs(text: str, language: str) -> Iterator[list[Span]]:
    """Group the sentences of a text into passages."""
    run: list[Span] = []
    words = 0
    for span in sentence_spans(text, language):
        if run and _ends_before(text, span, run[-1][1], words):
            yield run
            run, words = [], 0
        run.append(span)
        words += len(text[slice(*span)].split())
    if run:
        yield run


def _ends_before(text: str, span: Span, end: int, words: int) -> bool:
    """Whether the passage that ends at `end` with so many words ends before this sentence."""
    sentence = text[slice(*span)]
    new_paragraph = "\n\n" in text[end : span[0]]
    if words + len(sentence.split()) > WORDS + _ENOUGH // 2 or words >= WORDS:
        return True
    return new_paragraph and (words >= _ENOUGH or _is_heading(sentence))


def _is_heading(sentence: str) -> bool:
    return len(sentence.split()) <= _HEADING_WORDS and not ends_sentence(sentence)
