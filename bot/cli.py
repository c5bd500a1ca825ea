"""The command line: parse, run one command, turn errors into one clear line and an exit code.

Exit 0 on success, 1 where something could not be read or failed, 2 on wrong usage. Each command's
module is imported only when it is called, so that an answer does not wait for what it never uses.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Never, TypeAlias

from bot.errors import DatelineError, UsageError
from bot.logs import set_up_logging
from bot.settings import load_settings
from storage.errors import StorageError

INTERRUPTED = 130  # what a shell reports for Ctrl-C

_OPTION = re.compile(r"argument (--[\w-]+):")


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one clear line, with what the option accepts."""

    def error(self, message: str) -> Never:
        about = _OPTION.match(message)
        said = [a.help for a in self._actions if about and about[1] in a.option_strings and a.help]
        raise UsageError(f"{message} ({'; '.join([*said, f'see `{self.prog} --help`'])})")


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line."""
    top = _Parser(prog="dateline", description="A news bot whose every sentence is proven.")
    commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=_Parser
    )
    for add in (_run, _ingest, _ask, _brief, _stories, _check, _eval, _feeds, _backup):
        add(commands)
    commands.add_parser("chat", help="the same conversation in the terminal")
    commands.add_parser("doctor", help="settings, database, index, Telegram, model, clock")
    commands.add_parser("usage", help="what the language model took: tokens and money")
    commands.add_parser("reindex", help="build the search index anew from the database")
    return top


def _run(commands: Commands) -> None:
    run = commands.add_parser("run", help="start the bot")
    run.add_argument("--role", choices=("all", "chat", "worker"), default="all")


def _ingest(commands: Commands) -> None:
    ingest = commands.add_parser(
        "ingest",
        help="store articles from files, folders and addresses",
        description="SOURCE is a file (.txt, .html, .jsonl, a feed), a folder or an address. A line"
        ' of a .jsonl file is one article: {"url", "title", "outlet", "published", "text",'
        ' "byline", "language", "html"}; only "text" or "html" must be there, "published" is a'
        " date or time such as 2026-11-23T08:00:00Z.",
    )
    ingest.add_argument("sources", nargs="+", metavar="SOURCE")
    _json(ingest)


def _ask(commands: Commands) -> None:
    ask = commands.add_parser("ask", help="answer a question from what is stored")
    ask.add_argument("question", nargs="*", metavar="QUESTION")
    ask.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='many questions, one a line: {"question"}, with "id", "as_of", "chat" if wanted',
    )
    _as_of(ask)
    _json(ask)


def _brief(commands: Commands) -> None:
    brief = commands.add_parser("brief", help="brief on a topic, or on everything")
    brief.add_argument("topic", nargs="*", metavar="TOPIC")
    brief.add_argument("--since", default="24h", metavar="24h", help="how far back: 90m, 24h, 7d")
    _as_of(brief)
    _json(brief)


def _stories(commands: Commands) -> None:
    _json(commands.add_parser("stories", help="list the stories and their articles"))


def _check(commands: Commands) -> None:
    check = commands.add_parser("check", help="verify claims against texts")
    check.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        required=True,
        help='one claim a line: {"id", "claim", "sources": [texts]}, the id optional',
    )


def _eval(commands: Commands) -> None:
    evaluate = commands.add_parser("eval", help="score this installation on labelled files")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")


def _feeds(commands: Commands) -> None:
    feeds = commands.add_parser("feeds", help="add, remove, list and export feeds")
    actions = feeds.add_subparsers(dest="action", required=True, parser_class=_Parser)
    add = actions.add_parser("add", help="follow feeds, or those of an OPML file")
    add.add_argument("addresses", nargs="+", metavar="URL")
    add.add_argument("--topic", default="", help="the topic that the feeds are grouped under")
    remove = actions.add_parser("remove", help="follow a feed no longer; its articles stay")
    remove.add_argument("addresses", nargs="+", metavar="URL")
    _json(actions.add_parser("list", help="the feeds and their health"))
    actions.add_parser("export", help="the feeds as an OPML list, for other readers")


def _backup(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="copy a SQLite installation while it runs")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = commands.add_parser("restore", help="put a backup in place")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--replace", action="store_true", help="also over what is stored there")


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON object a line")


def _as_of(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", metavar="DATE", help="as if asked then: 2023-09-17 (its end, UTC) or with a time"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; SIGTERM ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        options = parser().parse_args(arguments)
        settings = load_settings(os.environ, Path(".env"))
        set_up_logging(settings)
        command = importlib.import_module(f"bot.commands.{options.command}")
        return int(asyncio.run(command.run(options, settings)))
    except (DatelineError, StorageError) as error:
        print(f"dateline: {error}", file=sys.stderr)
        return error.exit_code if isinstance(error, DatelineError) else 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output has gone; nothing is left to tell anyone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
