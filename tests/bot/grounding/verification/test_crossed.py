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
    ("Denmark defeated Poland after extra time.", "Poland defeated Denmark after extra time."),
    ("The senator was slapped by a protester.", "The senator slapped a protester."),
    ("A protester slapped the senator.", "The senator slapped a protester."),
    ("The teachers accused the ministry of lying.", "The ministry accused the teachers of lying."),
    ("Gunmen who had kidnapped the priest killed a guard.", "The priest killed a guard."),
    ("Tom Hale, who taught Rita Moss, won the prize.", "Rita Moss won the prize."),
    ("Tom Hale sued Rita Moss, who lost her licence.", "Tom Hale lost his licence."),
    ("Acme sold Bolt to Crane.", "Crane sold Bolt to Acme."),
    (
        "Acme bought Bolt from Crane for 3 million euros.",
        "Crane bought Bolt from Acme for 3 million euros.",
    ),
    (
        "The river rose to 4 metres in Pirna and 7 metres in Riesa.",
        "The river rose to 7 metres in Pirna.",
    ),
    ("Police arrested 14 people in Lyon and 9 in Lille.", "Police arrested 9 people in Lyon."),
    (
        "The company hired 300 engineers and dismissed 120 clerks.",
        "The company hired 120 engineers.",
    ),
    (
        "The company hired 300 engineers and dismissed 120 clerks.",
        "The company dismissed 300 clerks.",
    ),
    ("Turnout fell to 48% from 61%.", "Turnout fell to 61%."),
    ("Unemployment was 6% in Spain and 11% in Greece.", "Unemployment was 11% in Spain."),
    ("The tower was finished in 1890 and burned down in 1931.", "The tower burned down in 1890."),
    ("Olsen flew from Oslo to Rome.", "Olsen flew from Rome to Oslo."),
    ("The embassy moved from Tel Aviv to Jaffa.", "The embassy moved from Jaffa to Tel Aviv."),
    ("Forty-two workers were rescued and eight died.", "Forty-two workers died."),
    ("The fire killed three people and injured 17.", "The fire killed 17 people."),
    ("The fire killed three people and left 17 homeless.", "The fire killed 17 people."),
    ("Mora, whose father Luis owns the club, plays on Sunday.", "Luis plays on Sunday."),
    ("The judge, appointed by Carter, freed Nolan.", "Nolan freed Carter."),
    ("The judge, appointed by Carter, freed Nolan.", "Carter freed Nolan."),
    (
        "The court ordered Vexia to pay Dorn 2 million euros.",
        "The court ordered Dorn to pay Vexia 2 million euros.",
    ),
    (
        "The striker joined Ajax from Porto in 2015 and left for Milan in 2019.",
        "The striker joined Ajax in 2019.",
    ),
    (
        "Voters in Nord backed the plan and voters in Sund rejected it.",
        "Voters in Sund backed the plan.",
    ),
    ("Kim scored twice and Lee once.", "Lee scored twice."),
    ("Ford rose 3% while Opel fell 5%.", "Opel rose 3%."),
    ("Ford rose 3% while Opel fell 5%.", "Ford fell 5%."),
    ("The train from Basel to Bonn hit a truck.", "A truck hit the train from Basel to Bonn."),
    ("The pilot praised the nurse who saved a child.", "The pilot saved a child."),
    ("The dog that bit the boy was killed by the farmer.", "The boy was killed by the farmer."),
    ("Storm Eva hit Cork on Monday and Galway on Tuesday.", "Storm Eva hit Galway on Monday."),
    ("Nadia was born in Lviv and raised in Kyiv.", "Nadia was raised in Lviv."),
    ("It rained in Rome while it snowed in Milan.", "It snowed in Rome."),
    ("Ana called Bo, who was ill.", "Ana was ill."),
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
    (
        "Denmark defeated Poland after extra time.",
        "Poland were defeated by Denmark after extra time.",
    ),
    ("A protester slapped the senator.", "The senator was slapped by a protester."),
    ("The senator was slapped by a protester.", "A protester slapped the senator."),
    ("Gunmen who had kidnapped the priest killed a guard.", "Gunmen killed a guard."),
    ("Gunmen who had kidnapped the priest killed a guard.", "Gunmen had kidnapped the priest."),
    ("Tom Hale, who taught Rita Moss, won the prize.", "Tom Hale won the prize."),
    ("Tom Hale, who taught Rita Moss, won the prize.", "Tom Hale taught Rita Moss."),
    ("Tom Hale sued Rita Moss, who lost her licence.", "Rita Moss lost her licence."),
    ("Acme sold Bolt to Crane.", "Bolt was sold to Crane by Acme."),
    (
        "Acme bought Bolt from Crane for 3 million euros.",
        "Acme bought Bolt for 3 million euros from Crane.",
    ),
    ("Acme bought Bolt from Crane for 3 million euros.", "Bolt was bought by Acme."),
    ("Police arrested 14 people in Lyon and 9 in Lille.", "Police arrested 14 people in Lyon."),
    ("Police arrested 14 people in Lyon and 9 in Lille.", "In Lyon police arrested 14 people."),
    (
        "The company hired 300 engineers and dismissed 120 clerks.",
        "The company dismissed 120 clerks.",
    ),
    ("Turnout fell to 48% from 61%.", "Turnout fell from 61% to 48%."),
    ("Unemployment was 6% in Spain and 11% in Greece.", "Unemployment was 6% in Spain."),
    ("The tower was finished in 1890 and burned down in 1931.", "The tower burned down in 1931."),
    ("Olsen flew from Oslo to Rome.", "Olsen flew to Rome from Oslo."),
    ("The fire killed three people and injured 17.", "The fire injured 17."),
    ("The fire killed three people and injured 17.", "Three people were killed in the fire."),
    ("The fire killed three people and injured 17.", "Three people were killed by the fire."),
    (
        "The court ordered Vexia to pay Dorn 2 million euros.",
        "Vexia was ordered by the court to pay Dorn 2 million euros.",
    ),
    ("Ford rose 3% while Opel fell 5%.", "Opel fell 5%."),
    ("The pilot praised the nurse who saved a child.", "The nurse saved a child."),
    ("The dog that bit the boy was killed by the farmer.", "The farmer killed the dog."),
    ("The dog that bit the boy was killed by the farmer.", "The dog was killed by the farmer."),
    (
        "The striker joined Ajax from Porto in 2015 and left for Milan in 2019.",
        "The striker joined Ajax in 2015.",
    ),
    (
        "On Monday the cabinet named Ruiz as envoy.",
        "Ruiz was named as envoy by the cabinet on Monday.",
    ),
    (
        "Fire destroyed 40 homes in Alda, the mayor said on Tuesday.",
        "The mayor said on Tuesday that fire destroyed 40 homes in Alda.",
    ),
    ("“We lost the match,” said coach Nora Brand.", "Coach Nora Brand said: “We lost the match.”"),
    ("The bill was passed by 60 votes to 40.", "The bill was passed by 60 votes."),
    (
        "The firm cut its forecast to 5% from 6% and raised its dividend to 2 euros.",
        "The firm raised its dividend to 2 euros.",
    ),
    ("Kim scored twice and Lee once.", "Kim scored twice."),
    ("Storm Eva hit Cork on Monday and Galway on Tuesday.", "Storm Eva hit Galway on Tuesday."),
    ("The mayor of Oslo, who resigned in May, was fined.", "The mayor was fined."),
    ("The mayor of Oslo, who resigned in May, was fined.", "The mayor resigned in May."),
    ("Nadia was born in Lviv and raised in Kyiv.", "Nadia was raised in Kyiv."),
]


@pytest.mark.parametrize(("source", "claim"), CROSSED)
def test_what_belongs_to_something_else_is_refused(source: str, claim: str) -> None:
    verdict = verify(claim, [Source(source)])
    assert not verdict.supported


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_the_same_in_another_voice_or_order_is_supported(source: str, claim: str) -> None:
    assert verify(claim, [Source(source)]).reasons == ()
