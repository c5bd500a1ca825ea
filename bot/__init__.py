"""Dateline: a news bot whose every sentence is proven by stored words."""
