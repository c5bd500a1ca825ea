from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.news.extract import extract
from bot.news.records import RawArticle
from bot.news.stuffing import is_stuffed_title, without_stuffing

REPORT = (
    "The harbour of Port Vale was closed on Monday after a crane fell onto the quay in a storm.",
    "Two dock workers were injured, the port authority said, and ships were sent on to Easton.",
    "The harbour master, Lena Ortiz, hopes that the quay can be used again within a week or two.",
)
HEAP = " ".join(["harbour crane quay"] * 200)
CALLS = [f"Harbour crane quay closed {word}." for word in ("Monday", "today", "Vale")] * 20


def test_heap_below_a_report_is_left_out() -> None:
    assert without_stuffing([*REPORT, HEAP]) == list(REPORT)
    assert without_stuffing([HEAP, *REPORT]) == list(REPORT)


def test_sentences_of_the_same_few_words_are_left_out() -> None:
    kept = without_stuffing([*REPORT, *CALLS])
    assert kept[:3] == list(REPORT)
    assert len(kept) <= 6


def test_nothing_but_stuffing_is_kept_as_it_is() -> None:
    assert without_stuffing([HEAP]) == [HEAP]
    assert extract(RawArticle("https://heap.example/1", "heap.example", text=HEAP)).text == HEAP


def test_stuffed_title_gives_way_to_the_first_words() -> None:
    raw = RawArticle("https://a.example/1", "a.example", title="Crane crane crane quay crane")
    text = "\n\n".join(REPORT)
    found = extract(RawArticle(raw.url, raw.source, title=raw.title, text=text))
    assert found.title.startswith("The harbour of Port Vale")
    assert not is_stuffed_title("Crane falls onto the quay of Port Vale, and harbour closes", text)
    assert not is_stuffed_title("New York, New York", text)


def test_title_of_which_the_text_says_no_word_is_stuffed() -> None:
    text = "\n\n".join(REPORT)
    assert is_stuffed_title("Which king of Brackwater crowned Ivo Brandt?", text)
    assert not is_stuffed_title("Which king of Brackwater crowned Ivo Brandt?", "The chairs stand.")
    assert not is_stuffed_title("Chaos", text)


def test_title_that_only_a_list_bears_out_is_stuffed() -> None:
    names = "Ivo Brandt, Clara Holm, Ada Kern, Rolf Hein, Anna Berg, Brackwater, Easton, Millrow."
    text = "\n\n".join([*REPORT, names])
    assert is_stuffed_title("Ivo Brandt today", text)
    assert not is_stuffed_title("Ivo Brandt today", f"{text} Ivo Brandt came from Easton to help.")
    assert not is_stuffed_title("Ivo Brandt today", names), "a list alone may be one that is wanted"


def test_one_word_of_many_may_be_said_by_chance() -> None:
    text = "\n\n".join(REPORT)
    by_chance = "Which king crowned Ivo Brandt beside the river Elm after a storm"
    assert is_stuffed_title(by_chance, text)
    assert not is_stuffed_title(f"{by_chance} in the harbour", text)
    assert not is_stuffed_title("A storm in Brackwater", text)


words = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=30).map(" ".join)


@given(st.lists(words, max_size=12))
def test_what_is_kept_keeps_its_order(paragraphs: list[str]) -> None:
    rest = iter(paragraphs)
    assert all(any(each == other for other in rest) for each in without_stuffing(paragraphs))


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=300))
def test_different_words_are_never_stuffing(numbers: list[int]) -> None:
    paragraph = " ".join(map(str, numbers))
    assert without_stuffing([paragraph]) == [paragraph]
