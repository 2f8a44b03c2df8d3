"""Seeded data for the benchmarks, and the peers that they are compared with."""
