"""What can be made of an article by itself, before the archive is asked: pure, so that it can be
done ahead of the storing transaction and in another thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.news.copies import fingerprints
from bot.news.extract import extract
from bot.news.origins import origin_of
from bot.news.passages import passages
from bot.news.records import Extracted, RawArticle
from bot.news.stories import features
from bot.news.urls import canonical_url
from storage.records import NewArticle, OriginRef

_EARLY = timedelta(days=1)  # that clocks and zones may be off


@dataclass(frozen=True, slots=True)
class Draft:
    """An article ready to be placed: `origin` is whose it is by its own words alone."""

    article: NewArticle
    origin: OriginRef
    fingerprints: tuple[int, ...]
    features: dict[str, float]
    remark: str | None


def draft(raw: RawArticle, now: datetime) -> Draft:
    """Extract, cut and fingerprint an article; raises NotAnArticle when there is none in it.

    A publication time after `now` is not taken for one.
    """
    found, remark = _published_by(now, extract(raw))
    remarks = filter(None, (raw.remark, remark))
    return Draft(
        article=_new_article(raw, found),
        origin=origin_of(found.agency, found.outlet, raw.source),
        fingerprints=fingerprints(found.text),
        features=features(found.title, found.text, found.language),
        remark="; ".join(remarks) or None,
    )


def _published_by(now: datetime, found: Extracted) -> tuple[Extracted, str | None]:
    if found.published is None or found.published <= now + _EARLY:
        return found, None
    remark = "its publication time lies in the future and was left out"
    return replace(found, published=None), remark


def _new_article(raw: RawArticle, found: Extracted) -> NewArticle:
    return NewArticle(
        url=canonical_url(raw.url),
        source=raw.source,
        outlet=found.outlet,
        title=found.title,
        byline=found.byline,
        place=found.place,
        published=found.published,
        language=found.language,
        text=found.text,
        text_hash=sha256(found.text.encode()).hexdigest(),
        passages=tuple(passages(found.text, found.captions, found.language)),
        feed_id=raw.feed_id,
    )
