import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grounding.antecedent import completed, is_read_after, resolved


@pytest.mark.parametrize(
    ("before", "sentence", "said", "back"),
    [
        (
            ["Mayor Anna Berg opened the bridge."],
            "She called it late.",
            "Anna Berg called it late.",
            1,
        ),
        (["Anna Berg won."], "Her party lost.", "Anna Berg’s party lost.", 1),
        (
            ["The old bridge was built in 1948."],
            "It is 212 metres long.",
            "The old bridge is 212 metres long.",
            1,
        ),
        (
            ["The port's director, Anna Berg, said it was open."],
            "She resigned.",
            "Anna Berg resigned.",
            1,
        ),
        (
            ["Drift Line grew.", "Drift is the largest company in the state of Holm."],
            "It was founded in 1948.",
            "Drift was founded in 1948.",
            1,
        ),
        (
            ["Drift Line is a ferry company.", "Drift sails off Oslo."],
            "It was founded in 1948.",
            "Drift was founded in 1948.",
            1,
        ),
        (
            ["The mayor, Anna Berg, opened the bridge."],
            "“I like it,” she said on Monday.",
            "“I like it,” Anna Berg said on Monday.",
            1,
        ),
        (
            ["Drift Line sank.", "Its director, Anna Berg, resigned."],
            "“I like it,” she said.",
            "“I like it,” Anna Berg said.",
            1,
        ),
        (["The ferry opened in May."], "It sank in June.", "The ferry sank in June.", 1),
        (
            ["The Church of Oslo was built in 1948."],
            "It is now a harbour.",
            "The Church of Oslo is now a harbour.",
            1,
        ),
        (["Oslo is a port."], "Its bridge is old.", "Oslo’s bridge is old.", 1),
        (
            ["“The bridge is safe,” said harbour master Carl Holm."],
            "He resigned on Monday.",
            "Carl Holm resigned on Monday.",
            1,
        ),
        (
            ["On Monday, Mayor Anna Berg resigned."],
            "In 2010, she opened the bridge.",
            "In 2010, Anna Berg opened the bridge.",
            1,
        ),
        (
            ["Anna Berg won.", "She was born in Oslo."],
            "She is 40.",
            "Anna Berg is 40.",
            2,
        ),
        (
            ["Mayor Anna Berg won.", "Berg was born in Oslo."],
            "She is 40.",
            "Berg is 40.",
            1,
        ),
    ],
)
def test_a_clear_subject_is_named(before: list[str], sentence: str, said: str, back: int) -> None:
    found = resolved(sentence, before)
    assert found is not None
    assert (found.text, found.back) == (said, back)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Anna Berg met Carl Holm.", "He left at noon."),
        ("Officials told Carl Holm to go.", "He left at noon."),
        ("Carl Holm’s lawyer spoke.", "He left at noon."),
        ("He won the race.", "He left at noon."),
        ("The company, Nordic Oil, was sold.", "He left at noon."),
        ("The mayor, Anna Berg, met Carl Holm.", "He left at noon."),
        ("During the storm, the bridge was closed.", "It reopened at noon."),
        ("The bridges were closed.", "It reopened at noon."),
        ("The sailors walked to Oslo.", "It reopened at noon."),
        ("Anna Berg is old.", "It reopened at noon."),
        ("The mayor of Oslo was there.", "It reopened at noon."),
        ("The bridge was closed.", "It is unclear whether it reopens."),
        ("The bridge was closed.", "They left at noon."),
        ("The museum of Oslo sold a vase.", "It is 300 years old."),
        ("The museum of Oslo on Friday reopened.", "It was built in 1950."),
        ("The park in Oslo was closed.", "It is two metres deep."),
        ("The concert that was planned is off.", "It was to be the first."),
        ("Drift told the committee.", "Its chair resigned."),
        ("Drift has agreed to buy Sund for a million, it said.", "Its founder, Anna Berg, left."),
        ("Drift said on Monday it would buy Sund.", "Its ferries sail in Norway."),
        ("Drift said on Monday it would buy Sund.", "It was founded in 1948."),
        ("Drift wants to merge with a rival company.", "It was founded in 1948."),
        ("Norway lent money to Denmark.", "Its bank paid."),
        ("Today Drift is a port.", "It has also been called a harbour."),
        ("Drift said she had told them all.", "It is old."),
        ("The yard belonged to Hartwell Fabrics until May.", "Its director resigned."),
        ("", "He left at noon."),
        ("Anna Berg won.", "Carl Holm lost."),
        ("Anna Berg won.", "The mayor of Oslo said he lost."),
        ("After winning, the ferry rolled to Oslo.", "It seems to be the third."),
        ("For a while, there was rain.", "It looked like snow."),
        ("The bridge was closed.", "It’s the third one."),
    ],
)
def test_what_is_unclear_stays_unresolved(before: str, sentence: str) -> None:
    assert resolved(sentence, [before]) is None


def test_a_sentence_about_somebody_else_ends_the_search() -> None:
    assert resolved("She is 40.", ["Anna Berg won.", "The ferry sank."]) is None
    assert resolved("She is 40.", ["Anna Berg won.", "She met Eva Holm."]) is None


@given(st.text(max_size=120), st.lists(st.text(max_size=120), max_size=4))
def test_any_text_can_be_read(sentence: str, before: list[str]) -> None:
    found = resolved(sentence, before)
    assert found is None or 1 <= found.back <= len(before)


@pytest.mark.parametrize(
    ("sentence", "earlier", "read"),
    [
        ("The company declined to comment.", "Demo Steel sold its yard.", True),
        ("The company declined to comment.", "The yard was sold.", False),
        ("The company declined to comment.", "Anna Berg said that the company was sold.", False),
        ("She declined.", "Anna Berg met Carl Holm.", True),
        ("She declined.", "The yard was sold.", False),
        ("It was old.", "The yard was sold.", True),
    ],
)
def test_whether_the_sentence_before_names_somebody(
    sentence: str, earlier: str, read: bool
) -> None:
    assert is_read_after(sentence, earlier) is read


def test_sentences_that_follow_each_other_are_completed() -> None:
    told = ["Anna Berg opened the bridge.", "She was late.", "Rain fell.", "She left."]
    assert completed(told) == [told[0], "Anna Berg was late.", *told[2:]]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (["Lars Berg was jailed.", "The mayor, Carl Holm, said it was just."], "He burned a ship."),
        (["Eva Lind quit.", "Jonas Vale said he accepted her decision."], "Her deputy was named."),
        (["A court jailed Lars Lind.", "Eva Holm had asked for a year."], "His lawyer appealed."),
        (["The chairman, Ole Haugen, regretted it."], "Her deputy takes over."),
        (["Berg Lind said he regretted it."], "Her deputy takes over."),
        (["“The ferry is old,” Carl Holm said."], "“He wants a new one.”"),
        (["“I met him,” Anna Berg said of Carl Holm."], "He added that it was late."),
        (["The White House announced a test."], "He took part in the debate."),
        (["Homan was a Border Patrol agent."], "He led the office."),
        (["Hussey often accompanied Queen Anna Berg."], "She welcomed the guests."),
        (["Police chief Carl Holm said a man was arrested."], "He had a knife."),
        (["Carl Holm shot a man on Monday."], "He died in hospital."),
        (["An Oslo Port Authority official confirmed it."], "He left at noon."),
        (["Bill wrote Carl Holm a letter."], "He was sorry."),
        (["Carl Holm opened the port."], "He’ll be in Oslo on Monday."),
        (["Carl Holm opened the port."], "In his speech, the mayor thanked everybody."),
        (["Carl Holm opened the port."], "After Lars Berg arrived, he left."),
        (["Eva Lind opened the port."], "She called him a liar, Lind added."),
    ],
)
def test_a_name_that_may_be_the_wrong_one_is_not_put(before: list[str], sentence: str) -> None:
    assert resolved(sentence, before) is None


@pytest.mark.parametrize(
    ("before", "sentence", "said"),
    [
        (
            ["Anna Berg was jailed.", "The mayor, Carl Holm, said it was just."],
            "He added that the ship was old.",
            "Carl Holm added that the ship was old.",
        ),
        (
            ["Lars Lind was jailed.", "The mayor, Carl Holm, said it was just."],
            "His comments were booed.",
            "Carl Holm’s comments were booed.",
        ),
        (
            ["Anna Berg, who is married to Carl Holm, won the race."],
            "She is 40.",
            "Anna Berg is 40.",
        ),
    ],
)
def test_whoever_is_the_only_one_that_fits_is_named(
    before: list[str], sentence: str, said: str
) -> None:
    found = resolved(sentence, before)
    assert found is not None
    assert found.text == said


def test_the_title_may_name_whom_else_a_pronoun_means() -> None:
    before = ["The mayor, Carl Holm, said the sentence was just."]
    assert resolved("He burned down a school.", before) is not None
    assert resolved("He burned down a school.", before, ["Lars Lind jailed for arson"]) is None
    assert resolved("He burned down a school.", before, ["Anna Lind jailed for arson"]) is not None
