"""Escape sequences of terminals, which are no part of any text.

Observed: an arrow key sends its sequence ("ESC [ A") into a line that is typed, and a text copied
from a terminal brings its colours along ("ESC [ 31 m"). Taking out the escape byte alone, which
nobody sees, leaves words that nobody wrote: "[31m".

How it works: a sequence goes as a whole where its form says how far it reaches (ECMA-48): control
sequences, strings up to their end (a window's title), and the keys that send "ESC O" and a letter.

Where it fails: an escape byte before anything else, or a string without its end, loses nothing but
the byte, which is taken out elsewhere; what lost its escape byte before it came here is text.
"""

import re

_ESCAPE = "\x1b"
_SEQUENCE = re.compile(
    f"{_ESCAPE}+(?:"
    r"\[[0-?]*[ -/]*[@-~]"
    rf"|[\]PX^_][^\x07\n{_ESCAPE}]*(?:\x07|{_ESCAPE}\\)"
    r"|O[A-DFHP-S]"
    ")"
)


def without_escapes(text: str) -> str:
    """Return `text` without the escape sequences in it."""
    return _SEQUENCE.sub("", text) if _ESCAPE in text else text
