"""From bytes to clean characters.

Encodings: a byte order mark says it, else it is UTF-8 if it reads as UTF-8 (a file cut in the
middle of its last letter included), else what the page declares, else what charset-normalizer
makes of the first 64 KB. Binary is told by NULs and control characters that no text holds.

Characters that a reader cannot see but that change what is seen (controls, direction overrides,
zero-width spaces, soft hyphens) are taken out, escape sequences of terminals as a whole; joiners
that Persian, Hindi and emoji need stay.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from bot.errors import NotAnArticle
from bot.text.escapes import without_escapes

MAX_BYTES = 10_000_000  # of one article; a long book has 2 MB

_SAMPLE = 65_536
_BINARY_SHARE = 0.05  # of control characters in the sample
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}
# A UTF-32 mark begins as the UTF-16 one does, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")


def decode(data: bytes) -> str:
    """Return the text of a file or page.

    Raises NotAnArticle when it is too big, binary, or of an encoding that is not recognised.
    """
    if len(data) > MAX_BYTES:
        raise NotAnArticle(
            f"{len(data) / 1e6:.0f} MB is too big for one article (limit {MAX_BYTES // 10**6} MB)"
        )
    refuse_known_formats(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="ignore")
    refuse_binary(data)
    text = _as_utf8(data)
    return _guessed(data) if text is None else text


def refuse_known_formats(data: bytes) -> None:
    """Raise NotAnArticle that names the format of pictures, archives and the like."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise NotAnArticle(f"it is {what}, not text")


def refuse_binary(data: bytes) -> None:
    """Raise NotAnArticle where the beginning of a file is no text of single bytes or UTF-8."""
    sample = data[:_SAMPLE]
    odd = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if odd > max(8, len(sample) * _BINARY_SHARE):
        raise NotAnArticle("it is binary data, not text")


def _as_utf8(data: bytes) -> str | None:
    """Decode UTF-8, allowing for a last letter that was cut off."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii", "ignore"), errors="replace")
        except LookupError:
            pass  # an encoding that nobody knows: guess
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotAnArticle("its character encoding is not recognised; save it as UTF-8")
    return data.decode(best.encoding, errors="replace")


def clean_characters(text: str) -> str:
    """Compose letters, unify line ends and spaces, take out what cannot be seen."""
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", without_escapes(text)))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def clean_line(text: str) -> str:
    """Clean a text that is one line: a title, a name."""
    return " ".join(clean_characters(text).split())
