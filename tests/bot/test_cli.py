from __future__ import annotations

import pytest

from bot.cli import parser
from bot.errors import UsageError


@pytest.mark.parametrize("arguments", ["brief --since", "brief --since -5d"])
def test_an_option_without_its_value_says_what_it_accepts(arguments: str) -> None:
    with pytest.raises(UsageError, match=r"--since: .*how far back: 90m, 24h, 7d; see `dateline"):
        parser().parse_args(arguments.split())


@pytest.mark.parametrize("arguments", ["", "frob", "run --role king", "ask --batch"])
def test_wrong_usage_points_to_the_help(arguments: str) -> None:
    with pytest.raises(UsageError, match=r"see `dateline.* --help`\)$"):
        parser().parse_args(arguments.split())
