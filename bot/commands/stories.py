"""`dateline stories`: every stored article exactly once, by story."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bot.app.house import open_house
from bot.settings import Settings
from storage.records import Article, Story


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print one story a line, as JSON or as its articles in time with their copies."""
    async with open_house(settings) as house:
        async for story in house.archive.stories():
            print(
                json.dumps(story_json(story), ensure_ascii=False) if options.json else _lines(story)
            )
    return 0


def story_json(story: Story) -> dict[str, Any]:
    """The story as the machine interface prints it."""
    dates = sorted(article.published for article in story.articles if article.published)
    return {
        "story": story.id,
        "title": story.title,
        "articles": [article.url for article in story.articles],
        "copies": [[a.url for a in report] for report in story.reports if len(report) > 1],
        "first": dates[0].isoformat() if dates else None,
        "last": dates[-1].isoformat() if dates else None,
    }


def _lines(story: Story) -> str:
    origins = len({article.origin_id for article in story.articles})
    head = f"{story.id}  {story.title}  (articles: {len(story.articles)}, origins: {origins})"
    return "\n".join([head, *(f"    {_line(article)}" for article in story.articles)])


def _line(article: Article) -> str:
    day = article.published.date().isoformat() if article.published else "no date"
    copied = f", a copy with another: {article.origin or 'one origin'}" if article.copy_of else ""
    return f"{day}  {article.outlet or article.source}  {article.title}{copied}"
