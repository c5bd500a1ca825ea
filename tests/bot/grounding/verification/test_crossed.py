"""Pairs of a short source and a claim that has its words, true ones and crossed ones."""

import pytest

from bot.grounding.verify import Source, verify

CROSSED = [
    ("Tarnby beat Holsund 2-0 on Friday.", "Holsund beat Tarnby 2-0 on Friday."),
    ("Eva Lind beat Mia Krag in the final.", "Mia Krag beat Eva Lind in the final."),
    ("The guard was bitten by his dog.", "The guard bit his dog."),
    ("The council refused the request of the tenants.", "The tenants refused the request."),
    ("Orla cooked for her aunt, Vera, who paid her twice.", "Orla paid her aunt Vera twice."),
    ("Nils Moe left Varda for Ostrel.", "Nils Moe left Ostrel for Varda."),
    ("The thief, who was chased by guards, shot a dog.", "Guards shot a dog."),
    ("Twenty sailors were saved and five are still missing.", "Twenty sailors are missing."),
    ("Six people were killed and thirty were hurt.", "Thirty people were killed."),
    (
        "Six people were killed and thirty hurt in the fire.",
        "Thirty people were killed in the fire.",
    ),
    ("Six farmers died and thirty were evicted.", "Thirty farmers died."),
    ("Ten people, including four nurses, were freed.", "Ten nurses were freed."),
    (
        "The storm killed 11 people in Dunmere and 24 in Ruvo.",
        "The storm killed 24 people in Dunmere.",
    ),
    (
        "The broker was fined 2 million euros for hiding 70 million euros from clients.",
        "The broker was fined 70 million euros.",
    ),
    ("The lender raised its rate to 4.5% from 4.25%.", "The lender raised its rate to 4.25%."),
    ("The mill was opened in 1930 and closed in 1985.", "The mill was opened in 1985."),
    ("Kern won in Bergen and Dahl in Malmo.", "Dahl won in Bergen."),
    ("Rita Sand, whose brother Olaf was sheriff, fell on Monday.", "Olaf fell on Monday."),
    ("Rita Sand, whose brother Olaf was sheriff, fell on Monday.", "Rita Sand was sheriff."),
    ("The bank, founded in Turin, bought Velo, a lender from Nice.", "Velo was founded in Turin."),
    ("Anna Roth hired Carl Voss in 2019.", "Carl Voss hired Anna Roth in 2019."),
    ("Carl Voss was hired by Anna Roth in 2019.", "Carl Voss hired Anna Roth in 2019."),
    ("Imports rose 5% and exports rose 8%.", "Imports rose 8%."),
    ("The strike began on Monday and ended on Friday.", "The strike began on Friday."),
]
TRUE = [
    ("The guard was bitten by his dog.", "His dog bit the guard."),
    ("Anna Roth hired Carl Voss in 2019.", "Carl Voss was hired by Anna Roth in 2019."),
    ("Carl Voss was hired by Anna Roth in 2019.", "Anna Roth hired Carl Voss in 2019."),
    ("Tarnby beat Holsund 2-0 on Friday.", "On Friday Tarnby beat Holsund."),
    ("Tarnby beat Holsund 2-0 on Friday.", "Holsund were beaten 2-0 by Tarnby."),
    ("Twenty sailors were saved and five are still missing.", "Twenty sailors were saved."),
    ("Six people were killed and thirty were hurt in the fire.", "Six people were killed."),
    ("Ten people, including four nurses, were freed.", "Four nurses were freed."),
    ("Ten people, including four nurses, were freed.", "Ten people were freed."),
    (
        "The storm killed 11 people in Dunmere and 24 in Ruvo.",
        "The storm killed 11 people in Dunmere.",
    ),
    (
        "The lender raised its rate to 4.5% from 4.25%.",
        "The lender raised its rate from 4.25% to 4.5%.",
    ),
    ("The mill was opened in 1930 and closed in 1985.", "The mill was closed in 1985."),
    ("The mill was opened in 1930 and closed in 1985.", "In 1985 the mill was closed."),
    ("Kern won in Bergen and Dahl in Malmo.", "Kern won in Bergen."),
    ("The bank, founded in Turin, bought Velo, a lender from Nice.", "The bank bought Velo."),
    (
        "The bank, founded in Turin, bought Velo, a lender from Nice.",
        "The bank was founded in Turin.",
    ),
    ("The thief, who was chased by guards, shot a dog.", "The thief shot a dog."),
    ("The thief, who was chased by guards, shot a dog.", "Guards chased the thief."),
    ("Nils Moe left Varda for Ostrel in May.", "In May Nils Moe left Varda for Ostrel."),
    ("Rita Sand, whose brother Olaf was sheriff, fell on Monday.", "Rita Sand fell on Monday."),
    ("The rail union and the post union met on Monday.", "The post union and the rail union met."),
    ("Police arrested Jon Beck, who had robbed Ida Falk.", "Jon Beck had robbed Ida Falk."),
    ("Judges freed Ida Falk and jailed Jon Beck for arson.", "Judges jailed Jon Beck for arson."),
    ("Sales rose from 30 to 45 euros in June.", "Sales were 45 euros in June."),
    (
        "Ringe said its profit fell 18% to 40 million euros.",
        "Ringe said its profit fell to 40 million euros.",
    ),
]


@pytest.mark.parametrize(("source", "claim"), CROSSED)
def test_what_belongs_to_something_else_is_refused(source: str, claim: str) -> None:
    verdict = verify(claim, [Source(source)])
    assert not verdict.supported


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_the_same_in_another_voice_or_order_is_supported(source: str, claim: str) -> None:
    assert verify(claim, [Source(source)]).reasons == ()
