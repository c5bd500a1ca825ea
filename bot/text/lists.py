"""Whether words in a row are a list, of names or of keywords, and no running language.

Observed: of 7,206 sentences of 513 English articles that could be shown, 14 had nine words or more
with less than a tenth function words, ten of them lists (winners, times, prices).

How it works: articles, prepositions and auxiliaries join the words of running language; a row of
words in which hardly any stand is a list. English only: other languages say more by endings.

Where it fails: "Options include hickory-smoked whole turkeys and honey-glazed spiral-sliced hams"
is taken for a list, and a list whose items hold articles is not.
"""

from __future__ import annotations

from bot.text.words import is_stop, tokens

FEWEST = 9  # words from which a row is looked at
FUNCTION_WORDS = 0.1  # share of function words below which it is a list


def is_list(text: str, language: str = "en") -> bool:
    """Whether hardly any word of `text` joins two others; False in other languages than English."""
    if language != "en":
        return False
    words = [token.text for token in tokens(text)]
    return len(words) >= FEWEST and sum(map(is_stop, words)) < FUNCTION_WORDS * len(words)
