"""Unpack a compressed body piece by piece, so that a small one cannot become a huge one unseen."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from bot.errors import FetchError

ACCEPTED = "gzip, deflate"

_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_ZLIB = zlib.MAX_WBITS
_BARE = -zlib.MAX_WBITS

Unpack = Callable[[bytes], Iterator[bytes]]


def unpacker(encoding: str) -> Unpack:
    """Return what unpacks one body of a content encoding (none, gzip or deflate).

    It takes the body's chunks in order and gives pieces of at most 64 KB; a plain body's chunks
    come back as they are. Raises FetchError for any other encoding, and while unpacking for a body
    that is not packed as said. What is cut short gives what is there.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk: iter((chunk,))
    if name in ("gzip", "x-gzip"):
        return _Gzip().pieces
    if name == "deflate":
        return _Deflate().pieces
    raise FetchError(f"it is packed as {encoding[:40]!r}, which was not asked for")


class _Gzip:
    """A body of one or more gzip members; what follows them and is none is left out."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._members_done = 0

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._member.eof:
                self._member = zlib.decompressobj(_GZIP)
                self._members_done += 1
            try:
                yield from _inflated(self._member, chunk)
            except zlib.error as error:
                if self._members_done:
                    return
                raise FetchError("it is said to be gzip but is not") from error
            chunk = self._member.unused_data


class _Deflate:
    """A body of one deflate stream: inside zlib, as the standard asks, or bare, as some send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._stream is None and chunk:
            self._stream = zlib.decompressobj(_ZLIB if _is_zlib(chunk) else _BARE)
        if self._stream is None or self._stream.eof:
            return
        try:
            yield from _inflated(self._stream, chunk)
        except zlib.error as error:
            raise FetchError("it is said to be deflate but is not") from error


def _is_zlib(head: bytes) -> bool:
    """Whether a stream begins with the header of RFC 1950 (a multiple of 31, method 8)."""
    return len(head) > 1 and head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0


def _inflated(stream: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    while True:
        piece = stream.decompress(chunk, _PIECE)
        yield piece
        chunk = stream.unconsumed_tail
        if stream.eof or (not chunk and len(piece) < _PIECE):
            return
