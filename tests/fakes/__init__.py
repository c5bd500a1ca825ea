"""Fakes at the network seam, all on loopback."""
