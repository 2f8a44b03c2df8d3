import doctest
from pathlib import Path


def test_the_examples_of_the_page_come_out_as_they_stand() -> None:
    page = Path(__file__).parents[2] / "docs" / "statistics.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 10) == (0, True)
