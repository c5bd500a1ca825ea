from __future__ import annotations

from dataclasses import replace

from bot.chat.answers import answer_message, sources_message
from bot.chat.copies import Agreement, Reprint
from bot.chat.message import Message
from bot.chat.telegram import render as render_telegram
from bot.chat.terminal import render as render_terminal
from bot.chat.told import from_json, to_json, told
from bot.chat.words.phrases import Phrases
from bot.grounding.claims import Answer, Asks
from storage.records import Coverage
from tests.bot.chat.samples import COURIER, HERALD, SENTENCE, STORED, answer, claim

PHRASES = Phrases()
OTHER = replace(COURIER, id=3, outlet="Other Post", origin_id=8, origin=None, copy_of=None)
FILE_A = replace(COURIER, outlet=None, url="file:///n/a.txt", published=None)
FILE_B = replace(HERALD, outlet=None, url="file:///n/b.txt", published=None)


def shown(answer: Answer) -> str:
    return text_of(answer_message(told(answer), 5, PHRASES))


def text_of(message: Message) -> str:
    return render_terminal.render(message, 200)


def test_an_answer_cites_each_sentence_and_counts_copies_as_one_origin() -> None:
    assert shown(answer("bombers?", claim(COURIER, HERALD))) == (
        f"{SENTENCE} [1][2]\n\n"
        "[1] Demo Courier, 17 Sep 2023 · [2] Demo Herald, 17 Sep 2023\n"
        "2 outlets, 1 origin (Demo Wire): copies of one report, not two confirmations"
    )


def test_another_storys_sentence_stands_below_its_title() -> None:
    report = replace(OTHER, title="A <b> link: see evil.example", story_id=9)
    given = answer("bombers?", claim(COURIER), claim(report, text="It costs 3m."))
    assert f"{SENTENCE} [1]\n\nFrom “{report.title}”:\nIt costs 3m. [2]\n\n" in shown(given)
    (html,) = render_telegram.render(answer_message(told(given), 5, PHRASES))
    assert "<i>From “A &lt;b&gt; link: see </i><code>evil.example</code><i>”:</i>\nIt" in html
    assert from_json(to_json(told(given))) == told(given)


def test_files_of_unknown_outlet_and_date_are_named_as_files() -> None:
    assert shown(answer("bombers?", claim(FILE_A, FILE_B))).endswith(
        "[1] a.txt · [2] b.txt\n"
        "2 files, 1 origin (Demo Wire): copies of one report, not two confirmations"
    )


def test_files_and_outlets_are_counted_apart() -> None:
    assert shown(answer("bombers?", claim(COURIER, FILE_B))).endswith(
        "1 outlet, 1 file, 1 origin (Demo Wire): copies of one report, not two confirmations"
    )


def test_a_site_of_unknown_outlet_is_no_file() -> None:
    site = replace(OTHER, outlet=None, url="https://site.example/a")
    assert shown(answer("bombers?", claim(site))).endswith(
        "[1] site.example, 17 Sep 2023\n1 outlet, 1 origin"
    )


def test_the_source_of_one_number_is_shown_alone() -> None:
    kept = told(answer("bombers?", claim(COURIER, HERALD)))
    assert text_of(sources_message(kept, PHRASES, 2)).startswith("[2] Demo Herald · Ties")


def test_independent_sources_are_counted_and_partial_copies_named() -> None:
    assert shown(answer("bombers?", claim(COURIER, OTHER))).endswith(
        "2 outlets, 2 origins (Demo Wire)"
    )
    assert shown(answer("bombers?", claim(COURIER, HERALD, OTHER))).endswith(
        "3 outlets, 2 origins (Demo Wire); [1] and [2] are copies of one report"
    )
    assert shown(answer("bombers?", claim(OTHER))).endswith("1 outlet, 1 origin")


def test_copies_that_are_not_cited_are_named_as_copies() -> None:
    kept = told(answer("bombers?", claim(COURIER)), [Reprint(HERALD)])
    assert text_of(answer_message(kept, 5, PHRASES)).endswith(
        "[1] Demo Courier, 17 Sep 2023 · copy of [1]: Demo Herald, 17 Sep 2023\n"
        "2 outlets, 1 origin (Demo Wire): copies of one report, not two confirmations"
    )
    assert text_of(sources_message(kept, PHRASES)).endswith(
        "The same report, not a second confirmation: Demo Herald.\nhttps://herald.example/ties"
    )


def test_a_copy_that_lacks_it_or_says_something_else_is_named_as_such() -> None:
    kept = told(answer("bombers?", claim(COURIER)), [Reprint(HERALD, Agreement.SHORTER)])
    assert "copy of [1], cut shorter: Demo Herald, 17 Sep 2023\n2 outlets, 1 origin" in text_of(
        answer_message(kept, 5, PHRASES)
    )
    kept = told(answer("bombers?", claim(COURIER)), [Reprint(HERALD, Agreement.OTHER, "14")])
    assert text_of(answer_message(kept, 5, PHRASES)).endswith(
        "[1] Demo Courier, 17 Sep 2023 · the copy in Demo Herald says “14”\n"
        "1 outlet, 1 origin (Demo Wire)"
    )
    assert "10:02 UTC. The copy in Demo Herald says “14”." in text_of(
        sources_message(kept, PHRASES)
    )


def test_citations_link_to_stored_web_addresses_only() -> None:
    (html,) = render_telegram.render(
        answer_message(told(answer("bombers?", claim(COURIER, FILE_B))), 5, PHRASES)
    )
    assert html.startswith("Six guests saw bombers &amp; &lt;missiles&gt; on Saturday. ")
    assert html.count('<a href="https://courier.example/heyday">[1]</a>') == 2
    assert "file:" not in html


def test_the_sources_button_names_the_turn() -> None:
    message = answer_message(told(answer("bombers?", claim(COURIER))), 5, PHRASES)
    assert [(b.label, b.payload) for row in message.buttons for b in row] == [
        ("Sources", "sources:5")
    ]


def test_sources_show_the_stored_sentence_with_title_and_times() -> None:
    text = text_of(sources_message(told(answer("bombers?", claim(COURIER, FILE_B))), PHRASES))
    assert text == (
        "[1] Demo Courier · Talks of a new heyday · 17 Sep 2023, 06:40 UTC\n"
        "https://courier.example/heyday\n"
        f"  > {SENTENCE}\n"
        "Stored 19 Nov 2026, 10:02 UTC. The same report as [2].\n\n"
        "[2] b.txt · Ties\n"
        f"  > {SENTENCE}\n"
        "Stored 19 Nov 2026, 10:02 UTC. The same report as [1]."
    )


def test_an_abstention_says_what_was_searched_and_cites_nothing() -> None:
    message = answer_message(told(answer("bombers?")), 5, PHRASES)
    assert text_of(message) == (
        "Not in my sources: nothing I have stored answers this.\n\n"
        "Searched 2 articles from 17 Sep 2023. Nearest: Talks of a new heyday"
    )
    assert not message.buttons


def test_an_empty_archive_is_said_plainly() -> None:
    empty = answer("bombers?", searched=Coverage(0, None, None), nearest=())
    assert shown(empty) == "I have no articles stored yet, so there is nothing to answer from."


def test_a_range_of_days_and_unknown_days() -> None:
    assert PHRASES.searched(2340, COURIER.published, STORED) == (
        "Searched 2,340 articles from 17 Sep 2023 to 19 Nov 2026."
    )
    assert PHRASES.searched(1, None, None) == "Searched 1 article."


def test_a_sentence_in_another_language_is_shown_with_the_stored_words() -> None:
    translated = replace(
        claim(COURIER), text="Ким осмотрел бомбардировщики.", language="ru", written=True
    )
    kept = told(answer("bombers?", translated, composer="model"))
    assert from_json(to_json(kept)) == kept
    first, *_ = answer_message(kept, 5, PHRASES).items
    said, stored = first.blocks
    assert not said.quoted
    assert stored.quoted
    assert stored.spans[0].text in SENTENCE
    assert stored.spans[0].outside


def test_who_names_nothing_is_asked_to() -> None:
    asked = shown(answer("what did he say about it?", asks=Asks()))
    assert asked == "Your question does not say who or what it is about: name them, please."


def test_who_may_be_meant_is_asked_with_a_button_each() -> None:
    kept = told(answer("what did he say?", asks=Asks(("Ada Kern", "Jon <b>Falk</b>"))))
    message = answer_message(from_json(to_json(kept)), 5, PHRASES)
    assert text_of(message) == "Do you mean Ada Kern or Jon <b>Falk</b>?"
    payloads = [button.payload for row in message.buttons for button in row]
    assert payloads == ["meant:5:0", "meant:5:1"]
