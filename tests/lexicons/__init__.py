"""Scripts that build packaged word lists from openly licensed sources."""
