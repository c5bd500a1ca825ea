from bot.grounding.citations import answer_json, cite
from bot.grounding.claims import Answer, Claim, Evidence
from storage.records import Coverage
from tests.bot.grounding.stored import SUNDAY, article, passage

TEXT = passage("The bridge closed.", "Ferries ran instead.", "Nobody was hurt.")
COPY = passage("The bridge closed.", number=2, article_id=2)
FIRST = Evidence(TEXT, article(1), "The bridge closed.")
LAST = Evidence(TEXT, article(1), "Nobody was hurt.")
SECOND = Evidence(COPY, article(2, outlet=None, published=None, origin=None), "The bridge closed.")


def answer(*claims: Claim) -> Answer:
    return Answer(
        question="what closed?",
        standalone="what closed?",
        confidence=0.87654321,
        claims=claims,
        nearest=(article(3, "Ferry timetable"),),
        searched=Coverage(2, SUNDAY, None),
        composer="extractive",
        ms=4.321,
    )


def test_a_sentence_of_two_copies_cites_both() -> None:
    cited = cite([Claim(FIRST.quote, (FIRST, SECOND))])
    assert [source.n for source in cited.sources] == [1, 2]
    assert cited.citations == ((1, 2),)


def test_two_claims_of_one_passage_share_a_source_whose_quote_holds_both() -> None:
    cited = cite([Claim(LAST.quote, (LAST,)), Claim(FIRST.quote, (FIRST,))])
    assert cited.citations == ((1,), (1,))
    assert [source.quote for source in cited.sources] == [TEXT.text]


def test_a_sentence_has_the_title_that_people_see_above_it() -> None:
    other = Evidence(COPY, article(2, "Ferries to Oslo are late"), "The bridge closed.")
    printed = answer_json(answer(Claim(FIRST.quote, (FIRST,)), Claim(other.quote, (other,))))
    titles = [sentence["title"] for sentence in printed["sentences"]]
    assert titles == ["Harbour bridge closed", "Ferries to Oslo are late"]


def test_a_sentence_that_needs_no_title_has_none() -> None:
    text = "Lindham closed what it closed in Wexby."
    told = Evidence(passage(text), article(1), text)
    (sentence,) = answer_json(answer(Claim(text, (told,))))["sentences"]
    assert sentence["title"] is None


def test_json_of_an_answer_has_exactly_the_contract() -> None:
    printed = answer_json(answer(Claim(FIRST.quote, (FIRST, SECOND))))
    assert printed == {
        "question": "what closed?",
        "answered": True,
        "confidence": 0.8765,
        "sentences": [
            {"text": "The bridge closed.", "citations": [1, 2], "title": "Harbour bridge closed"}
        ],
        "sources": [
            {
                "n": 1,
                "title": "Harbour bridge closed",
                "outlet": "Demo Courier",
                "origin": "Demo Wire",
                "url": "https://courier.example/1",
                "published": "2023-09-17T06:40:00+00:00",
                "quote": "The bridge closed.",
            },
            {
                "n": 2,
                "title": "Harbour bridge closed",
                "outlet": None,
                "origin": None,
                "url": "https://courier.example/2",
                "published": None,
                "quote": "The bridge closed.",
            },
        ],
        "nearest": [{"title": "Ferry timetable", "url": "https://courier.example/3"}],
        "searched": {"articles": 2, "from": "2023-09-17T06:40:00+00:00", "to": None},
        "asks": None,
        "composer": "extractive",
        "ms": 4.3,
    }


def test_json_of_an_abstention_has_no_source() -> None:
    printed = answer_json(answer())
    assert not printed["answered"]
    assert printed["sources"] == []
    assert printed["nearest"]
