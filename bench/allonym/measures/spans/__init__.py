"""Measures of spans: counts under a scheme in, number out; one formula, or a family of them, is one file."""
