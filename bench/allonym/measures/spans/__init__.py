"""Measures of spans: counts under a scheme in, number out; one formula is one file."""
