"""An article as it is held against others for what they disagree on."""

from __future__ import annotations

from collections.abc import Iterable

from bot.grounding.citations import source_name
from bot.news.differences import Report
from storage.records import Article


def report_of(article: Article, sentences: Iterable[str]) -> Report:
    """What some sentences of an article say, for a comparison with other articles."""
    return Report(
        article_id=article.id,
        outlet=source_name(article),
        published=article.published,
        sentences=tuple(sentences),
        language=article.language,
        title=article.title,
    )
