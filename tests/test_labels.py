from allonym.labels import COARSE, FINE, TO_COARSE


def test_every_fine_label_has_a_coarse_one() -> None:
    assert {TO_COARSE[label] for label in FINE} == set(COARSE)
