"""The bot's own words, in each language that it speaks."""
