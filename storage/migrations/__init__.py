"""The way from each schema to the next; `upgrade` walks it, `versions` holds the steps."""

HEAD = "0002"
"""The revision that this version of the program works with (a test keeps it in step)."""
