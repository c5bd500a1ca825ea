"""The commands: one module each, one small function that runs it."""
