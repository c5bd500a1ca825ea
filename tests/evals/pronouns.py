"""What is made of pronouns in real news: one table, or lines to read.

    python -m tests.evals.pronouns NEWS [--articles 500] [--show 100] [--seed 1]

NEWS holds articles.jsonl, as for the evaluation of answers. Told are the share of the sentences
that are about "he" or "she" which get a name, and of the verifier: the share of these completed
sentences that it supports, and of the same with another person of the article instead, refused.
Whether the names are right is for a reader: --show prints sentences with the one before.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.grounding.antecedent import FURTHEST, antecedent, resolved
from bot.grounding.he_or_she import persons
from bot.grounding.standing import subject_pronoun
from bot.grounding.verify import Source, verify
from bot.text.genders import PRONOUNS
from bot.text.names import same_name
from bot.text.sentences import split_sentences

_AROUND = 8  # sentences before, as many as two passages hold


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence that is about "he" or "she", and what it became: "" for nothing."""

    before: Sequence[str]
    sentence: str
    name: str
    completed: str
    others: Sequence[str]  # further persons of its article


def cases(title: str, text: str) -> Iterator[Case]:
    """All sentences of an article that are about a personal pronoun."""
    sentences = [" ".join(each.split()) for each in split_sentences(text)]
    people = sorted({name.text for each in sentences for name in persons(each, [])})
    for number, sentence in enumerate(sentences):
        pronoun = subject_pronoun(sentence)
        if pronoun is None or pronoun[0].lower() not in PRONOUNS:
            continue
        before = sentences[max(0, number - _AROUND) : number]
        near = (sentence, before[-FURTHEST:], (title, *before))
        found, said = antecedent(*near), resolved(*near)
        name = found.text if found else ""
        others = [each for each in people if " " in each and not same_name(each, name)]
        yield Case(before, sentence, name, said.text if said else "", others)


def _read(news: Path, articles: int, chance: random.Random) -> list[Case]:
    lines = (news / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    picked = chance.sample(lines, min(articles, len(lines)))
    stored = (json.loads(line) for line in picked)
    return [case for each in stored for case in cases(each["title"], each["text"])]


def _supported(case: Case, claim: str) -> bool:
    return verify(claim, [Source("\n".join((*case.before, case.sentence)))]).supported


def _show(found: Sequence[Case]) -> None:
    for number, case in enumerate(found, 1):
        print(f"{number} {case.before[-1]}\n  {case.sentence}\n  = {case.completed}")


def main() -> None:
    """Print the table, or lines to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    found = _read(chosen.news, chosen.articles, chance)
    named = [case for case in found if case.name]
    if chosen.show:
        _show(chance.sample(named, min(chosen.show, len(named))))
        return
    true = [_supported(case, case.completed) for case in named]
    wrong = [
        not _supported(case, case.completed.replace(case.name, chance.choice(case.others), 1))
        for case in named
        if case.others
    ]
    print(f"{'sentences about he or she':44}{len(found):6}")
    print(f"{'get a name':44}{len(named) / len(found):6.3f}")
    print(f"{'with it supported by the verifier':44}{sum(true) / len(true):6.3f}{len(true):6}")
    print(f"{'with another of the article refused':44}{sum(wrong) / len(wrong):6.3f}{len(wrong):6}")


if __name__ == "__main__":
    main()
