"""`dateline feeds`: follow feeds, follow them no longer, and see how they fare."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.app.house import House, open_house
from bot.app.web import open_web
from bot.clock import iso
from bot.commands.ingest import read_bytes
from bot.errors import DatelineError
from bot.news.feeds.feed_list import (
    FeedHealth,
    add_feed,
    add_outlines,
    health_of_feeds,
    outlines_of,
    remove_feed,
)
from bot.news.feeds.opml import parse_opml, write_opml
from bot.settings import Settings
from storage.feeds import Feeds


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Add, remove, list or export; addresses that fail are named, the others are done."""
    async with open_house(settings) as house:
        if options.action == "list":
            await _list(house, as_json=options.json)
            return 0
        if options.action == "export":
            print(write_opml(await outlines_of(Feeds(house.database))).decode(), end="")
            return 0
        codes: set[int] = set()
        for address in options.addresses:
            try:
                await (
                    _add(house, address, options.topic)
                    if options.action == "add"
                    else _remove(house, address)
                )
            except DatelineError as error:
                print(f"dateline: {error}", file=sys.stderr)
                codes.add(error.exit_code)
    return min(codes, default=0)  # 2 only where all that went wrong is how it was called


async def _add(house: House, address: str, topic: str) -> None:
    feeds, now = Feeds(house.database), house.clock.now()
    if _is_file(address):
        outlines = parse_opml(read_bytes(Path(address)))
        for added in await add_outlines(feeds, outlines, now, topic or None):
            print(added.remark)
        return
    async with open_web(house) as web:
        print((await add_feed(feeds, web.downloader, address, topic or None, now)).remark)


def _is_file(address: str) -> bool:
    """Whether a list of feeds is meant, and not an address typed without its scheme."""
    return Path(address).is_file() or ("://" not in address and address.endswith(".opml"))


async def _remove(house: House, address: str) -> None:
    print(f"{await remove_feed(Feeds(house.database), address)} is followed no longer")


async def _list(house: House, *, as_json: bool) -> None:
    healths = await health_of_feeds(Feeds(house.database))
    if not healths and not as_json:
        print("No feed is followed; try: dateline feeds add seeds/feeds.opml")
    for health in healths:
        print(_json(health) if as_json else _line(health))


def _json(health: FeedHealth) -> str:
    row = {
        "url": health.url,
        "title": health.title,
        "topic": health.topic,
        "health": health.health.value,
        "last_success": iso(health.last_success),
        "failures": health.failures,
        "error": health.error,
        "due": health.due.isoformat(),
    }
    return json.dumps(row, ensure_ascii=False)


def _line(health: FeedHealth) -> str:
    last = f"{health.last_success:%d %b %H:%M} UTC" if health.last_success else "never read"
    fault = f"  {health.failures} failures: {health.error}" if health.error else ""
    return f"{health.health.value:<8}{last:<18}{health.url}  {health.title or ''}{fault}".rstrip()
