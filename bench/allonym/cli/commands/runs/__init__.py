"""Kept runs: list, remove, their history, pictures and page."""

SECTION = "Results"
