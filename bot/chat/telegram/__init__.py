"""The bot on Telegram: updates in, messages out; only here the library for it."""
