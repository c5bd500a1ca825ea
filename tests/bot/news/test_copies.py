from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.copies import REPRINTED_WITHIN, bones, fingerprints, is_copy, overlap, skeleton

REPORT = (
    "The harbour of Port Vale was closed on Monday after a crane fell onto the quay.",
    "On Tuesday, the port authority said that two dock workers had been injured in strong wind.",
    "Ships were sent on to Easton, forty kilometres along the coast, while engineers looked at "
    "the damage to the quay and to the crane's foundations.",
    'The harbour master, Lena Ortiz, praised the co-operation of both towns: "Nobody waited."',
    "The programme of repairs will cost about nine million crowns, the ministry of defence said.",
    "Port Vale handles a third of the country's grain and all of its ferries to the islands.",
)
OTHER = (
    "A ferry service between the islands and the mainland resumed on Thursday.",
    "The operator had stopped all sailings when its main port was shut by an accident.",
    "Travellers spent two nights in school halls, and some were flown out by the coast guard.",
    "The service's director said that tickets would be paid back within a month.",
    "Nine sailings a day are planned for the weekend, two more than is usual in November.",
)


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    found = is_copy(overlap(bones("\n\n".join(one)), bones("\n\n".join(other))))
    assert found == is_copy(overlap(bones("\n\n".join(other)), bones("\n\n".join(one))))
    return found


def test_skeleton_has_no_spelling() -> None:
    for british, american in (
        ("defence co-operation", "defense cooperation"),
        ("publicise the programme", "publicize the program"),
        ("Kim Jong Un’s CENTRE", "kim jong-un's center"),
        ("Besuch in Köln", "besuch in Koln"),
    ):
        assert skeleton(british) == skeleton(american)
    assert skeleton("In 2000") != skeleton("In 200")


def test_reprints_are_copies() -> None:
    assert same(REPORT, REPORT[:3])
    assert same(REPORT, ("A new headline", *REPORT))
    respelled = "\n".join(REPORT).replace("programme", "program").replace("co-op", "coop")
    assert same(REPORT, tuple(respelled.replace("defence", "defense").split("\n")))
    moved = REPORT[1].replace("On Tuesday, the port authority said", "The authority said Tuesday")
    assert same(REPORT, (REPORT[0], moved, *REPORT[3:]))


def test_report_merged_with_another_is_a_copy_of_both() -> None:
    merged = (*REPORT[:4], *OTHER[:4])
    assert same(REPORT, merged)
    assert same(OTHER, merged)


def test_other_reports_are_not() -> None:
    assert not same(REPORT, OTHER)
    assert not same(REPORT, (*OTHER, REPORT[3])), "a shared quote"
    assert not same(REPORT, (*OTHER, *REPORT[4:])), "a shared paragraph of background"


def test_a_shared_beginning_of_one_sentence_is_no_copy() -> None:
    assert not same(REPORT[:3], (REPORT[0], *OTHER[:2]))


def test_most_of_an_old_text_in_a_new_one_is_no_reprint() -> None:
    mostly = overlap(bones("\n".join(REPORT)), bones("\n".join((*REPORT[1:5], *OTHER[:2]))))
    assert is_copy(mostly, REPRINTED_WITHIN)
    assert not is_copy(mostly, 2 * REPRINTED_WITHIN)
    assert not is_copy(mostly, -2 * REPRINTED_WITHIN)
    wholly = overlap(bones("\n".join(REPORT)), bones("\n".join(REPORT)))
    assert is_copy(wholly, 2 * REPRINTED_WITHIN)


def test_short_texts_are_copies_only_wholly() -> None:
    assert same(REPORT[:1], REPORT[:1])
    assert not same(("Rain fell on Monday.",), ("Rain fell on Monday. Sun came.",))


@pytest.mark.parametrize("at", range(0, 300, 37))
def test_any_25_words_in_common_share_a_fingerprint(at: int) -> None:
    words = " ".join(REPORT).split()[:40]
    common = " ".join(words)
    one = f"{' '.join(f'alpha{n}' for n in range(at))} {common}"
    other = f"{common} {' '.join(f'omega{n}' for n in range(200))}"
    assert set(fingerprints(one)) & set(fingerprints(other))


def test_fingerprints_are_bounded_signed_64_bit_numbers() -> None:
    found = fingerprints(" ".join(f"word{n * n}" for n in range(20_000)))
    assert 200 <= len(found) <= 256
    assert all(-(2**63) <= value < 2**63 for value in found)


@given(st.text(max_size=200), st.text(max_size=200))
def test_overlap_is_a_share_whatever_the_texts(one: str, other: str) -> None:
    found = overlap(bones(one), bones(other))
    assert 0.0 <= found.share <= 1.0
    assert fingerprints(one) == fingerprints(one.upper()) or not one.isascii()
