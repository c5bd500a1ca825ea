"""How it is said: one dialogue for all, rendered for the terminal and for Telegram."""
