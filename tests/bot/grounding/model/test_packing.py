from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.claims import Found
from bot.grounding.model.packing import pack
from storage.records import Passage, PassageKind
from tests import records

NOW = datetime(2023, 9, 17, tzinfo=UTC)


def article(number):
    return records.article(number, outlet="Demo", published=NOW, origin="Demo", story_id=1)


def found(number, text, score=1.0):
    passage = Passage(
        id=number,
        article_id=number,
        revision=1,
        position=0,
        kind=PassageKind.BODY,
        start=0,
        end=len(text),
        text=text,
        sentences=((0, len(text)),),
    )
    return Found(passage, article(number), score)


def words(one):
    return len(one.passage.text.split())


BOMBERS = found(1, "Kim inspected bombers and warships in Vladivostok", 3.0)
REPRINT = found(2, "Kim inspected bombers and warships in Vladivostok port", 2.9)
SANCTIONS = found(3, "Seoul warned that cooperation would break sanctions", 1.0)


def test_a_copy_is_never_sent_twice():
    assert pack([BOMBERS, REPRINT, SANCTIONS], 100, words) == (BOMBERS, SANCTIONS)


def test_the_budget_holds_after_the_best():
    assert pack([BOMBERS, SANCTIONS], 7, words) == (BOMBERS,)
    assert pack([BOMBERS, SANCTIONS], 1, words) == (BOMBERS,)


def test_the_order_found_is_kept():
    assert pack([SANCTIONS, BOMBERS], 100, words) == (SANCTIONS, BOMBERS)


@given(st.lists(st.tuples(st.text("abc ", max_size=40), st.floats(0, 9)), max_size=8))
def test_any_passages_fit_and_none_is_made_up(rows):
    given_ = [found(n, text, score) for n, (text, score) in enumerate(rows, 1)]
    sent = pack(given_, 5, words)
    assert all(one in given_ for one in sent)
    assert len(sent) <= 1 or sum(words(one) for one in sent) <= 5 + max(words(one) for one in sent)
