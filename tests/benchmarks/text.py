"""Text: microseconds a sentence and milliseconds an article, and seconds for a hostile megabyte.

    python -m tests.benchmarks.text

Times are the best of several runs. The hostile texts are ones on which a splitter that looks back
to the beginning or ahead to the end at each stop would need minutes.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.text.dates import date_mentions
from bot.text.language import detect_language, guess_language
from bot.text.sentences import sentence_spans
from bot.text.words import content_terms, terms, tokens

_SENTENCE = (
    "The harbour master of the northern town said on Saturday that three of the company's ships"
    " had run aground and that repairs would cost $3.5 million next year."
)
_PARAGRAPH = (
    "The harbour was closed at 6 p.m. on Monday, Gov. Lena Ortiz said, after three ships had run"
    " aground. “Nobody was hurt,” she told Demo Radio. Repairs cost $3.5 million in 2019, when the"
    " U.K. paid half of it. Who pays now? The company, Orrin Inc., did not answer.\n\n"
)
_ARTICLE = (_PARAGRAPH * 20)[:5_000]
_WRITTEN = datetime(2024, 5, 14, tzinfo=UTC)
_HOSTILE = {
    "stops without an end": "Foo e.g. ",
    "lost spaces": "Ab.Cd@",
    "quotes": 'a . " B',
    "line breaks": "a\n",
    "marks of items": "1. a 2. b\n",
    "dates": "on Friday ",
}


def best(work: Callable[[], object], runs: int = 200) -> float:
    """Seconds of the fastest run."""
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table; takes no arguments."""
    del arguments
    works: dict[str, Callable[[], object]] = {
        "terms": lambda: terms(_SENTENCE),
        "content_terms": lambda: content_terms(_SENTENCE),
        "tokens": lambda: tokens(_SENTENCE),
        "date_mentions": lambda: date_mentions(_SENTENCE, _WRITTEN),
        "guess_language": lambda: guess_language(_SENTENCE),
    }
    print(f"A sentence of {len(tokens(_SENTENCE))} words: microseconds")
    for name, work in works.items():
        print(f"  {name:24}{best(work) * 1e6:8.1f}")
    print(f"An article of {len(_ARTICLE)} characters: milliseconds")
    print(f"  {'sentence_spans':24}{best(lambda: sentence_spans(_ARTICLE)) * 1e3:8.2f}")
    print(f"  {'date_mentions':24}{best(lambda: date_mentions(_ARTICLE, _WRITTEN), 50) * 1e3:8.2f}")
    print(f"  {'detect_language':24}{best(lambda: detect_language(_ARTICLE)) * 1e3:8.2f}")
    print("A hostile megabyte: seconds to split and to date")
    for name, piece in _HOSTILE.items():
        text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
        split = best(lambda: sentence_spans(text), 1)  # noqa: B023
        dated = best(lambda: date_mentions(text, _WRITTEN), 1)  # noqa: B023
        print(f"  {name:24}{split:8.2f}{dated:8.2f}")


if __name__ == "__main__":
    main()
