import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.sentences import sentence_spans, split_sentences

SENTENCES = [
    # the language and the sentences, which joined by a space are the text
    ("en", ["The bridge opened.", "Who paid for it?", "Nobody knows!", "It cost 3.5 million."]),
    ("en", ["Gov. Lena Ortiz met Dr. Wu.", "They agreed."]),
    ("en", ["The plant at 12 Mill St. near Leeds closed.", "It made No. 4 steel."]),
    ("en", ["She is from the U.K. Treasury."]),
    ("en", ["He came from the U.K.", "They met in Sept. 2021."]),
    ("en", ["T. S. Marlow and J.R. Okafor won.", "The vote was close."]),
    ("en", ["Trading stopped at 4 p.m.", "Banks lost most."]),
    ("en", ["It reopens at 9 a.m. Monday.", "Tickets are free."]),
    ("en", ["By 7 a.m. Marlow had left."]),
    ("en", ["Shares of Orrin Inc. fell.", "Orrin Corp. is its owner."]),
    ("en", ["“It is over,” she said.", "“We lost.”", "“Why?”", "The hall was silent."]),
    ("en", ["“Is it over?” Marlow asked.", "No one spoke."]),
    ("en", ["“Run!” he shouted.", "Everyone ran."]),
    ("en", ["The mayor (he came in May.) resigned.", "(His deputy stays.)", "So be it."]),
    ("en", ["He paused... then went on.", "He had to..."]),
    ("en", ["It was then-St. Vale mayor Ann Hill.", "The ex-Sen. Marlow left.", "He won."]),
    ("en", ["It sold 2.0 million.", "It had hoped for 2.5."]),
    ("en", ["See www.demo.example/a.b for more.", "Or write to desk@demo.example."]),
    ("en", ["Apple's rival eZone rose.", "eZone makes phones."]),
    ("en", ["It happened in 2019.", "40 people were hurt."]),
    ("en", ["It divides (p − 1)! + 1 if p is prime.", "Marlow knew that."]),
    ("de", ["Am 3. Oktober kam Dr. Weiß.", "Das war z. B. neu.", "Er blieb bis zum 5. Mai."]),
    ("es", ["¿Quién ganó?", "¡Nadie!", "El Sr. Gómez vive en EE. UU. desde 2001."]),
    ("fr", ["M. Duval est arrivé.", "« Pourquoi ? » a-t-il demandé.", "Il est reparti."]),
    ("ru", ["Это было в 2020 г. в Москве.", "«Кто это?» – спросил он.", "Никто не ответил."]),
    ("ar", ["هل وصل الوزير؟", "نعم، وصل اليوم.", "ثم غادر."]),
    ("hi", ["यह समाचार है।", "वह आज आए।"]),
]


@pytest.mark.parametrize(("language", "expected"), SENTENCES)
def test_sentences_of_a_paragraph(language: str, expected: list[str]) -> None:
    assert split_sentences(" ".join(expected), language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他们赢了。谁知道？没有人！", ["他们赢了。", "谁知道？", "没有人！"]),
        ("「勝った。」と言った。次は日曜だ。", ["「勝った。」と言った。", "次は日曜だ。"]),
    ],
)
def test_sentences_without_spaces(text: str, expected: list[str]) -> None:
    assert split_sentences(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('It is "an error".Port closes again', ['It is "an error".', "Port closes again"]),
        ("Boats at the pier.Credit: Demo Wire", ["Boats at the pier.", "Credit: Demo Wire"]),
        ('" It is over . " She left', ['" It is over . "', "She left"]),
        ("“ It is over . ” She left", ["“ It is over . ”", "She left"]),
        ('It is over . " I know', ["It is over .", '" I know']),
        ("A 6. 7 quake hit. It shook", ["A 6. 7 quake hit.", "It shook"]),
        (
            "It is old.[note 3] So is he.[1][2] Yes",
            ["It is old.[note 3]", "So is he.[1][2]", "Yes"],
        ),
        ("Built with Node.Js.Org tools", ["Built with Node.Js.Org tools"]),
    ],
)
def test_lost_and_loose_spaces(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_headlines_captions_and_bylines_stand_alone() -> None:
    lines = ["Port closes again", "Demo Wire", "2 minute read", "Ships wait. Photo: Demo"]
    text = "\n".join(lines) + "\n\nThe port closed on Monday.\r\n\r\nIt was the third time."
    assert split_sentences(text) == [
        *lines[:3],
        "Ships wait.",
        "Photo: Demo",
        "The port closed on Monday.",
        "It was the third time.",
    ]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The harbour of the northern town was closed on Monday after\n"
        "three ships had run aground in the fog, the office of the\n"
        "Harbour Master said. It opens again on Thursday, if the fog\n"
        "lifts."
    )
    assert [" ".join(sentence.split()) for sentence in split_sentences(text)] == [
        "The harbour of the northern town was closed on Monday after three ships had run aground"
        " in the fog, the office of the Harbour Master said.",
        "It opens again on Thursday, if the fog lifts.",
    ]


@pytest.mark.parametrize(
    "items",
    [
        ["1. Open the valve", "2. Wait for 3.5 minutes", "3. Close it"],
        ["a) bread", "b) milk"],
        ["• First point", "• Second point. "],
        ["- 40 ships", "- 3 tugs"],
    ],
)
@pytest.mark.parametrize("glue", ["\n", "\n\n"])
def test_items_on_lines(items: list[str], glue: str) -> None:
    assert split_sentences(glue.join(items)) == [item.strip() for item in items]


def test_items_within_a_line() -> None:
    assert split_sentences("1) The first. 2) The second") == ["1) The first.", "2) The second"]


PIECES = st.sampled_from(
    [
        *'"“”()•?!.。؟٣é \n\u2028\x00',
        *("\r\n", "\n\n", "...", " . . .", "Mr.", "U.S.", "p.m.", "Kim", "said", "1.", "a)", "3.5"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example(". . . .")
@example("\n a\n\n")
def test_spans_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = sentence_spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert (
        "".join(text[start:end] for start, end in spans).split()
        == "".join(text[start:end] for start, end in spans).split()
    )
    kept = sum(not char.isspace() for start, end in spans for char in text[start:end])
    assert kept == sum(not char.isspace() for char in text)


@given(st.lists(PIECES).map(" ".join), st.sampled_from(["de", "es", "ru", "zh", "xx"]))
def test_any_language_covers_the_text(text: str, language: str) -> None:
    assert "".join("".join(split_sentences(text, language)).split()) == "".join(text.split())
