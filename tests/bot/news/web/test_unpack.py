from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FetchError
from bot.news.web.unpack import unpacker


def unpacked(encoding: str, data: bytes, chunk: int = 1000) -> bytes:
    unpack = unpacker(encoding)
    chunks = (data[start : start + chunk] for start in range(0, len(data), chunk))
    return b"".join(piece for part in chunks for piece in unpack(part))


def bare(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


@given(st.binary(max_size=5000), st.integers(1, 600))
def test_every_form_comes_back_whatever_the_chunks(data: bytes, chunk: int) -> None:
    chunk = max(chunk, 2)  # a header of two bytes tells the forms of deflate apart
    assert unpacked("", data, chunk) == data
    assert unpacked("gzip", gzip.compress(data, mtime=0), chunk) == data
    assert unpacked("deflate", zlib.compress(data), chunk) == data
    assert unpacked("deflate", bare(data), chunk) == data


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.integers(1, 50))
def test_members_of_gzip_are_joined(parts: list[bytes], chunk: int) -> None:
    assert unpacked("X-GZIP", b"".join(map(gzip.compress, parts)), chunk) == b"".join(parts)


def test_pieces_stay_small() -> None:
    bomb = gzip.compress(bytes(5_000_000))
    assert len(bomb) < 10_000
    assert max(len(piece) for piece in unpacker("gzip")(bomb)) <= 65_536


def test_what_follows_gzip_is_left_out() -> None:
    assert unpacked("gzip", gzip.compress(b"news", mtime=0) + b"padding") == b"news"


def test_what_is_cut_short_gives_what_is_there() -> None:
    assert unpacked("gzip", gzip.compress(b"news" * 100, mtime=0)[:-8]) == b"news" * 100


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_what_is_not_packed_is_refused(encoding: str) -> None:
    with pytest.raises(FetchError, match="said to be"):
        unpacked(encoding, b"<rss>plain</rss>")


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(FetchError, match="'br'"):
        unpacker("br")
