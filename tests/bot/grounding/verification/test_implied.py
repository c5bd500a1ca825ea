"""Pairs of a short source and a claim that takes for so what the source denies or leaves open."""

import pytest

from bot.grounding.verify import Source, verify

FALSE = [
    ("The harbour master neglected to inspect the crane.", "The harbour master inspected a crane."),
    ("The tenor refused to sing the encore.", "The tenor sang the encore."),
    ("The tenor declined to repeat the encore.", "The tenor repeated the encore."),
    ("The brewery failed to renew its licence.", "The brewery renewed its licence."),
    ("The diver was unable to reach the wreck.", "The diver reached the wreck."),
    ("The heir forgot to register the yacht.", "The heir registered the yacht."),
    ("Engineers ruled out sabotage.", "Sabotage caused it, engineers said."),
    ("Sabotage was ruled out by engineers.", "Engineers blamed sabotage."),
    ("The choir stopped short of cancelling the tour.", "The choir cancelled the tour."),
    ("The orchard avoided a frost.", "The orchard suffered a frost."),
    ("Marshals kept the fans from storming the pitch.", "The fans stormed the pitch."),
    ("A flood prevented the circus from performing.", "The circus performed."),
    (
        "Inga Dahl was acquitted of perjury but convicted of theft.",
        "Dahl was convicted of perjury.",
    ),
    (
        "Inga Dahl was cleared of perjury on Monday.",
        "Inga Dahl was convicted of perjury on Monday.",
    ),
    ("The boxer left the ring without greeting his rival.", "The boxer greeted his rival."),
    ("The clerk was suspended without pay.", "The clerk was suspended with pay."),
    ("Instead of Tarnby, the envoy visited Holsund.", "The envoy visited Tarnby."),
    ("Rather than close the pool, the town sold it.", "The town closed the pool."),
    ("Unlike Ostrel, Varda signed the charter.", "Ostrel signed the charter."),
    ("The chemist has not tested the syrup. Shops sell the syrup.", "The syrup has been tested."),
    ("The farmers tried to block the canal.", "The farmers blocked the canal."),
    ("The abbot urged the monks to repair the roof.", "The monks repaired the roof."),
    ("The mill is expected to hire 40 weavers.", "The mill will hire 40 weavers."),
    ("The mill is expected to hire 40 weavers.", "The mill hired 40 weavers."),
    ("The mill is likely to hire 40 weavers in May.", "The mill will hire 40 weavers in May."),
    ("The skier is due to retire on Monday.", "The skier retired on Monday."),
    ("The quartet is scheduled to tour Peru.", "The quartet toured Peru."),
    ("Nine miners are feared to have drowned.", "Nine miners drowned."),
    ("The vase is thought to be a copy.", "The vase is a copy."),
    ("The guild considered expelling the baker.", "The guild expelled the baker."),
    ("If the lender agrees, the mine will reopen.", "The mine will reopen."),
    ("The mine will reopen unless the lender objects.", "The lender objects."),
    ("The brewery seeks approval of the syrup.", "The syrup has been approved."),
    ("Strikers called for the resignation of Inga Dahl.", "Inga Dahl resigned."),
    ("The guild demands an investigation of Ivo Renn.", "Ivo Renn was investigated."),
]
NO_EVIDENCE = [
    (
        "Anna Berg resigned. “He stole 40,000 crowns from the port,” she said.",
        "Anna Berg stole 40,000 crowns from the port, she said.",
    ),
    ("There is no evidence that the vote in Oslo was rigged.", "The vote in Oslo was rigged."),
    ("The police found no proof that Inga Dahl sold the boat.", "Inga Dahl sold the boat."),
    ("The report didn't show that the mill sold the boat.", "The mill sold the boat."),
    ("Nobody has shown that the mill sold the boat.", "The mill sold the boat."),
    ("There is little evidence that the mill sold the boat.", "The mill sold the boat."),
]
TRUE = [
    ("There is proof that the mill sold the boat.", "The mill sold the boat."),
    ("The study shows that the mill sold the boat.", "The mill sold the boat."),
    ("The mayor did not know that the mill sold the boat.", "The mill sold the boat."),
    (
        "The brewery seeks approval of the syrup.",
        "The brewery sought approval of the syrup.",
    ),
    ("The syrup has the approval that the brewery sought.", "The syrup was approved."),
    ("The approval of the syrup came on Monday.", "The syrup was approved on Monday."),
    ("The brewery failed to renew its licence.", "The brewery did not renew its licence."),
    ("The clerk was heard and freed without charge.", "The clerk was not charged."),
    ("The clerk was heard and freed without charge.", "The clerk was freed without charge."),
    ("Inga Dahl was acquitted of perjury but convicted of theft.", "Dahl was convicted of theft."),
    (
        "Inga Dahl was acquitted of perjury but convicted of theft.",
        "Dahl was acquitted of perjury.",
    ),
    ("Instead of Tarnby, the envoy visited Holsund.", "The envoy visited Holsund."),
    ("Rather than close the pool, the town sold it.", "The town sold the pool."),
    ("Unlike Ostrel, Varda signed the charter.", "Varda signed the charter."),
    ("Unlike Ostrel, Varda signed the charter.", "Varda signed the charter, unlike Ostrel."),
    ("The mill is likely to hire 40 weavers.", "The mill will probably hire 40 weavers."),
    ("The skier is due to retire on Monday.", "The skier will retire on Monday."),
    ("The skier is due to retire on Monday.", "The skier is to retire on Monday."),
    ("The guild considered expelling the baker.", "The guild considered expelling the baker."),
    ("Rain kept the fans from the pitch, and the band played.", "The band played."),
    ("The gang, which failed to open the vault, robbed the till.", "The gang robbed the till."),
    ("The mill failed to hire weavers. In June it did hire weavers.", "The mill did hire weavers."),
    (
        "The skipper told the court that the mast broke, but denied any guilt.",
        "The skipper told the court that the mast broke.",
    ),
]


@pytest.mark.parametrize(("source", "claim"), FALSE + NO_EVIDENCE)
def test_what_did_not_happen_is_no_fact(source: str, claim: str) -> None:
    assert not verify(claim, [Source(source)]).supported


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_what_is_denied_or_hedged_as_in_the_source_is_said(source: str, claim: str) -> None:
    assert verify(claim, [Source(source)]).supported
