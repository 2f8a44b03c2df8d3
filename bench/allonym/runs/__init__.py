"""A run: written, and read."""
