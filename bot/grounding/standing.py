"""Whether a stored sentence can stand alone, without the sentences around it.

Observed: read out of its article, a sentence misleads or says nothing where its subject is a
pronoun ("He resigned"), where it answers or contrasts with the one before ("But that changed",
"The latter declined", "Both men agreed"), where somebody unnamed speaks ("I am proud."), or where
it is no report at all: a question, a title, a call to the reader ("Sign up for ...").

How it works, on the words outside quotation marks unless said otherwise:
 - a connective or a pointing word that opens the sentence leans on the one before it;
 - the first personal pronoun needs something before it in the sentence to point to: a name, or
   for "it" and "they" a noun with an article or a plural;
 - a pronoun in an introduction ("As it nears Oslo, the ferry slows.") may point forward;
 - "it" as a mere filler ("It is unclear whether") stands, where "that" opens a clause;
 - a pronoun after a preposition does not mean the subject of its own clause, and one after a
   participle ("Playing in Oslo, their sets ...") means who does that, who is not named;
 - where "this", "these" or "such" with a noun are a clause's subject, they need that noun before;
 - a sentence needs a verb and a subject, and an end to the bracket that it opens; a label glued to
   it or the mark of a list's item show that it was torn out of something else;
 - a quotation without a verb, beside which nothing is told, says it of what was named before;
 - speech alone needs its speaker: some word outside the quotation marks;
 - "I" and "we" need a named speaker outside the quotation marks that they stand in;
 - what speaks to its reader or is a trick is no report (see reporting).

Where it fails: nouns that point back ("the company", "the plan") are taken to stand; a pronoun
with two possible antecedents is taken to be clear; in other languages than English only
questions, titles and fragments are told.
"""

from __future__ import annotations

import re

from bot.text.irregular import irregular_forms
from bot.text.lexicon import TIMES, VERBS, base_forms, categories, senses_by_part
from bot.text.quotations import is_speech
from bot.text.reporting import addresses, is_report
from bot.text.saying import SAYS
from bot.text.words import content_terms, is_stop

FEWEST_WORDS = 4


_TORN = re.compile(  # a label's glue, a list's mark or label, the rest of a line
    r"[a-z]:(?=[A-Z][a-z])|^\W*(?:\d+\W+)?[a-z]\)|^\W*\w+\s(?:year|month|week|day)s?\sago:"
    r"|^[a-z]+\s"
)
_OPENING = " \t\"'“”‘’([—–-"
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_SPAN_OF_TIME = (
    r"(?:year|month|week|season|morning|evening|afternoon|summer|winter|spring|autumn"
    r"|fall|weekend|century|decade)\b"
)
_RELATION = (
    r"(?:(?:(?:most|some|many|all|one|part|much|each|both|none|because|out|instead)\s+)?of|in|at|on"
    r"|by|with|from|for|(?:(?:according|due|thanks|prior|contrary)\s+)?to|under|after|before|during"
    r"|despite|since|until|without|like|unlike|given|among|amid|through|within|about|against|over)"
)
_LEANS = re.compile(
    r"(?:and|but|or|nor|yet|so|plus|because|which|who|whose|otherwise|such|instead|likewise"
    r"|similarly|however|specifically)\b(?!\s+far\b)"
    r"|(?:also|too|then|still|besides|meanwhile|afterwards?|later|earlier|before|after|since)\s*,"
    r"|(?:if|in)\s+(?:so|not|that case|turn)\s*,"
    rf"|(?:this|these|those)\b"
    rf"(?!\s+{_SPAN_OF_TIME}|\s+\w+,\s+(?:the\b|an?\b|(?-i:[A-Z])))"
    rf"|{_RELATION}\s+(?:this|these|those)\b(?!\s+{_SPAN_OF_TIME})"
    rf"|(?:{_RELATION}\s+)?that\b(?!\s+{_SPAN_OF_TIME})"
    rf"|(?:when|while|as|if|although|though)\s+(?:this|these|those)\b(?!\s+{_SPAN_OF_TIME})"
    rf"|(?:{_RELATION}\s+)?(?:the\s+)?(?:latter|same|aforementioned)\b"
    r"|at\s+(?:the|that)\s+(?:time|point)\b(?!\s+of\b)"
    r"|\(?\d+\)|the\s+(?:\w+\s+)?\w+\s+(?:comes?|came|follow(?:s|ed))\b(?=\s+(?:\w+\s+){0,3}(?:after|as|amid|when|on"
    r"|days|weeks|months|hours|years|a|an|the)\b)"
    r"|the\s+(?:result|outcome|consequence|reason|answer|same|ones?)\b(?!\s+(?:of|for|to|in|why)\b)"
    r"|it\s+(?:is|was)\s+(?:here|there|then)\b"
    r"|(?:other\s+(?!than\b)|examples?\s+(?:of\s+(?:this|these|such)|are|is|includes?)\b|the\s+next\b)"
    r"|the\s+rest\b|one\s+(?:example|reason|result|consequence|way|problem)\b"
    r"|\w+\s+other\s+\w+s\b"
    r"|all\s+(?:the\s+)?(?:two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|the\s+(?:former\s+(?:is|was|has|had|will)|pair|duo|trio|two|three|couple|others?)\b"
    r"|(?:both|neither|either|all|most|many|some|several|none|one|another|others)\s*"
    r"(?:of\s+(?:them|these|those|which|whom)\b|of\s+the\s+(?:two|three|men|women)\b"
    r"|(?:men|women|sides|parties|countries|teams|were|was|are|is|have|had|has|will|did|said)\b)"
    r"|(?:one|another|an?|the)\s+\w+\s+of\s+(?:this|these|that|them)\b"
    r"|another\s+(?:\w+\s+)?\w+\s+(?:is|are|was|were|lies|lay|comes|came)\b"
    r"|in\s+the\s+(?:following|ensuing|subsequent|preceding|intervening)\b"
    r"|there\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:more|others?|another)\b(?!\s+than\b)"
    r"|not\s+(?!all\b|every|only\b|since\b|until\b|an?\b|one\b|many\b|much\b|far\b|even\b)"
    rf"|(?:{_RELATION}|while|when|as|if|although|though)\s[^,“\"]*(?:,[^,“\"]*){{0,3}},\s"
    r"(?:this|these|those)\s(?:is|are|was|were)\b"
    r"|here\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:and|but)\s+(?!not\b|even\b|also\b|then\b|so\b|yet\b)"
    r"|(?:thus|hence|therefore|consequently)\s+"
    r"|(?:and|but|also|then|still|yet|besides|meanwhile|however|nevertheless|nonetheless|moreover"
    r"|furthermore|additionally|in particular|consequently|accordingly|conversely|similarly"
    r"|likewise|thus|therefore|hence"
    r"|instead|for example|for instance|in addition|in contrast|by contrast|as a result|in turn"
    r"|in fact|in other words|on the other hand|at the same time|above all|in response|in return"
    rf"|(?:(?:during|in|on|by|over|throughout)\s+)?(?:(?:that|this|the)\s+same|that)"
    rf"\s+{_SPAN_OF_TIME}|(?:during|in|over|throughout|at|around|by)\s+(?:this|that|the\s+same)"
    r"\s+(?:time|period|era|stage|point)"
    r"|(?:since|before|after|by|until)\s+then|at\s+(?:that|the)\s+(?:time|point)"
    r")\s*,\s*)"
    r"(?=[\w$£€])",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?=[hist])"  # of most words the first letter is enough to see
    r"(?:(?P<person>he|she|him|himself|herself)|(?P<possessive>his|her|hers|their|theirs|its)"
    r"|(?P<thing>they|them|themselves|it|itself))\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"it(?:['’]s|\s+(?:is|was|has|had|will|would|may|might|could|seems|seemed|appears|appeared"
    r"|remains|remained|emerged|turns out|turned out))\b"
    r"(?!\s+one\s+of\b|\s+an?\s+(?:\w+\s+){1,2}that\s+(?:\w+ly\s+)?(?:is|was|has|had|will|would|can"
    r"|could|may|might|must|should|does|did)\b)(?=[^.;,]*"
    r"(?:(?<!\bfor)(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bby)(?<!\bwith)(?<!\bfrom)"
    r"\s+that|\b(?:whether|how|why|who))\b)"
    r"|it\s+(?:takes|took)\b(?=[^.;,]*\bto\b)",
    re.IGNORECASE,
)
_POINTING = re.compile(
    rf"\b(?:this|these|such)\b(?!\s+(?:as|an?|{_SPAN_OF_TIME}|(?:time|days?|point|past|coming|early|late)\b"
    r"|\w+day))(?P<meant>(?:\s+\w+){0,2})",
    re.IGNORECASE,
)
_SUBJECT_BEGINS = re.compile(
    r"(?:^[^,]+,\s+|\bthat\s+|\b(?:some|many|most|one|all|any|each|examples|several|both)\s+of\s+)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\W*(?!according|following|regarding|including|during|considering)\w+ing\b.*,\s+",
    re.IGNORECASE,
)
_AS_OBJECT = re.compile(
    r"^[^,;:]*\b(?:into|of|for|with|to|from|by|on|at|about|over|under|against)\s+$", re.IGNORECASE
)
_SUBJECTLESS = re.compile(r"[A-Z]\w+ed\s+[^,]*$")
_SMALL_WORD = re.compile(r"(?<!\ba )(?<!\ban )(?<!\bA )(?<!\bAn )\b[a-z][a-z'’]+")
_AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "did", "does", "do"}
) | {"will", "would", "can", "could", "may", "might", "must", "should", "shall", "isn't", "isn’t"}
_INTRODUCED = re.compile(
    r"[\s\"'“”‘’(\[—–-]*"
    r"(?:(?:in|on|at|by|during|after|before|since|until|from|for|last|this|next|earlier|later|early"
    r"|late|yesterday|today|now|then|once|afterwards|soon|also)\b[^,;:“\"]{0,50},?\s+)?",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r"^[^,]*,\s+$")
_SUBORDINATE = re.compile(
    r"\W*(?:after|when|as|while|although|though|if|because|since|before|once)\b", re.IGNORECASE
)
_INTRODUCTION = re.compile(
    r"(?:as|when|while|after|before|although|though|since|once|if|until|despite|in|on|at|with|for"
    r"|during|by|from|\w+ing)\b[^,]*,\s+(?:the\s+\w|an?\s+\w|(?-i:[^\W\d_a-z]))",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b(?!\.)")
_SPEAKS = re.compile(
    r"(?<=[,.!?…][”\"]\s)(?:he|she|it|they)\b(?=\s+(?:\w+ly\s+|also\s+|has\s+|had\s+)?"
    r"(?:said|says|added|told|wrote|writes|announced|explained|argued|warned|noted|insisted|posted"
    r"|tweeted|asked|recalled|replied|continued)\b)"
)
_NUMBERED = re.compile(
    r"(?:[A-Z]\w*|class|type|phase|part|stage|grade|level|category|group|tier)\s$"
)
_NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][\w’'.-]*\w")
_NEXT_NOUN = re.compile(r" ([a-z]+)")
_ARTICLE_NOUN = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+[a-z]\w+")
_NOUN = re.compile(
    r"\b(?:the|an?|his|her|its|their|former|\d+)\s+\w+|\w['’]s\s+\w+|\w{2}s\b"
    r"|\b(?:people|men|women|children|police)\b",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"\w['’](?:s|re|m|ve|ll|d|t)\b")
_FREE_WORD = re.compile(r"(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bmy )(?<!\bour )\b[^\W\d_]+")
_ONLY_QUOTES = re.compile(
    rf"[“\"](?P<said>[^“”\"]+)[,!…][”\"]\s(?:[\w’'.-]+\s){{0,6}}?{SAYS}\b[^“”\"]{{0,60}}"
)
_CLOSED = re.compile(r"[.!…。！।؟](?:[\s\"'”’»)\]]|\[[\w ]+\])*$")


def speaking_pronoun(sentence: str) -> re.Match[str] | None:
    """The pronoun behind a quotation that tells who speaks in it ("...," she said), if one does."""
    return _SPEAKS.search(sentence)


def subject_pronoun(sentence: str) -> re.Match[str] | None:
    """The third-person pronoun that opens the sentence or follows its introduction, if one does."""
    match = _PRONOUN.search(sentence)
    if match is None or _FILLER.match(sentence, match.start()):
        return None
    return match if _INTRODUCED.fullmatch(sentence, 0, match.start()) else None


def stands_alone(sentence: str, language: str = "en") -> bool:
    """Whether a reader understands `sentence` rightly without its neighbours."""
    return _is_statement(sentence, language) and (language != "en" or not _needs_another(sentence))


def stands_after_another(sentence: str) -> bool:
    """Whether an English sentence is understood once the one before it is read.

    What a pronoun means that is its subject, or that speaks, has to stand in that one (see
    antecedent).
    """
    return _is_statement(sentence, "en", named_before=speaking_pronoun(sentence) is not None)


def _is_statement(sentence: str, language: str, named_before: bool = False) -> bool:
    """Whether it is a whole sentence that reports, and nobody who is not named speaks in it.

    `named_before` says that who speaks in its quotation is named in the sentence before.
    """
    if len(sentence.split()) < FEWEST_WORDS and sentence.isascii():
        return False
    if not _CLOSED.search(sentence) or sentence.rstrip("”\"'’ ").endswith("?"):
        return False
    if sentence.count("(") > sentence.count(")") or _TORN.search(sentence):
        return False
    if is_speech(sentence) or not is_report(sentence, language):
        return False
    if language != "en":
        return True
    bare = unquoted(sentence)
    unsaid = _first_person(bare) if named_before else _unnamed_speaker(sentence, bare)
    return not (unsaid or addresses(bare) or _is_fragment(sentence))


def _needs_another(sentence: str) -> bool:
    bare = unquoted(sentence)
    return (
        _leans(sentence)
        or _unresolved(bare) is not None
        or _points_outside(bare)
        or _quotes_fragment(sentence)
    )


def _quotes_fragment(sentence: str) -> bool:
    """Whether all that is told is a quotation without a verb ("A win for the port," Berg said)."""
    found = _ONLY_QUOTES.fullmatch(sentence)
    return found is not None and not (
        _CONTRACTED.search(found["said"])
        or any(map(_is_mostly_verb, _FREE_WORD.findall(found["said"].lower())))
    )


def _is_mostly_verb(word: str) -> bool:
    used = senses_by_part(word)
    may_be = word in _AUXILIARIES or (word in irregular_forms() and used["v"] > used["a"])
    return may_be or (used["v"] > used["a"] and used["v"] >= used["n"])


def _is_fragment(sentence: str) -> bool:
    """Whether a sentence has no verb, or nobody who does what its first word tells."""
    if _SUBJECTLESS.match(sentence):
        return True
    return not any(_may_be_finite(word) for word in _SMALL_WORD.findall(sentence))


def _may_be_finite(word: str) -> bool:
    if word in _AUXILIARIES:
        return True
    used = senses_by_part(word)
    if word.endswith(("ed", "s")):
        return used["v"] > 0
    if word in irregular_forms():
        return used["v"] > used["a"]
    return used["v"] > used["n"] + used["a"]


def unquoted(sentence: str) -> str:
    """The sentence with blanks in place of what it quotes, so that offsets stay."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), sentence)


def without_lead_in(sentence: str) -> str:
    """Leave out the connective that opens `sentence` ("However, ..."), if there is one.

    What it states stays the same; conditions ("otherwise", "in that case") are no connectives.
    """
    match = _LEAD_IN.match(sentence)
    if match is None:
        return sentence
    rest = sentence[match.end() :]
    return rest[0].upper() + rest[1:]


def _leans(sentence: str) -> bool:
    return _LEANS.match(sentence.lstrip(_OPENING)) is not None


def _points_outside(bare: str) -> bool:
    """Whether a clause's subject is "this", "these" or "such" a thing that was not named before."""
    for match in _POINTING.finditer(bare):
        before = bare[: match.start()]
        meant = content_terms(match["meant"])
        if not _SUBJECT_BEGINS.search(before) or not meant:
            continue
        if not frozenset(meant).intersection(content_terms(before)):
            return True
    return False


def _unresolved(bare: str) -> re.Match[str] | None:
    """The first personal pronoun, if nothing in the sentence could be what it means."""
    pronoun = _PRONOUN.search(bare)
    if pronoun is None or _FILLER.match(bare, pronoun.start()):
        return None
    return None if _points_back(pronoun, bare) or _points_forward(pronoun, bare) else pronoun


def _points_forward(pronoun: re.Match[str], bare: str) -> bool:
    before = bare[: pronoun.start()]
    if not before.strip(_OPENING) or "," in before:
        return False
    return _INTRODUCTION.match(bare.lstrip(_OPENING)) is not None


def _points_back(pronoun: re.Match[str], bare: str) -> bool:
    before = bare[: pronoun.start()]
    if _PARTICIPLE.fullmatch(before) or (_AS_OBJECT.search(before) and not _two_named(before)):
        return False
    if pronoun["person"]:
        return any(not goes_with_noun(before, match.end()) for match in _named(before))
    if _named(before):
        return True
    if pronoun["possessive"] and before.strip(_OPENING):
        return bool(_NOUN.search(before))
    if _AFTER_COMMA.search(before) and not _SUBORDINATE.match(bare):
        return False
    return bool(_NOUN.search(before)) or _opens_with_noun(before)


def _two_named(before: str) -> bool:
    """Whether more than a subject stands there, which its own clause cannot point back to."""
    return len(_named(before)) + len(_ARTICLE_NOUN.findall(before)) > 1


def _opens_with_noun(before: str) -> bool:
    """Whether a noun without an article is the subject ("Unemployment harms since it ...")."""
    words = before.strip(_OPENING).split()
    if len(words) < 2 or is_stop(words[0]) or words[0].endswith("ing"):
        return False
    return base_forms(words[0]) == {words[0].lower()} and not VERBS.issuperset(categories(words[0]))


def _names(text: str) -> bool:
    """Whether a capitalised word stands in `text` that is no function word, month or weekday."""
    return bool(_named(text))


def goes_with_noun(text: str, end: int) -> bool:
    """Whether the name that ends at `end` goes with the noun after it ("an Afghan university")."""
    noun = _NEXT_NOUN.match(text, end)
    if noun is None or is_stop(noun[1]):
        return False
    used = senses_by_part(noun[1])
    return used["n"] > used["v"]


def _named(text: str) -> list[re.Match[str]]:
    """The capitalised words of `text` that are no function words, months or weekdays.

    The first word of a sentence has its capital for nothing, unless no dictionary knows it; one
    behind what the sentence quotes has not.
    """
    opening = -1 if text.startswith(" ") else len(text) - len(text.lstrip(_OPENING))
    return [
        match
        for match in _NAME.finditer(text)
        if not is_stop(match[0])
        and TIMES not in categories(match[0])
        and (match.start() > opening or not base_forms(match[0]))
    ]


def _unnamed_speaker(sentence: str, bare: str) -> bool:
    """Whether "I" or "we" speak and nobody outside the quotation marks is named."""
    return _first_person(bare) or (_first_person(sentence) and not _names(bare))


def _first_person(text: str) -> bool:
    """Whether "I" (no numeral: those follow a capital or "class") or "we" stands in `text`."""
    return any(
        match[0] != "I" or not _NUMBERED.search(text, max(0, match.start() - 20), match.start())
        for match in _SPEAKER.finditer(text)
    )
