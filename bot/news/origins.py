"""Whose reporting a text is.

Observed: reprints name the agency they come from in one of four places: a byline of its own
("Reuters", "By Jane Doe, Associated Press"), the dateline ("SEOUL (Reuters) -", see datelines.py),
an end line ("(AFP)", "Reporting by ...") or a note ("this article was first published by ..."). An
agency that the text only quotes ("KCNA said") is a source of statements, and one under a picture
took the picture; neither wrote the text.

How it works: agencies are known by name (the world's news agencies, with their usual short forms),
or by calling themselves wire, news agency or news service. Origins are compared by key: an agency
has one wherever it is printed; an outlet whose own name is an agency's is that agency, and one that
credits itself is no other; an outlet that is not known counts by its source (site, feed or file),
and nobody is named then.

Where it fails: an outlet that prints agency copy under its own reporter's name is taken for the
origin, until a copy that credits the agency arrives.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from bot.text.words import fold
from storage.records import OriginRef

# Name shown: other names and short forms. Short forms count only as written, in capitals.
_AGENCIES: dict[str, tuple[str, ...]] = {
    "AAP": ("Australian Associated Press",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı"),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "AP": ("Associated Press", "The Associated Press", "apnews"),
    "APA": ("Austria Presse Agentur",),
    "Belga": ("Belga News Agency",),
    "Bernama": (),
    "Bloomberg": ("Bloomberg News",),
    "Canadian Press": ("The Canadian Press",),
    "dpa": ("Deutsche Presse-Agentur", "DPA"),
    "Dow Jones": ("Dow Jones Newswires",),
    "EFE": ("Agencia EFE",),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "IRNA": (),
    "Jiji": ("Jiji Press",),
    "KCNA": ("Korean Central News Agency",),
    "Kyodo": ("Kyodo News",),
    "Lusa": (),
    "PA Media": ("Press Association", "PA News Agency"),
    "PTI": ("Press Trust of India",),
    "Reuters": ("Thomson Reuters", "REUTERS"),
    "RIA Novosti": ("RIA",),
    "Ritzau": (),
    "TASS": ("ITAR-TASS",),
    "UPI": ("United Press International",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
}
_NAME_OF = {name: agency for agency, others in _AGENCIES.items() for name in (agency, *others)}
_KNOWN = "|".join(re.escape(name) for name in sorted(_NAME_OF, key=len, reverse=True))
_CALLED_SO = (
    r"(?:[A-Z][\w'’&.-]*\ ){1,4}(?:Wire|Newswires?|News\ Agency|News\ Service|Press\ Agency)"
)
_AGENCY = re.compile(rf"(?<![\w-])(?:{_KNOWN}|{_CALLED_SO})(?![\w-])", re.VERBOSE)
_ALONE = re.compile(
    rf"\W*(?:(?:by|from|source|via|by\ the)\b:?\ )?(?:{_KNOWN}|{_CALLED_SO})"
    rf"(?:\ (?:staff|news|staff\ writers?|correspondents?))?"
    rf"(?:\ ?(?:/|,|and|with)\ ?(?:{_KNOWN}|{_CALLED_SO}))?\W*",
    re.VERBOSE | re.IGNORECASE,
)
_NOTE = re.compile(
    r"""(?:^\W*|\b(?i:this|the)\ (?:\w+\ )?
        (?i:article|story|report|piece|post|column|interview|essay|text|analysis)
        \b[^.!?]{0,40}\s)
    (?i:(?:originally|first)\ (?:published|appeared|reported|ran)\ (?:by|in|on|at)\ )(?:the\ )?
    (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)
    ([A-Z][\w&-]*(?:\.\w+)*(?:\ [A-Z][\w&-]*(?:\.\w+)*){0,4})""",
    re.VERBOSE,
)


def agency_in(line: str) -> str | None:
    """Return the agency that a byline or credit names, under the name that is shown."""
    found = _AGENCY.search(line)
    return None if found is None else _NAME_OF.get(found[0], found[0])


def agency_alone(line: str) -> str | None:
    """Return the agency when the line says nothing but its name ("Reuters", "(AFP)")."""
    if len(line) > 80 or _ALONE.fullmatch(line) is None:
        return None
    return agency_in(line)


def noted_origin(line: str) -> str | None:
    """Return who is said to have published it first ("first published by the Demo Herald")."""
    if "irst " not in line and "riginally " not in line:  # nearly always
        return None
    found = _NOTE.search(line)
    return None if found is None else found[1]


def origin_of(agency: str | None, outlet: str | None, source: str) -> OriginRef:
    """Decide whose reporting a text is, looking at this text alone."""
    name = _NAME_OF.get(agency, agency) if agency else None
    if name and not (outlet and _is_its_own(name, outlet)):
        return OriginRef(f"agency:{_key(name)}", name)
    if outlet is None:
        return OriginRef(f"source:{source}", None)
    own = _agency_of_outlet(outlet)
    return OriginRef(f"agency:{_key(own)}", own) if own else OriginRef(_outlet_key(outlet), outlet)


def is_agency(origin: OriginRef) -> bool:
    """Whether an origin was credited as an agency, which outweighs where a text was found."""
    return origin.key.startswith("agency:")


def _agency_of_outlet(outlet: str) -> str | None:
    """An outlet that is itself an agency, by its name or its site ("reuters.com")."""
    label = _site(outlet).split(".")[0]
    by_name = {_key(name): agency for name, agency in _NAME_OF.items() if len(name) > 3}
    return _NAME_OF.get(outlet) or by_name.get(_key(label))


def _is_its_own(name: str, outlet: str) -> bool:
    """Whether an outlet credits itself: "(CNN)" at cnn.com, which is no agency that we know."""
    own = _key(_site(outlet))
    return name not in _AGENCIES and _key(name) in (own, own.split(".")[0])


def _outlet_key(outlet: str) -> str:
    return f"outlet:{_key(_site(outlet))}"


def _site(outlet: str) -> str:
    """The bare host where an outlet is named by an address, else its name."""
    host = urlsplit(outlet).hostname if "//" in outlet else None
    return (host or outlet).lower().removeprefix("www.")


def _key(name: str) -> str:
    return " ".join(fold(word) for word in name.split())


def joint_origin(
    own: OriginRef,
    published: datetime | None,
    copies: Sequence[tuple[OriginRef, datetime | None]],
) -> OriginRef:
    """Decide whose reporting a text and its copies are, given each one's own origin and time.

    A credited agency has it; else what copies have agreed on stays, unless this text is known to
    have been published before all of them.
    """
    agencies = [origin for origin in (own, *(its for its, _ in copies)) if is_agency(origin)]
    if agencies:
        return agencies[0]
    times = [moment for _, moment in copies if moment]
    earliest = published is not None and len(times) == len(copies) and published < min(times)
    return own if earliest else copies[0][0]
