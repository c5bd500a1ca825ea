from bot.grounding.claims import Answer, Candidate, Claim, Evidence, Found
from bot.grounding.people import exchange_of
from storage.records import Coverage
from tests.bot.grounding.stored import article, passage

ABSTENTION = Answer(
    question="who?",
    standalone="who?",
    confidence=0.1,
    claims=(),
    nearest=(),
    searched=Coverage(0, None, None),
    composer="extractive",
    ms=1.0,
)


def test_a_candidate_is_the_stored_sentence() -> None:
    text = passage("The bridge closed.", "Nobody was hurt.")
    candidate = Candidate(Found(text, article(), 1.0), *text.sentences[1], score=0.5)
    assert candidate.text == "Nobody was hurt."


def test_an_answer_without_claims_is_an_abstention() -> None:
    assert not ABSTENTION.answered


def test_an_exchange_keeps_each_cited_article_once() -> None:
    quoted = Evidence(passage("The bridge closed."), article(7), "The bridge closed.")
    claim = Claim("The bridge closed.", (quoted, quoted))
    answer = Answer("what?", "what closed?", 0.9, (claim,), (), Coverage(1, None, None), "x", 1.0)
    exchange = exchange_of(answer)
    assert exchange.sentences == ("The bridge closed.",)
    assert exchange.article_ids == (7,)
    assert exchange.standalone == "what closed?"
