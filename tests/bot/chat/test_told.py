from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.chat.copies import Agreement, Reprint
from bot.chat.told import cited_sources, exchange, from_json, to_json, told, told_of
from bot.grounding.citations import source_name
from bot.grounding.claims import Claim, Evidence
from storage.records import PassageKind
from tests.bot.chat.samples import COURIER, HERALD, SENTENCE, answer, claim, passage


def test_what_was_told_survives_being_kept() -> None:
    kept = told(answer("q?", claim(COURIER, HERALD), notes=("a note",)))
    assert from_json(to_json(kept)) == kept
    assert from_json(to_json(told(answer("q?")))) == told(answer("q?"))
    written = replace(answer("q?"), prompt="answer:0a1b")
    assert from_json(to_json(told(written))).prompt == "answer:0a1b"


def test_titles_that_earlier_versions_kept_are_still_shown() -> None:
    kept = told(answer("q?", claim(COURIER)))
    (sentence,) = json.loads(to_json(kept))["sentences"]
    fields = {name: value for name, value in sentence.items() if name != "title"}
    for more, title in (({}, ""), ({"heading": "Late ferries"}, "Late ferries")):
        old = json.loads(to_json(kept)) | {"sentences": [fields | more]}
        assert from_json(json.dumps(old)).sentences[0].title == title


def test_what_goes_on_from_an_answer_has_titles_too() -> None:
    other = replace(HERALD, copy_of=None, title="Ferries to Oslo are late")
    kept = told_of([claim(COURIER), claim(other)], "q?")
    assert [sentence.title for sentence in kept.sentences] == ["", "Ferries to Oslo are late"]


def test_what_another_version_added_is_passed_over() -> None:
    kept = told(answer("q?", claim(COURIER)), [Reprint(HERALD, Agreement.OTHER, "14")])
    assert from_json(json.dumps(_with_more(json.loads(to_json(kept))))) == kept


def _with_more(kept: Any) -> Any:
    """The same with a field more in every object."""
    if isinstance(kept, list):
        return [_with_more(each) for each in kept]
    if isinstance(kept, dict):
        return {"later": 1} | {name: _with_more(value) for name, value in kept.items()}
    return kept


def test_sources_are_merged_by_article_and_numbered_by_first_mention() -> None:
    kept = told(answer("q?", claim(HERALD), claim(COURIER, HERALD)))
    assert [(s.n, s.name) for s in kept.sources] == [(1, "Demo Herald"), (2, "Demo Courier")]
    assert [s.numbers for s in kept.sentences] == [(1,), (1, 2)]


def test_a_quote_is_shown_as_its_whole_sentence() -> None:
    (source,) = cited_sources([claim(COURIER)])
    assert [quote.text for quote in source.quotes] == [SENTENCE]


def test_a_quote_over_two_sentences_shows_both() -> None:
    spanning = Claim("x", (Evidence(passage(COURIER), COURIER, "Saturday. They"),))
    (source,) = cited_sources([spanning])
    assert source.quotes[0].text == f"{SENTENCE} They left."


def test_a_caption_is_known_as_one() -> None:
    caption = Evidence(passage(COURIER, PassageKind.CAPTION), COURIER, "bombers")
    (source,) = cited_sources([Claim("x", (caption,))])
    assert source.quotes[0].caption


def test_copies_are_one_report_even_where_the_first_is_not_cited() -> None:
    one, two = (replace(COURIER, id=n, copy_of=9) for n in (3, 4))
    alone = replace(COURIER, id=5, copy_of=None)
    reports = [source.report for source in cited_sources([claim(one, alone, two)])]
    assert reports == [9, 5, 9]


def test_copies_that_are_not_cited_are_kept_with_the_number_of_their_report() -> None:
    kept = told(answer("q?", claim(COURIER)), [Reprint(HERALD, Agreement.OTHER, "14")])
    assert [(copy.of, copy.name, copy.says) for copy in kept.copies] == [(1, "Demo Herald", "14")]
    assert from_json(to_json(kept)) == kept
    assert from_json(to_json(kept)) == kept


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        ("Demo Courier", "https://x.example/a", "Demo Courier"),
        (None, "file:///news/a%20b.txt", "a b.txt"),
        (None, "https://x.example/a", "x.example"),
        (None, "urn:thing", "b.jsonl"),
        (None, "https://[broken", "b.jsonl"),
        (None, "https:///no-host", "b.jsonl"),
    ],
)
def test_a_source_without_an_outlet_is_named_by_its_file_or_site(
    outlet: str | None, url: str, name: str
) -> None:
    assert (
        source_name(replace(COURIER, outlet=outlet, url=url, source="file:///home/b.jsonl")) == name
    )


def test_the_exchange_keeps_what_follow_ups_point_to() -> None:
    kept = exchange("who?", told(answer("q?", claim(COURIER, HERALD))))
    assert (kept.question, kept.standalone, kept.sentences) == ("who?", "q?", (SENTENCE,))
    assert kept.article_ids == (1, 2)
