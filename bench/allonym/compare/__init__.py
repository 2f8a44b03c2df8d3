"""A difference of two runs."""
