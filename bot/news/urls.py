"""When two addresses name the same article.

Observed: a newsroom hands out one article under many addresses. Its feed, its newsletter and the
people who share it each add words that only count clicks (`utm_source=rss`, `fbclid=...`,
`ref=rss`), point into the page (`#comments`), or spell the same address otherwise (`HTTP://`,
`:443`, `%7E` for `~`, `a/../b`).

How it works: what the standards call equal is made equal (RFC 3986, section 6.2.2 and 6.2.3: case
of scheme and host, default port, percent-encoding, dot segments; IDNA for the host), the fragment
and any user name are cut off, and query parameters are dropped that by their name are only for
counting, or that by name and value say only through which channel the reader came. What is kept
keeps its order and spelling, so that the canonical address still leads to the page.

Where it fails: `http` and `https`, `www.` and without, mobile and AMP editions, and a slash at the
end stay different, since some sites serve different pages there; such a pair is found to be one
article by its outlet and text instead. A site that needs a parameter named like a counter
(`?ref=rss` as a real page) loses it; none is known.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

import idna

WEB_SCHEMES = ("http", "https")
_CONTENT_SCHEMES = ("javascript", "vbscript", "data")

_DEFAULT_PORTS = {"http": 80, "https": 443}
_COUNTING = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|at|ns|wt|ga)_.*"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|oly_enc_id|oly_anon_id|_ga|_gl"
    r"|cmp|cmpid|icid|ito|ncid|ocid|s_cid|smid|spm|xtor"
)
_CHANNEL_NAME = re.compile(
    r"ref|referrer|source|src|from|via|partner|feed|feedname|feedtype|medium|campaign"
    r"|traffic_source"
)
_CHANNEL_VALUE = re.compile(
    r"(?:[\w-]*[-_])?(?:rss|rss20|rss2|atom|feed|feeds|newsletter|email|twitter|facebook|social)"
    r"(?:[-_][\w-]*)?",
    re.IGNORECASE,
)
_LONGEST_CHANNEL = 60  # characters
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\"#%/<>?@\[\\\]^`{|}]")  # in host names
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_AS_THEY_ARE = "%/:@!$&'()*+,;=-._~?[]"


def canonical_url(url: str) -> str:
    """Return the one spelling of a web address that all addresses of the same article share.

    Idempotent, and never raises: what is no web address (a `file:` URI, a bare word, a broken
    address) comes back only without the space around it.
    """
    normal = normal_url(url)
    head, mark, query = normal.partition("?")
    if not mark or not is_web_address(normal):
        return normal
    kept = "&".join(part for part in query.split("&") if part and not _only_counts(part))
    return f"{head}?{kept}" if kept else head


def normal_url(url: str) -> str:
    """Return the one spelling of a web address, all its parameters kept; so for feeds.

    Idempotent and never raises, as `canonical_url`.
    """
    stripped = url.strip()
    try:
        parts = urlsplit(stripped)
        scheme, host = parts.scheme.lower(), _host(parts)
    except ValueError:
        return stripped
    if scheme not in WEB_SCHEMES or not host:
        return stripped
    path = _without_dot_segments(_respelled(parts.path) or "/")
    return urlunsplit((scheme, host, path, _respelled(parts.query), ""))


def is_web_address(url: str) -> bool:
    """Whether `url` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url.strip())
        return parts.scheme.lower() in WEB_SCHEMES and bool(_host(parts))
    except ValueError:
        return False


def is_content(url: str) -> bool:
    """Whether `url` is no address of anything, but holds what would be run or shown itself."""
    return url.strip().partition(":")[0].lower() in _CONTENT_SCHEMES


def site_of(url: str) -> str | None:
    """Return the site that an address belongs to: its host in lower case without a leading `www.`.

    None for what is no web address.
    """
    if not is_web_address(url):
        return None
    host = urlsplit(canonical_url(url)).hostname
    return host.removeprefix("www.") if host else None


def shown_url(url: str) -> str:
    """Return an address as it may stand in a log or message: no user name, query or fragment.

    Those may hold keys. What is no web address is cut to 100 characters of one line.
    """
    if not is_web_address(url):
        printable = "".join(letter if letter.isprintable() else " " for letter in url)
        return " ".join(printable.split())[:100]
    return canonical_url(url).partition("?")[0]


def _host(parts: SplitResult) -> str:
    """Return host and port as they are compared; raises ValueError for a broken one."""
    host, port = (parts.hostname or "").rstrip("."), parts.port
    if _FORBIDDEN.search(host):
        raise ValueError("a character that no host name has")
    if not host.isascii():
        host = _ascii_host(host)
    if ":" in host:
        host = f"[{host}]"
    if port is None or port == _DEFAULT_PORTS.get(parts.scheme.lower()):
        return host
    return f"{host}:{port}"


def _ascii_host(host: str) -> str:
    return idna.encode(host, uts46=True).decode("ascii")  # IDNAError is a ValueError


def _respelled(text: str) -> str:
    """Return a path or query in its one percent-encoded spelling (RFC 3986, 6.2.2.1 and .2)."""
    plain = _ESCAPE.sub(_unescaped, _LONE_PERCENT.sub("%25", text))
    return quote(plain, safe=_AS_THEY_ARE, errors="replace")


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dot_segments(path: str) -> str:
    """Resolve `.` and `..` as RFC 3986, section 5.2.4, does."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _only_counts(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = unquote_plus(name).lower()
    if _COUNTING.fullmatch(name):
        return True
    if not _CHANNEL_NAME.fullmatch(name) or len(value) > _LONGEST_CHANNEL:
        return False
    return _CHANNEL_VALUE.fullmatch(unquote_plus(value)) is not None
