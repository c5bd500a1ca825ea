"""Dates in a text, resolved against the time that it was published.

mentions finds them and is what others use; below it, lexicon reads words into classes, rules is the
grammar over classes, days and spans read what it matches, periods is the calendar, and tense tells
whether a date lies behind or ahead.
"""

from bot.text.dates.mentions import (
    DateMention,
    Relation,
    date_mentions,
    relation,
    say_date,
    unresolved_mentions,
)

__all__ = [
    "DateMention",
    "Relation",
    "date_mentions",
    "relation",
    "say_date",
    "unresolved_mentions",
]
