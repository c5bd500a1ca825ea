import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.quotations import closed, inside_quotation, is_speech, quotation_spans, spoken_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"It is over," she said. "We lost."', ['"It is over,"', '"We lost."']),
        ("“It is over. We lost,” she said.", ["“It is over. We lost,”"]),
        ('He is 6\'2" tall and said "no".', ['"no"']),
        ("„Es ist vorbei“, sagte sie. «C’est fini.»", ["„Es ist vorbei“", "«C’est fini.»"]),
        ("‘I don’t know,’ he said of the workers’ vote.", ["‘I don’t know,’"]),
        ("“He called it ‘over’ again,” she said.", ["“He called it ‘over’ again,”"]),
        ("“First.\n“Second,” she said.", ["“First.", "“Second,”"]),
        ('we lost," she said. "It is over."', ['"It is over."']),
        ("The workers’ vote and the ’90s", []),
        ("", []),
    ],
)
def test_quotation_spans(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotation_spans(text)] == quoted


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We won. It was hard,” she said.", True),
        ("She said “yes”. It was hard.", False),
        ("“Not closed\nIt was hard.", False),
        ("It was hard.", False),
        ("“It was hard.”", True),
    ],
)
def test_inside_quotation(text: str, inside: bool) -> None:
    assert inside_quotation(text, text.index("It was")) is inside


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We won.”", True),
        ("“We won, all of us. ", True),
        ("“We won,” she said.", False),
        ("She won.", False),
        ("", False),
    ],
)
def test_is_speech(text: str, speech: bool) -> None:
    assert is_speech(text) is speech


@given(st.text(alphabet="\"“”„‘’«»'a1 \n."), st.integers(0, 30))
def test_spans_are_in_order_and_agree_with_inside(text: str, at: int) -> None:
    spans = quotation_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    at = min(at, len(text))
    spoken = spoken_spans(text)
    assert set(spans) <= set(spoken)
    assert inside_quotation(text, at) == any(start < at < end for start, end in spoken)


@pytest.mark.parametrize(
    ("text", "word", "inside"),
    [
        ('We lost. It is over." The crowd went home.', "It", True),
        ('We lost. It is over." The crowd went home.', "crowd", False),
        ("We lost. It is over.” The crowd went home.", "We", True),
        ('The pipe is 5" wide. "It leaks," she said.', "wide", False),
        ('The end.\nWe lost," she said.', "end", False),
        ('The end.\nWe lost," she said.', "lost", True),
    ],
)
def test_a_speech_may_have_begun_before_its_paragraph(text: str, word: str, inside: bool) -> None:
    at = text.index(word)
    assert inside_quotation(text, at) is inside
    assert any(start < at < end for start, end in spoken_spans(text)) is inside


@pytest.mark.parametrize(
    ("sentence", "mark"),
    [
        ("She said: “We lost.", "”"),
        ('She said: "We lost.', '"'),
        ("Sie sagte: „Wir verloren.", "“"),
        ("Elle a dit : «Nous avons perdu.", "»"),
        ("She sang in the ‘90s.", ""),
        ("She said: “They cried ‘fire’.", "”"),
        ("She said: “We lost.”", ""),
        ('She said: "We lost."', ""),
        ('She said: “We lost."', ""),  # of mixed kinds
        ("We lost.”", ""),
        ('The pipe is 5" wide.', ""),
        ("", ""),
    ],
)
def test_a_quotation_that_goes_on_is_closed(sentence: str, mark: str) -> None:
    assert closed(sentence) == sentence + mark
    assert closed(closed(sentence)) == closed(sentence)
