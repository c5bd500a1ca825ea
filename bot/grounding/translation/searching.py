"""What a question in another language has in common with articles in English: names and places.

Nothing is translated. Names of a question in Cyrillic letters are looked for in Latin ones too
(BGN/PCGN, й as i and as y, with and without a case ending), places by CLDR's English names for
them. That finds articles about whom or where a question asks, in no good order; whether one of
them answers it is for a model to say. Known to fail: questions without a name, names in Arabic
letters that are no places, and articles in a third language.
"""

from collections.abc import Iterator

from bot.grounding.translation.lexicon import LANGUAGES, folded
from bot.grounding.translation.places import places, said_in_english
from bot.text.language import guess_language
from bot.text.words import is_stop, stem, tokens

_SPELLED = """
а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch
ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya
"""
_LETTERS = {
    letter: latin for letter, _, latin in (pair.partition("=") for pair in _SPELLED.split())
}


def with_english_names(question: str) -> str:
    """The question, with the English names of whom and what it names behind it."""
    language = guess_language(question)
    if language == "en" or language not in LANGUAGES:
        return question
    added = [*_places(question, language), *_names(question, language)]
    return " ".join([question, *dict.fromkeys(added)])


def _places(question: str, language: str) -> Iterator[str]:
    for place in places(question, language):
        yield from said_in_english(place.code)


def _names(question: str, language: str) -> Iterator[str]:
    for word in tokens(question):
        named = word.text[0].isupper() and not is_stop(word.text, language)
        if named and folded(word.text)[0] in _LETTERS:
            for form in (folded(word.text), folded(stem(word.text, language))):
                latin = "".join(_LETTERS.get(letter, "") for letter in form).capitalize()
                yield from (latin, latin.replace("oi", "oy").replace("ei", "ey"))
