"""Mending inside of frameworks, one a file: each imports its own, and nothing else here does."""
