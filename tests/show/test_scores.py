"""The tables of a score with many labels: the largest are shown, and a line says so."""

import time

import numpy as np
import pytest

from allonym import score
from allonym.scoring.api import Score
from allonym.show.forms import write
from allonym.show.scores import OTHERS, SHOWN, all_tables, confusion_table


def of_labels(number: int, spans: int) -> Score:
    """Spans of numbered labels, the low numbers most often; one in ten under the next label."""
    random = np.random.default_rng(5)
    label = np.minimum(random.geometric(8 / number, spans), number) - 1
    other = np.where(random.random(spans) < 0.1, (label + 1) % number, label)
    columns = np.arange(spans), np.zeros(spans, int), np.ones(spans, int)
    return score((*columns, label), (*columns, other), labels=[f"L{one:04}" for one in range(number)])


def matrix_of(result: Score) -> dict[str, object]:
    matrix = result.confusion()
    return {"rows": matrix.rows, "columns": matrix.columns, "counts": matrix.table}


def test_few_labels_are_all_there() -> None:
    result = of_labels(SHOWN, 2000)
    (table,) = all_tables(result.as_dict())
    assert len(table.rows) == 4 * (3 + SHOWN)
    assert not any("--format" in note for note in table.notes)
    assert len(confusion_table(matrix_of(result)).rows) == SHOWN + 1


def test_many_labels_are_the_largest_and_the_others_together() -> None:
    result = of_labels(100, 5000)
    (table,) = all_tables(result.as_dict())
    names = [row[1] for row in table.rows[3 : 3 + SHOWN]]
    assert len(table.rows) == 4 * (3 + SHOWN)
    assert table.notes[0] == "The 30 labels with the most spans; --format json and csv have all 100."
    sizes = result.strict[:, 1] + result.strict[:, 2]
    assert min(sizes[result.labels.index(str(name))] for name in names) >= np.sort(sizes)[-SHOWN]
    confusion = confusion_table(matrix_of(result))
    whole = result.confusion().table
    assert [row[0] for row in confusion.rows[:SHOWN]] == names
    assert confusion.rows[SHOWN][0] == OTHERS
    assert sum(int(str(cell or 0)) for row in confusion.rows for cell in row[1:]) == whole.sum()
    row = result.labels.index(str(names[0]))
    assert sum(int(str(cell)) for cell in confusion.rows[0][1:]) == whole[row].sum()


@pytest.mark.parametrize(
    ("number", "spans", "seconds", "confused"), [(1000, 30_000, 1, False), (5000, 60_000, 10, True)]
)
def test_the_time_that_it_takes(number: int, spans: int, seconds: float, confused: bool) -> None:
    result = of_labels(number, spans)
    begin = time.process_time()
    numbers = result.as_dict() | ({"confusion": matrix_of(result)} if confused else {})
    with open("/dev/null", "w", encoding="utf-8") as file:  # noqa: PTH123
        write(all_tables(numbers), "table", file)
    assert time.process_time() - begin < seconds
