"""Evaluations: quality on labelled data, printed as a table."""
