"""What a pronoun that opens a sentence means: the subject of the sentence before it, if clear.

Observed: in news, "He" and "She" at the head of a sentence nearly always mean the one person that
the sentence before is about, and "It" its subject.

How it works: only a first word is resolved, and only against the sentence right before it.
 - he, she, his, her: that sentence opens with a person's name, titles and a trade before it
   allowed, and names no other person;
 - it, its: that sentence opens with a name, or with "the" and up to five words, right before a
   form of be, have or a modal verb.
Otherwise nothing is resolved, and the sentence is not shown. The result is verified like any other
claim, against both sentences.

Where it fails: "It" for the object or for all that was said; a name that reads like a person's
and is none.
"""

from __future__ import annotations

import re

from bot.grounding.standing import opens_with_pronoun
from bot.text.names import NameMention, name_mentions

_SUBJECT = re.compile(
    r"(?P<subject>(?:The\s+(?:[a-z][\w-]*\s+){1,4}?|(?:The\s+)?(?:[^\W\d_a-z][\w.’'-]*\s+){1,4}?))"
    r"(?:is|was|has|had|will|would|can|could|may|might|became|began)\b"
)
_MOST_BEFORE = 4  # words of a title or trade before a person's name


def resolved(sentence: str, before: str) -> str | None:
    """`sentence` with its opening pronoun replaced by what it means; None where that is unclear."""
    pronoun = opens_with_pronoun(sentence)
    if pronoun is None or opens_with_pronoun(before):
        return None
    word = pronoun[0].lower()
    if word in ("he", "she", "his", "her"):
        meant = _person(before)
    elif word in ("it", "its"):
        meant = _thing(before)
    else:
        return None
    if meant is None:
        return None
    own = "’s" if word in ("his", "her", "its") else ""
    return f"{meant}{own}{sentence[pronoun.end() :]}"


def _person(before: str) -> str | None:
    mentions = [m for m in name_mentions(before) if m.kind in ("person", "")]
    persons = [m for m in mentions if m.kind == "person" or " " in m.text]
    if len(persons) != 1 or not _is_subject(persons[0], before):
        return None
    return persons[0].text


def _is_subject(mention: NameMention, before: str) -> bool:
    opens = before[: mention.start]
    after = before[mention.end :]
    return (
        len(opens.split()) <= _MOST_BEFORE
        and not re.search(r"[,;:\"“]|\b(?:of|for|with|by|to|in|and|told|said)\b", opens)
        and not re.match(r"['’]|\s+(?:and|or|&)\b", after)
    )


def _thing(before: str) -> str | None:
    subject = _SUBJECT.match(before)
    return subject["subject"].strip() if subject else None
