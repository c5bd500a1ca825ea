"""Follow-up questions made standalone from the last exchange, without a model.

Observed: a follow-up points back with a pronoun ("who was with him?"), with "that", "it" or
"there" for what happened ("when was that?"), or leaves out what stays the same ("and the US?").
A question with names of its own and nothing that points back opens a new topic.

How it works:
 - "he", "him", "she" become the person of the last exchange: the name in its answer that its
   question asked about, else the first person that the answer names;
 - a question that is only a name after "and" or "what about" is the last question with that name
   in the place of its own;
 - what the conversation is about, the question that opened it, is added in square brackets. Its
   words help to find and rank passages and weigh little (see question.CONTEXT); what was
   answered is not added, since an answer is told from what a question says already.

Where it fails: two persons of whom the second is meant; "they" for one of several groups; a
follow-up that points back with a noun only ("and the price?"), which is asked as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.claims import Exchange
from bot.text.names import NameMention, name_mentions
from bot.text.words import content_terms, tokens

_LEAD = re.compile(r"^\s*(?:and|but|so|also|ok|okay|then)\b[\s,]*(?!or\b)", re.IGNORECASE)
_ABOUT = re.compile(r"^\s*(?:(?:what|how)\s+about|same\s+for)\s+", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|him|she|her(?!\s+\w))\b(?!['’])", re.IGNORECASE)
_PERSONS_OWN = re.compile(r"\b(?:his|hers)\b|\bher\b(?=\s+\w)", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs)\b"
    r"|\bit(?:s|self)?\b"
    r"|\b(?:this|that|these|those)\b(?=\s*(?:[?.!,]|$))"
    r"|\b(?:was|is|were|are|did|does|do|has|had|will|would)\s+(?:this|that|these|those)\b"
    r"|\b(?:about|of|after|before|for|with|to|by|from|during|since)\s+(?:this|that|these|those)\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b|\bthere\b(?=\s*(?:[?.!,]|$))"
    r"|\bthen\b(?=\s*(?:[?.!,]|$))|\belse\b",
    re.IGNORECASE,
)
_CONTEXT = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
_BARE_WORDS = 2  # a question of no more content words and no name says too little alone


def standalone_question(question: str, thread: Sequence[Exchange]) -> str:
    """Return `question` in words that need no conversation; `thread` is oldest first."""
    if not thread or not _follows(question):
        return question
    last = thread[-1]
    asked = _LEAD.sub("", question).strip()
    if _is_name_only(asked):
        return _with_other_name(_ABOUT.sub("", asked), last)
    person = _person(last)
    if person:
        asked = _PERSONS_OWN.sub(f"{person}'s", _PERSON.sub(person, asked))
    return f"{asked[:1].upper()}{asked[1:]} [{_topic(last.standalone)}]"


def _follows(question: str) -> bool:
    if not tokens(_LEAD.sub("", question)):
        return False
    if _LEAD.match(question) or _ABOUT.match(question):
        return True
    points = _POINTS.search(question)
    if points is not None:
        return not _names(question[: points.start()]) or "about" in points[0].lower()
    return len(content_terms(question)) <= _BARE_WORDS and not _names(question) and _asks(question)


def _asks(question: str) -> bool:
    """Whether it is a bare question word and little more ("when?", "why exactly?")."""
    return len(tokens(question)) <= _BARE_WORDS and not content_terms(question)


def _names(text: str) -> list[NameMention]:
    return [mention for mention in name_mentions(text) if mention.certain]


def _is_name_only(asked: str) -> bool:
    """Whether there is nothing but a name, also where only its place gives it a capital."""
    rest = _ABOUT.sub("", asked)
    names = " ".join(mention.text for mention in name_mentions(f"and {rest}") if mention.certain)
    return bool(names) and len(content_terms(rest)) <= len(content_terms(names))


def _with_other_name(name: str, last: Exchange) -> str:
    """The last question about `name` instead of the name it has."""
    before = _CONTEXT.sub("", last.standalone)
    others = _names(before)
    name = name.strip(" ?.!")
    if not others:
        return f"{name}? [{_topic(last.standalone)}]"
    old = others[-1]
    start = old.start
    if name.lower().startswith("the ") and before[:start].lower().endswith("the "):
        start -= len("the ")
    return f"{before[:start]}{name}{before[old.end :]}"


def _topic(standalone: str) -> str:
    """What the conversation is about: the question that opened it."""
    context = _CONTEXT.search(standalone)
    return (context[1] if context else standalone).strip(" ?")


def _person(last: Exchange) -> str | None:
    asked = frozenset(content_terms(last.standalone))
    mentions = [m for sentence in last.sentences for m in name_mentions(sentence)]
    persons = [m for m in mentions if m.kind in ("person", "")]
    about = [m.text for m in persons if not asked.isdisjoint(content_terms(m.text))]
    named = [m.text for m in persons if m.kind == "person"]
    in_question = [m.text for m in _names(last.standalone) if m.kind in ("person", "")]
    return next(iter([*about, *in_question, *named]), None)
