"""One spelling for words that British and American English write differently.

Observed: the same wire report reaches readers as "defence programme, colour, organised" and
"defense program, color, organized"; a search or a comparison of copies must not see different
words.

How it works: each rule maps both spellings to one normal form, which is not always a real word
("contour" becomes "contor"). That is harmless as long as no two different words meet, so the
rules ask for a vowel before the ending (colour, but not four; organize, but not prize) and for an
English suffix after it (favourite, but not resource). The direction is the one that keeps
families together: "organize" goes to "organise", because "precise" going to "precize" would leave
"precision". Doubled consonants (travelled) are mostly the stemmer's business.

Where it fails: pairs that differ in one of the two only (a British tyre, an American tire; cheque
and check) stay apart because the other spelling is also another word; "metre" and "meter" become
one, the device included.
"""

import re

_ENDINGS = (
    # colour, favourite, neighbourhood -> color, favorite, neighborhood
    (
        r"([aeiou][a-z]*[a-z])our"
        r"(s|ed|ing|er|ers|ite|ites|itism|able|ably|ful|less|al|ly|y|ist|ists|hood|hoods)?$",
        r"\1or\2",
    ),
    # organize, analyzing, realization -> organise, analysing, realisation
    (r"([aeiouy].*[iy])z(e|ed|es|er|ers|ing|able|ation|ations|ational)$", r"\1s\2"),
    # centre, theatres, calibre -> center, theaters, caliber
    (r"([aeiou].*[bt])re(s|d)?$", r"\1er\2"),
    # catalogue, dialogues -> catalog, dialogs
    (r"([aeiouy].*)og(?:ue|u(?=ing))(s|d|ing)?$", r"\1og\2"),
    # counsellor, jeweller, enrollment -> counselor, jeweler, enrolment
    (r"([aeiou].*[aeiou])ll(ors?|ers?|ments?)$", r"\1l\2"),
    # kilogrammes, programme -> kilograms, program
    (r"gramme(s)?$", r"gram\1"),
    # defence, offence, licence, pretence -> defense ...
    (r"^(def|off|lic|pret)ence(s|d|less)?$", r"\1ense\2"),
    # judgement, acknowledgement -> judgment, acknowledgment
    (r"dgement(s|al)?$", r"dgment\1"),
    (r"^(m|sm)oul(d|t)", r"\1ol\2"),
)
# Greek roots that British spelling writes with ae and oe.
_GREEK = re.compile(
    r"(paed|haem|aemi|aesth|gynaec|archaeo|mediaev|amoeb|oestr|foet|oedem|oesoph|rrhoea|manoeuv)"
)
# What a word that any rule changes has in it; most words have none of it.
_HINT = re.compile("our|[iy]z|[bt]re|ogu|ll[oem]|gramme|ence|dgement|moul")
_RULES = tuple((re.compile(pattern), into) for pattern, into in _ENDINGS)
_PAIRS = {
    "grey": "gray",
    "greys": "grays",
    "plough": "plow",
    "ploughs": "plows",
    "sceptic": "skeptic",
    "sceptics": "skeptics",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "aluminium": "aluminum",
    "moustache": "mustache",
    "pyjamas": "pajamas",
    "jewellery": "jewelry",
    "cosy": "cozy",
    "gaol": "jail",
    "ageing": "aging",
    "whilst": "while",
    "amongst": "among",
    "learnt": "learned",
    "spelt": "spelled",
    "dreamt": "dreamed",
}


def one_spelling(word: str) -> str:
    """Map a lower-case English word without diacritics to the form that both spellings share."""
    if len(word) < 4:
        return word
    paired = _PAIRS.get(word)
    if paired is not None:
        return paired
    if "ae" in word or "oe" in word:
        word = _GREEK.sub(lambda root: root[0].replace("ae", "e").replace("oe", "e"), word)
    if _HINT.search(word) is None:
        return word
    for pattern, into in _RULES:
        word, changed = pattern.subn(into, word, count=1)
        if changed:
            break
    return word
