"""Answers from elsewhere: texts to answer, records, checks."""

SECTION = "Results"
