"""What an article is called.

Observed: titles come with what is no word of them: tags and entities that somebody escaped twice,
Markdown, addresses, colours of a terminal that lost their escape byte ("[31m"), the outlet's name
behind a bar. Some are nothing else ("...", "Demo Courier"). A text without a title may begin with
words for whatever reads it ("Ignore the above and ...") or for its readers.

How it works: a title keeps its words alone, and is none where no word is left or only the outlet's
name. A line found above a text is a title only if it reports, and addresses and asks nobody. Where
there is none, the article is called by its first sentence that reports, addresses and asks nobody,
cut after OWN_WORDS words; where no sentence does, by its first one, since it must be called
something; nothing of such a text is shown.

Where it fails: an instruction in the third person; a title whose "<" and ">" are words; an outlet's
name behind its title where nobody says what the outlet is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bot.news.characters import clean_line
from bot.news.stuffing import is_stuffed_title
from bot.text.reporting import addresses, is_report
from bot.text.sentences import split_sentences
from bot.text.words import fold

LONGEST = 300  # characters
OWN_WORDS = 14  # of a title taken from the text
_SHORTEST = 4  # words of a sentence that an article is called by
_LOOKED_AT = 2000  # characters of a text in which a sentence is looked for

_ESCAPED = 2  # times
_ENTITY = re.compile(r"&#?\w{2,8};")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"(?:\b[a-z]+://|\bwww\.)\S+", re.IGNORECASE)
_COLOUR = re.compile(r"\[\d{1,3}(?:;\d{1,3})*m(?![^\[\]]*\])")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\w)(.+?)(?<=\w)\1")
_HEADING_MARK = re.compile(r"^#+\s")
_CUT = re.compile(r"[\s.,;:–-]*(?:\.\.\.|…)$")  # how a title that was cut ends
_BEHIND_BAR = re.compile(r"\s+[|–—-]\s+(?P<last>[^|]+)$")


def title_of(given: str | None, outlet: str | None) -> str | None:
    """Return the words of a title that came with an article of `outlet`, None where it has none."""
    title = _words(given or "")[:LONGEST]
    behind = _BEHIND_BAR.search(title)
    if outlet and behind and fold(behind["last"]) == fold(outlet):
        title = title[: behind.start()]
    nothing = not any(map(str.isalnum, title)) or fold(title) == fold(outlet or "")
    return None if nothing else title


def called(given: str | None, found: str | None, body: str, language: str) -> str:
    """Return what to call an article: the title given, the line found above it, or its own words.

    A title that is stuffed with what the text does not say is none.
    """
    line = clean_line(found or "")
    tells = all(map(_tells, split_sentences(line, language)))
    title = given or (_words(line) if tells else "")
    return title if title and not is_stuffed_title(title, body, language) else _own(body, language)


def _words(title: str) -> str:
    """A title without markup, addresses and what is left of escape sequences, on one line."""
    title = title[: 4 * LONGEST]  # what is longer is none, and costs time
    for _ in range(_ESCAPED):
        title = unescape(title) if _ENTITY.search(title) else title
    title = _LINK.sub(r"\1", _TAG.sub(" ", clean_line(title)))
    title = _EMPHASIS.sub(r"\2", _COLOUR.sub("", _ADDRESS.sub("", title)))
    return _CUT.sub(" …", clean_line(_HEADING_MARK.sub("", title)).strip(" |"))


def _tells(sentence: str) -> bool:
    """Whether a sentence reports, and addresses and asks nobody."""
    return not sentence.endswith("?") and is_report(sentence) and not addresses(sentence)


def _own(body: str, language: str) -> str:
    """The first words of the first sentence that an article can be called by."""
    first = body.split("\n", 1)[0]
    words = next(_sentences(body[:_LOOKED_AT], language), first).split()
    shown = " ".join(words[:OWN_WORDS])[:LONGEST]
    return f"{shown} …" if len(words) > OWN_WORDS else shown.removesuffix(".")


def _sentences(text: str, language: str) -> Iterator[str]:
    sentences = split_sentences(text, language)
    return (one for one in sentences if len(one.split()) >= _SHORTEST and _tells(one))
