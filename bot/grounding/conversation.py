"""Follow-up questions made standalone from the last exchange, without a model.

Observed: a follow-up points back with a pronoun ("who was with him?"), with "that", "it" or
"there" for what happened ("when was that?"), or leaves out what stays the same ("and the US?").
A question with names of its own and nothing that points back opens a new topic; so does one that
holds what its pronoun means: before it ("Which firm lost its chief?"), in an earlier sentence, or
after the introduction that it stands in ("In her talk, whom did Berg thank?").

How it works:
 - "he", "him", "she" become the person who is meant (see meant.py); where that is not sure, it is
   asked back, and a reply that gives a name (see taking_up.py) completes the question;
 - a question without a word to look for ("what did he say?", first of all) is asked back too;
 - a question that is only a name after "and" or "what about" is the last question with that name
   in the place of its own;
 - what the conversation is about, the question that opened it, is added in square brackets. Its
   words help to find and rank passages and weigh little (see question.CONTEXT); what was
   answered is not added, since an answer is told from what a question says already.

Where it fails: "they" for one of several groups; a follow-up that points back with a noun only
("and the price?"), which is asked as it stands; pronouns of other languages than English, which
are asked about where nothing else tells what to look for, and else not understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.claims import Asks, Exchange, Understood
from bot.grounding.meant import who_is_meant
from bot.grounding.question import names_nothing
from bot.grounding.taking_up import chosen
from bot.text.genders import PRONOUNS
from bot.text.lexicon import is_trade
from bot.text.names import NameMention, name_mentions
from bot.text.words import content_terms, is_stop, tokens

_LEAD = re.compile(r"^\s*(?:and|but|so|also|ok|okay|then)\b[\s,]*(?!or\b)", re.IGNORECASE)
_ABOUT = re.compile(r"^\s*(?:(?:what|how)\s+about|same\s+for)\s+", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|him|his|she|hers?)\b(?!['’][^s\W])", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:his|hers)\b|\bher\b(?=\s+(?!(?:and|or|for|in|on|at|to|with|about)\b)\w)", re.I
)
_POINTED = re.compile(r"\b(?:he|him|she|her|they|them|it|this|that|these|those|there)\b", re.I)
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
_INTRODUCTION = re.compile(
    r"\s*(?:before|after|when|while|as|in|on|at|with|without|during|despite|since|until|for|by|from"
    r"|following|according)"
    r"\b[^,]*,",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!:]\s+")
_SUBJECT_ASKED_FOR = re.compile(  # "which firm lost", not "which is"
    r"\b(?:which|what)\s+(?!(?:is|are|was|were)\b)\w(?P<rest>.*\s\w+\s+.*)", re.IGNORECASE
)
_INVERTED = re.compile(
    r"\b(?:do|does|did)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might)\s*$",
    re.IGNORECASE,
)
_TELLING = 3  # content words that tell what a pronoun behind them means
_CONTEXT = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
_BARE_WORDS = 2  # a question of no more content words and no name says too little alone


def understood(question: str, thread: Sequence[Exchange]) -> Understood:
    """Put `question` in words that need no conversation; `thread` is oldest first.

    Where it cannot be told whom or what it is about, that is to be asked back. The question is
    then the one that waits for a name, and the next one of the thread may give it.
    """
    told = [exchange for exchange in thread if not exchange.asks]
    waiting = thread[-1] if thread else None
    if waiting and waiting.asks:
        name = chosen(question, waiting.asks.names)
        if name:
            return Understood(_with_name(waiting.standalone, name, told))
        if name == "":
            return Understood(waiting.standalone, Asks())
    return _understood(question, told)


def _understood(question: str, told: Sequence[Exchange]) -> Understood:
    follows = bool(told) and _follows(question)
    asked = _LEAD.sub("", question).strip() if follows else question
    if follows and _is_name_only(asked):
        return Understood(_with_other_name(_ABOUT.sub("", asked), told[-1]))
    pronoun = _of_nobody(asked)
    if pronoun and (follows or _opens_with(pronoun, asked)):
        meant = who_is_meant(PRONOUNS[pronoun[0].lower()], told) if told else Asks()
        if isinstance(meant, Asks):
            return Understood(question, meant)
        asked = _named(asked, meant) if meant else asked
    text = _with_topic(asked, told[-1]) if follows else question
    return Understood(text, Asks() if names_nothing(text) else None)


def _of_nobody(asked: str) -> re.Match[str] | None:
    """The first "he" or "she" of a question, where nobody stands before whom it could mean."""
    pronoun = None if _points_forward(asked) else _PERSON.search(asked)
    before = asked[: pronoun.start()] if pronoun else ""
    somebody = any(is_trade(token.text) for token in tokens(before))
    return None if somebody or _has_antecedent(before) else pronoun


def _has_antecedent(before: str) -> bool:
    """Whether what a question says before a pronoun holds what it means ("Which firm ... its")."""
    *earlier, clause = _SENTENCE_END.split(before)
    if any(len(content_terms(sentence)) >= _TELLING for sentence in earlier):
        return True
    asks = _SUBJECT_ASKED_FOR.search(clause)
    own_subject = asks is not None and not _INVERTED.search(asks["rest"])
    telling = len(content_terms(clause)) > (1 if _is_statement(clause) else _TELLING)
    return own_subject or telling or bool(_names(before))


def _is_statement(clause: str) -> bool:
    """Whether it opens with a word that says what it is about ("Orvale announced that it ...")."""
    first = next(iter(tokens(clause)), None)
    return first is not None and first.text.istitle() and not is_stop(first.text)


def _points_forward(question: str) -> bool:
    """Whether a name follows the introduction of a pronoun ("In his talk, Berg ...")."""
    introduction = _INTRODUCTION.match(question)
    return bool(
        introduction and _POINTS.search(introduction[0]) and _names(question[introduction.end() :])
    )


def _opens_with(pronoun: re.Match[str], asked: str) -> bool:
    """Whether nothing stands before a pronoun that tells what the question is about."""
    return not content_terms(asked[: pronoun.start()])


def _named(asked: str, name: str) -> str:
    """The question with `name` for the first "he" or "she", and for what else means the same.

    An object of the same kind is somebody else: "did she thank her?"
    """
    kind = ""

    def named(pronoun: re.Match[str]) -> str:
        nonlocal kind
        own = _OWN.match(asked, pronoun.start())
        first, kind = kind == "", kind or PRONOUNS[pronoun[0].lower()]
        same = PRONOUNS[pronoun[0].lower()] == kind and (first or own or pronoun[0].lower() == kind)
        return (f"{name}'s" if own else name) if same else pronoun[0]

    return _PERSON.sub(named, asked)


def _with_name(waiting: str, name: str, told: Sequence[Exchange]) -> str:
    """The question that waited for a name, completed by it."""
    asked = _LEAD.sub("", waiting).strip()
    if _of_nobody(asked):
        asked = _named(asked, name)
    elif pointed := _POINTED.search(asked):
        asked = f"{asked[: pointed.start()]}{name}{asked[pointed.end() :]}"
    else:
        asked = f"{asked} {name}"
    follows = bool(told) and _follows(waiting)
    return _with_topic(asked, told[-1]) if follows else f"{asked[:1].upper()}{asked[1:]}"


def _with_topic(asked: str, last: Exchange) -> str:
    return f"{asked[:1].upper()}{asked[1:]} [{_topic(last.standalone)}]"


def _follows(question: str) -> bool:
    if not tokens(_LEAD.sub("", question)) or _points_forward(question):
        return False
    if _LEAD.match(question) or _ABOUT.match(question):
        return True
    points = _POINTS.search(question)
    if points is not None:
        about = "about" in points[0].lower()
        return about or not _has_antecedent(question[: points.start()])
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
    before = without_context(last.standalone)
    others = _names(before)
    name = name.strip(" ?.!")
    if not others:
        return f"{name}? [{_topic(last.standalone)}]"
    old = others[-1]
    start = old.start
    if name.lower().startswith("the ") and before[:start].lower().endswith("the "):
        start -= len("the ")
    return f"{before[:start]}{name}{before[old.end :]}"


def without_context(standalone: str) -> str:
    """A standalone question without what it carries of its conversation."""
    return _CONTEXT.sub("", standalone)


def _topic(standalone: str) -> str:
    """What the conversation is about: the question that opened it."""
    context = _CONTEXT.search(standalone)
    return (context[1] if context else standalone).strip(" ?")
