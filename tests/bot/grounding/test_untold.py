import pytest

from bot.grounding.untold import names_in, untold


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Police closed the town on Monday.", "town"),
        ("Officials in Oslo say the storm caused no deaths.", "storm"),
        ("Three witnesses spoke at the trial on Monday.", "trial"),
        ("Anna Berg of Oslo warned residents as the fire grew.", "fire"),
        ("The broadcaster said that 36 homes lost power.", "broadcaster"),
        ("Rain is forecast in that area and for Halifax.", "area"),
        ("The single case of polio will not lead to an outbreak, Anna Berg said.", "single case"),
        ("The group this week released a list of fruits.", "group"),
        ("“We are proud of Oslo,” he said on Monday.", "he"),
        ("Residents accepted her resignation on Monday.", "her"),
        ("His lawyer denied it on Monday.", "His"),
        ("The governor, Marta Ibáñez, said that schools would open in May.", "governor"),
        ("Mayor Anna Berg resigned on Monday.", "Mayor"),
        ("Her deputy, Anna Berg, opened the port of Oslo.", "Her"),
    ],
)
def test_what_a_reader_has_to_ask_is_untold(sentence: str, what: str) -> None:
    assert what in list(untold(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ferries to Oslo ran late after the city closed its port.",
        "Marta Ibáñez, the governor of Sonora, said that schools would open in May.",
        "Oslo’s mayor, Anna Berg, resigned on Monday.",
        "Oslo Mayor Anna Berg said she would resign.",
        "Anna Berg, the singer, won a prize in Oslo.",
        "A fire broke out in Oslo, and 12 people fled the fire.",
        "A young man from Oslo was arrested with his wife.",
        "In his speech, Nils Berg thanked Oslo.",
        "Rice said on Monday that she would resign.",
        "Each worker in Oslo keeps his or her job.",
        "Anna Berg won a prize for the film “Winter Ferries”.",
        "The construction of roads in Norway takes years.",
        "Norway banned the production and sale of fireworks.",
        "Defense Secretary Anna Berg resigned on Monday.",
        "Police in Oslo asked the public to stay at home.",
        "Oslo opened the largest bridge in Norway.",
    ],
)
def test_what_tells_all_leaves_nothing_to_ask(sentence: str) -> None:
    assert list(untold(sentence)) == []


def test_a_name_is_what_stands_outside_quotation_marks_and_is_no_first_word() -> None:
    names = [name.text for name in names_in("Ferries to Oslo ran late, “as in Bergen”.")]
    assert names == ["Oslo"]
    assert [name.text for name in names_in("Norway closed its ports.")] == ["Norway"]
