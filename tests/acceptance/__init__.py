"""Acceptance tests: the real process against fakes at the network seam."""
