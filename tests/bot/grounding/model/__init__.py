"""Tests of bot.grounding.model."""
