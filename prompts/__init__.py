"""Prompt templates and longer texts as files."""
