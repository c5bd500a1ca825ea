"""Whether a date in a sentence lies behind or ahead, told by the verbs around it.

Observed: "on Friday" in news is the Friday that was ("the court ruled on Friday") or the one that
comes ("the court will rule on Friday"), and the verb that governs the date is nearly always the
nearest one before it, or, where the date opens the sentence, the nearest one after it.

How it works: cues are found in the sentence. Ahead: will and its kind, "is due to", "agreed to",
"scheduled for", "ahead of", and verbs of timetables in the present ("starts", "takes effect").
Behind: regular and irregular past forms, and before the date "since", "after". The infinitive that
a cue governs belongs to it ("is expected to be held"), an infinitive alone points ahead when
nothing stands before it ("PM to visit flooded towns"). The nearest cue to the left decides,
else the nearest to the right.

Where it fails: nouns that look like verbs ("after a start on Monday"), participles before nouns
("the elected president"), the historic present of titles. Other languages have a short list of
auxiliaries and endings each, or none, and then no verdict.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Way = Literal["behind", "ahead"]


def _any(words: str) -> str:
    """An alternative of words; an underscore stands for white space."""
    return "(?:" + "|".join(words.split()).replace("_", r"\s+") + ")"


# Verb forms that a cue governs: "will probably be held", "to visit flooded towns"; not "to the".
_BETWEEN = r"(?:\s+(?:not|also|be|have|been|to|first|again|now|[a-z]+ly|[—–-]))*"
_VERB = r"(?!(?:the|a|an|his|her|its|their|our|my|your|this|that|these|those|any|all|no)\b)"
_GOVERNED = _BETWEEN + rf"\s+{_VERB}[a-z]+(?:\s+[a-z]+ed\b)?"
_MODAL = r"(?i:will|won['’]t|would|shall|should|must|could|might|may|can|cannot|\w+['’]ll)"
_PLANNED = _any(
    """due expected scheduled slated planned set billed poised supposed bound ready forecast
    projected predicted anticipated"""
)
_PLACE = r"(?:\s+(?:in|at|near|across|outside)(?:\s+the)?(?:\s+[A-Z][\w’'-]*)+)?"
_LIKELY = _any("likely about going")
_MEANT = _any(
    """agreed promise promises promised vow vows vowed pledge pledges
    pledged plan plans planned intend intends intended hope hopes hoped want wants wanted prepares
    prepared preparing invited urged asked ordered told"""
)
_TIMETABLE = _any(
    """begin begins open opens close closes resume resumes expire expires reopen reopens leave
    leaves sit sits arrive arrives starts ends runs meets holds returns travels faces flies hosts
    concludes goes heads votes launches departs kicks_off gets_under_way
    takes?_(?:place|effect) comes?_into_(?:force|effect)"""
)
_AHEAD = "|".join(
    (
        rf"{_MODAL}\b{_GOVERNED}",
        rf"(?:is|are|was|were|be|been)\s+(?:\w+\s+)?{_LIKELY}\s+to\b{_GOVERNED}",
        rf"{_PLANNED}{_PLACE}\s+(?:to\b{_GOVERNED}|for\b)",
        r"(?:announced|arranged|booked|called|fixed)(?:\s+\w+){0,4}?\s+for\b",
        rf"(?:is|are|was|were|has|have|needs?)\s+to\b(?!\s+blame){_GOVERNED}",
        rf"{_MEANT}(?:\s+\w+){{0,3}}?\s+to\b{_GOVERNED}",
        r"plan(?:s|ned|ning)?\s+for\b",
        r"ahead\s+of|in\s+the\s+run-?up\s+to|no\s+later\s+than",
        r"[Ii]f|[Uu]nless|upcoming|starting|effective",
        _TIMETABLE,
        r"(?:meet|hold|go|vote)\s+(?=on|in|next|this|again)",
    )
)
_IRREGULAR = _any(
    """agreed arose ate awoke became been began bent bet bid bore bought bound bred broke brought
    built burst came cast caught chose clung cost crept cut dealt decreed did drew drove dug fed
    fell felt fled flew forbade forgot fought found freed froze gave got grew guaranteed had held
    hid hit hung hurt kept knew laid lay led left lent let lost made meant met overcame overthrew
    paid put quit ran rang rode rose said sang sank saw sent shone shook shot showed shut slept slid
    sold sought spent spoke spread stole stood struck stuck swam swept swore swung taught thought
    threw told took tore understood underwent upheld was went were withdrew woke won wore wound
    wrote"""
)
_BEHIND = rf"{_IRREGULAR}|(?:\A[A-Z])?[a-z]{{2,}}(?<!e)ed|since|after|following"
_INFINITIVE = rf"to\s+(?:be\s+)?{_VERB}[a-z]+(?:\s+[a-z]+ed\b)?"
_COPULA = re.compile(r"\b(?:is|are)\s+(?:on\s+|until\s+)?\Z")  # "the final is on Friday"
_PREPOSITIONS = frozenset({"since", "after", "following"})  # say nothing of a date before them
_NO_VERBS = frozenset({"hundred", "sacred", "hatred", "kindred", "shed", "red", "bed"})
# Of other languages: auxiliaries, common irregular forms and endings; ahead first, then behind.
_OTHERS = {
    "de": (
        "wird|werden|werde|würde|würden|soll|sollen|will|wollen|muss|müssen|geplant|voraussichtlich",
        r"wurden?|hat|haben|hatten?|war|waren|sei|kam|kamen|ging|gab|[a-zäöüß]{3,}ten?",
    ),
    "es": (
        r"[a-zé]+r(?:á|án|emos|ía|ían)|(?:va|van)\s+a|prevé|prevén|previst[oa]s?|debe|deben|planea",
        r"[a-z]+(?:ó|aron|ieron|aba|aban)|dijo|fue|fueron|hizo|hubo|dio|vio|tuvo|ha|han|había|desde",
    ),
    "fr": (
        r"[a-zé]{2,}(?:era|eront|ira|iront|dra|dront)|aura|auront|doit|doivent|va|vont|prévue?s?",
        r"a|ont|avait|avaient|est|sont|était|étaient|fut|furent|a-t-il|a-t-elle|depuis",
    ),
    "it": (
        r"[a-z]+r(?:à|anno)|deve|devono|previst[oaie]|dovrebbe|dovrebbero",
        r"ha|hanno|aveva|avevano|è|sono|era|erano|fu|furono|[a-z]+(?:ò|arono|irono)|disse|dal",
    ),
    "nl": (
        "zal|zullen|zou|zouden|gaat|gaan|moet|moeten|wil|willen|gepland|verwacht",
        r"werd|werden|heeft|hebben|had|hadden|was|waren|zei|zeiden|kwam|kwamen|sinds",
    ),
    "pt": (
        r"[a-zê]+r(?:á|ão|ia|iam)|(?:vai|vão)|deve|devem|previst[oa]s?",
        r"[a-z]+(?:ou|aram|eram|iram|ava|avam|eu|iu)|disse|foi|foram|fez|teve|houve|desde",
    ),
    "ru": (
        "будет|будут|состоится|состоятся|пройдет|пройдёт|планирует|планируют|намерен|намерена|намерены"
        "|должен|должна|должны|запланирован[аоы]?|завтра",
        r"[а-яё]{2,}(?:л|ла|ло|ли)(?:с[ья])?",
    ),
    "ar": (r"سوف|من\s+المقرر|س[يتن]\w{2,}|يعتزم|تعتزم", r"كانت?|قالت?|أعلنت?|منذ"),
}


@lru_cache(maxsize=16)
def _cues(language: str) -> re.Pattern[str] | None:
    """Where a sentence of a language says which way; None for a language that is not known."""
    ahead, behind, infinitive = _AHEAD, _BEHIND, _INFINITIVE
    if language != "en":
        if language not in _OTHERS:
            return None
        (ahead, behind), infinitive = _OTHERS[language], "(?!)"
    kinds = f"(?P<ahead>{ahead})|(?P<infinitive>{infinitive})|(?P<behind>{behind})"
    return re.compile(rf"(?<![\w-])(?:{kinds})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Verbs:
    """The cues of one sentence in order, and what they say of dates between them."""

    sentence: str
    starts: list[int]
    ends: list[int]
    after: list[Way | None]  # of a date after so many cues
    before: list[Way | None]  # of a date before that cue and the following

    def way(self, start: int, end: int) -> Way | None:
        """Which way the date at `sentence[start:end]` lies; None where no verb tells."""
        if _COPULA.search(self.sentence, max(0, start - 12), start):
            return "ahead"
        nearest = self.after[bisect_right(self.ends, start)]
        return nearest or self.before[bisect_left(self.starts, end)]

    def agreed(self, start: int, end: int) -> Way | None:
        """As `way`, but None where a comma parts off a verb before, and the one after differs."""
        index = bisect_right(self.ends, start)
        after = self.before[bisect_left(self.starts, end)]
        if index and after and "," in self.sentence[self.ends[index - 1] : start]:
            return after if self.way(start, end) == after else None
        return self.way(start, end)


def read_verbs(sentence: str, language: str = "en") -> Verbs:
    """Find the cues of a sentence."""
    pattern = _cues(language)
    cues = list(pattern.finditer(sentence)) if pattern else []
    kinds = [_kind(cue) for cue in cues]
    after: list[Way | None] = [None]
    for kind in kinds:
        after.append(after[-1] if kind is None or kind == "infinitive" else kind)
    if "infinitive" in kinds:  # it points ahead where no verb stands before it
        first = kinds.index("infinitive") + 1
        after[first:] = [way or "ahead" for way in after[first:]]
    before: list[Way | None] = [None]
    for kind, cue in zip(reversed(kinds), reversed(cues), strict=True):
        if kind is None or kind == "infinitive" or cue["behind"] in _PREPOSITIONS:
            before.append(before[-1])
        else:
            before.append(kind)
    spans = [cue.span() for cue in cues]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Verbs(sentence, starts, ends, after, before[::-1])


def _kind(cue: re.Match[str]) -> Literal["behind", "ahead", "infinitive"] | None:
    if cue["ahead"]:
        return "ahead"
    if cue["infinitive"]:
        return "infinitive"
    return None if cue["behind"] in _NO_VERBS else "behind"
