"""`dateline brief`: the news of a window, on a topic or on everything."""

from __future__ import annotations

import argparse
import json

from bot.app.briefings import open_briefer
from bot.app.house import open_house
from bot.briefings.brief_json import section_json
from bot.briefings.topics import parse_topic
from bot.chat.briefing_messages import briefing_message
from bot.chat.terminal.render import render, screen_width
from bot.chat.words.phrases import Phrases
from bot.commands.arguments import read_as_of, read_span
from bot.settings import Settings

LANGUAGE = "en"


async def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print one briefing, as JSON or as it reads in the terminal."""
    topic = parse_topic(" ".join(options.topic), LANGUAGE)
    since, as_of = read_span(options.since), read_as_of(options.as_of)
    async with open_house(settings) as house, open_briefer(house) as briefer:
        now = as_of or house.clock.now()
        briefing = await briefer.asked(topic, now, LANGUAGE, since)
    if options.json:
        for section in briefing.sections:
            print(json.dumps(section_json(section), ensure_ascii=False))
    else:
        shown = briefing_message(briefing, 0, Phrases(), house.clock.now())
        print(render(shown, screen_width()))
    return 0
