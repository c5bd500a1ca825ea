"""The closed classes of English words that checks turn on, folded.

They are the lists of a grammar: negations, modal verbs, pairs of opposite particles, verbs of
saying, pronouns, the calendar, number words. Whatever is open (nouns, verbs, adjectives and their
opposites) is WordNet's business.
"""

from bot.text.words import fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


NEGATIONS = _listed(
    "not never no nobody none nothing neither nor without cannot hardly scarcely barely nowhere"
)
# Verbs that deny what follows them.
DENIALS = _listed(
    """
    fail fails failed failing refuse refuses refused unable deny denies denied lack lacks lacked
    avoid avoids avoided prevent prevents prevented reject rejects rejected stop stops stopped ban
    banned bans missing decline declines declined neglected
    """
)
# What a modal makes of its verb; "to" and "able" leave open whether it happened.
MODALS = {
    word: sort
    for sort, words in {
        "possible": "may might could possibly perhaps maybe likely unlikely potentially probably",
        "future": "will would shall plans plan planned planning expected expects",
        "alleged": "allegedly reportedly alleged suspected apparently purportedly",
        "must": "must should ought",
        "able": "can able",
        "wish": "hopes hope hoped wants want wanted intends intended threatened promised",
        "to": "to set due going",
    }.items()
    for word in _listed(words)
}
HEDGES = frozenset(("possible", "alleged", "wish", "future", "must"))
OPPOSITES = frozenset(
    _listed(pair.replace("/", " "))
    for pair in (
        *("more/less", "more/fewer", "most/least", "over/under", "above/below", "before/after"),
        *("up/down", "in/out", "on/off", "with/without", "for/against", "first/last"),
        *("all/none", "all/some", "always/never", "every/no", "inside/outside"),
    )
)
# What makes a statement wider (all of them) or narrower (only they) than one without it.
SWEEPING = (
    _listed("all every each everyone everybody everything everywhere always"),
    _listed("only solely exclusively merely alone"),
)
SPEECH = _listed(
    """
    say says said saying tell tells told telling according reports reported reporting claims claimed
    claiming announces announced announcing adds added adding alleges alleged argues argued argue
    believes believed believe warns warned warning suggests suggested insists insisted states stated
    denies denied admits admitted explains explained tweeted thinks thought estimates estimated
    confirms confirmed reveals revealed accuses accused declares declared predicts predicted
    """
)
SPEECH_NOUNS = _listed(
    "statement claim claims allegation allegations assertion announcement accusation report reports"
)
BE = _listed("is are was were be been being")
CLAUSE_OPENERS = _listed("who which where whom whose while although though because when since if")
DETERMINERS = _listed("a an the this that these those his her its their our my no")
AUXILIARIES = _listed(
    """
    is are was were be been has have had do does did will would can could may might must shall
    should also then now not already still
    """
)
GENDERS = dict.fromkeys(_listed("he him his himself"), "m") | dict.fromkeys(
    _listed("she her hers herself"), "f"
)
PERSONAL = _listed("he she they it him her them his their its i we")
OF_PERSONS = _listed("he she him her his hers")
OPENING_PRONOUNS = _listed("he she they them it")
BEFORE_VERBS = _listed(
    "to will would could can may might should must not he she they it we i who which"
)
WEEKDAYS = _listed("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _listed(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sept sep oct nov dec
    """
)
NEARBY_DAYS = _listed("today yesterday tomorrow tonight")
NUMBER_WORDS = _listed(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen half first second third fourth fifth sixth seventh eighth ninth
    tenth once twice
    """
)
