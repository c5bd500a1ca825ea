"""Benchmarks: speed and memory, printed as a table."""
