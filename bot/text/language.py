"""Which language a text is written in, as a two-letter code.

Observed: the statistical classifier (py3langid) takes 0.14 s and 123 MB to load, which a question
must not wait for, and nearly every article of a feed is in a language that its script or its
function words give away.

How it works. Scripts that one language (nearly) has to itself decide at once; within Cyrillic and
Arabic script, letters that only one language uses. Latin text is decided by votes of function
words: each word counts for the languages that list it, the fewer the more. A decided lead over a
long enough text stands; otherwise a text goes to py3langid, and a question gets the best guess.

Where it fails: short questions of names only ("Putin Kim?") are taken for the default; a language
without a list of function words that is close to one with (Galician, Afrikaans) needs the
classifier to be told apart.
"""

import re
from collections import defaultdict
from functools import lru_cache

from bot.text.words import stop_words, tokens

_SAMPLE = 2_000  # characters; more does not change the decision
_CLEAR_SHARE = 0.3  # of the words of running text are function words of its language
_CLEAR_LEAD = 2.0  # times the votes of the runner-up
_CLEAR_WORDS = 12  # fewer words than this are left to the classifier

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),  # before Han: Japanese mixes both
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
    ("km", re.compile("[\u1780-\u17ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
)
# Letters that a neighbour in the same script does not have.
_OWN_LETTERS = {
    "ru": (
        ("be", "ў"),
        ("uk", "іїєґ"),
        ("sr", "ђћџљњј"),
        ("kk", "әғқңөұү"),
    ),
    "ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
}

_ELIDED = re.compile(r"\b(?:qu|[djln])['’](?=[aeéèêiouyh])", re.IGNORECASE)  # qu'a, d'une


def guess_language(text: str, default: str = "en") -> str:
    """The likely language of a short text or question, without the classifier; cheap."""
    sample = text[:_SAMPLE]
    by_script = _by_script(sample)
    if by_script:
        return by_script
    votes = _votes(sample, _words(sample))
    return votes[0][0] if votes else default


def detect_language(text: str, default: str = "en") -> str:
    """The language of a text; `default` when it has no letters. Loads py3langid only if unclear."""
    sample = text[:_SAMPLE]
    by_script = _by_script(sample)
    if by_script:
        return by_script
    return _clear_winner(sample) or _classified(sample) or default


def _by_script(sample: str) -> str | None:
    """The language that a script other than Latin points to, if that script prevails."""
    if sample.isascii():
        return None
    letters = sum(map(str.isalpha, sample))
    for language, pattern in _SCRIPTS:
        count = len(pattern.findall(sample))
        if count * (5 if language == "ja" else 2) > letters:
            return _by_letters(sample, language)
    return None


def _by_letters(sample: str, language: str) -> str:
    """The language whose own letters make up at least one in a hundred characters."""
    for other, letters in _OWN_LETTERS.get(language, ()):
        if sum(char in letters for char in sample.lower()) * 100 >= len(sample):
            return other
    return language


def _words(sample: str) -> list[str]:
    return [token.text for token in tokens(sample.lower() if sample.isupper() else sample)]


def _votes(sample: str, words: list[str]) -> list[tuple[str, float]]:
    """Votes of the function words, most first; a word that several languages list is shared.

    Capitalised ones do not count: Kim is "who" in Turkish.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    for _ in _ELIDED.finditer(sample):
        votes["fr"] += 1.0
    for word in words:
        languages = _listing().get(word, ())
        for language in languages:
            votes[language] += 1 / len(languages)
    return sorted(votes.items(), key=lambda vote: -vote[1])


@lru_cache(maxsize=1)
def _listing() -> dict[str, tuple[str, ...]]:
    """The languages that list each function word."""
    listing: dict[str, tuple[str, ...]] = {}
    for language, words in stop_words().items():
        for word in words:
            listing[word] = (*listing.get(word, ()), language)
    return listing


def _clear_winner(sample: str) -> str | None:
    """The language that leads by far and whose function words make up enough of the text."""
    words = _words(sample)
    ranked = _votes(sample, words)
    if len(words) < _CLEAR_WORDS or not ranked:
        return None
    (language, most), (_, runner_up) = (*ranked, ("", 0.0))[:2]
    listed = sum(language in _listing().get(word.lower(), ()) for word in words)
    clear = most > _CLEAR_LEAD * runner_up and listed > _CLEAR_SHARE * len(words)
    return language if clear else None


def _classified(sample: str) -> str | None:
    """What py3langid says; nothing for a text without letters, where it would make one up."""
    if not any(map(str.isalpha, sample)):
        return None
    import py3langid

    language, _ = py3langid.classify(sample)
    return str(language)
