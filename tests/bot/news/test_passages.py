from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.news.passages import WORDS, passages
from storage.records import PassageKind

SENTENCE = "The crane fell onto the quay of the harbour on Monday."  # eleven words


def test_offsets_lead_back_to_the_text() -> None:
    text = "\n\n".join([f"{SENTENCE} {SENTENCE}"] * 9)
    found = passages(text)
    assert len(found) > 1
    for passage in found:
        assert text[passage.start : passage.end] == passage.text
        for start, end in passage.sentences:
            assert passage.text[start:end] == SENTENCE
    assert sum(len(passage.sentences) for passage in found) == 18


def test_passages_end_with_paragraphs_and_stay_near_their_length() -> None:
    found = passages("\n\n".join([SENTENCE] * 20))
    assert all(40 <= len(p.text.split()) <= WORDS for p in found[:-1])


def test_heading_starts_a_new_passage() -> None:
    found = passages(f"{SENTENCE}\n\nWhat comes next\n\n{SENTENCE}")
    assert [p.text for p in found] == [SENTENCE, f"What comes next\n\n{SENTENCE}"]


def test_sentence_is_never_cut() -> None:
    long = "word " * 500 + "end."
    assert [p.text for p in passages(long)] == [long]


def test_captions_are_passages_of_their_own() -> None:
    body, caption = passages(SENTENCE, ["A crane lies on the quay. Photo: Jane Doe"])
    assert (body.kind, caption.kind) == (PassageKind.BODY, PassageKind.CAPTION)
    assert caption.text == "A crane lies on the quay. Photo: Jane Doe"


@given(st.lists(st.sampled_from(["Cranes fall. ", "He left", "\n\n", '"So" ', "1.5 ", "? "])))
def test_nothing_but_space_is_left_out(parts: list[str]) -> None:
    text = "".join(parts)
    covered: set[int] = set()
    for passage in passages(text):
        covered.update(range(passage.start, passage.end))
    assert not "".join(c for at, c in enumerate(text) if at not in covered).strip()
