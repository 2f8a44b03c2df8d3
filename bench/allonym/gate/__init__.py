"""Holding a run to a committed baseline, and two runs to each other."""
