"""Tests of bot.grounding."""
