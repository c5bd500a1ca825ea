import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ModelError
from bot.grounding.model.wire import (
    LONGEST_SENTENCE,
    DraftQuote,
    DraftSentence,
    SentPassage,
    passage_blocks,
    question_block,
    read_question,
    read_sentences,
)

GOOD = {"text": "It rained.", "evidence": [{"passage": "P1", "quote": "rained"}]}
READ = DraftSentence("It rained.", (DraftQuote("P1", "rained"),))


def reply(*rows):
    return json.dumps({"sentences": rows})


def test_the_block_of_a_passage():
    sent = SentPassage("P1", 'The "Demo" Herald', datetime(2023, 9, 17, tzinfo=UTC), "a < b & c")
    assert passage_blocks([sent]) == (
        '<passage id="P1" outlet="The \'Demo\' Herald" published="2023-09-17">'
        "a &lt; b &amp; c</passage>"
    )


@given(st.text(), st.text(), st.text())
def test_outside_text_never_opens_or_closes_a_block(text, outlet, question):
    laid = passage_blocks([SentPassage("P1", outlet, None, text)]) + question_block(question)
    assert len(re.findall("[<>]", laid)) == 8


@pytest.mark.parametrize(
    "content",
    [
        reply(GOOD),
        "Here you are:\n```json\n" + reply(GOOD) + "\n```",
        reply(GOOD) + " I hope this helps {",
        "{thinking} " + reply(GOOD),
        reply(GOOD, {"text": 3}, "no", {"text": "No evidence.", "evidence": []}),
        reply({"text": " It\n rained.\x00\u202e ", "evidence": GOOD["evidence"]}),
    ],
)
def test_sentences_are_found(content):
    assert read_sentences(content) == (READ,)


def test_an_empty_list_is_an_abstention():
    assert read_sentences(reply()) == ()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "hello",
        "[1]",
        '{"sentences": "x"}',
        reply({"text": "x" * (LONGEST_SENTENCE + 1)}),
        "{" * 9,
    ],
)
def test_what_holds_no_sentences_is_refused(content):
    with pytest.raises(ModelError):
        read_sentences(content)


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps))
def test_any_reply_is_understood_or_refused(content):
    try:
        drafts = read_sentences(content)
    except ModelError:
        return
    assert all(draft.text and draft.evidence for draft in drafts)


def test_a_question():
    assert read_question('{"question": " Who\\nwas there? "}') == "Who was there?"
    with pytest.raises(ModelError):
        read_question('{"question": ""}')
