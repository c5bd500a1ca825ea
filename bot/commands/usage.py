"""`dateline usage`: what the language model took, by day and purpose."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import datetime, timedelta

from bot.app.house import House, open_house
from bot.settings import Settings
from storage.records import Spending
from storage.usage import Total, Usage

DAYS = 30


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print a line for each day and purpose of the last 30 days, and their sum."""
    async with open_house(settings) as house:
        rows = await _totals(house, house.clock.now() - timedelta(days=DAYS))
    if not rows:
        print(f"Nothing was asked of a language model in the last {DAYS} days.")
        return 0
    print(f"{'day':<12}{'purpose':<12}{'requests':>9}{'tokens in':>12}{'out':>10}{'price':>11}")
    for (day, purpose), total in sorted(rows.items()):
        print(_line(day, purpose, total))
    print(_line("all", "", _sum(list(rows.values()))))
    return 0


async def _totals(house: House, since: datetime) -> dict[tuple[str, str], Total]:
    found: defaultdict[tuple[str, str], list[Total]] = defaultdict(list)
    async for spending in Usage(house.database).entries(since):
        day = spending.at.date().isoformat()
        found[day, spending.purpose].append(_one(spending))
    return {key: _sum(totals) for key, totals in found.items()}


def _one(spending: Spending) -> Total:
    return Total(1, spending.input_tokens, spending.output_tokens, spending.micros)


def _sum(totals: list[Total]) -> Total:
    return Total(
        sum(total.requests for total in totals),
        sum(total.input_tokens for total in totals),
        sum(total.output_tokens for total in totals),
        sum(total.micros for total in totals),
    )


def _line(day: str, purpose: str, total: Total) -> str:
    tokens = f"{total.input_tokens:>12}{total.output_tokens:>10}"
    return f"{day:<12}{purpose:<12}{total.requests:>9}{tokens}{total.micros / 1e6:>11.4f}"
