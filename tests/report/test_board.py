from allonym.evaluate.rows import Row
from allonym.report.board import boards


def _row(model: str, measure: str, value: float | None, **more: object) -> Row:
    known = {"corpus": "c", "tagset": "coarse", "convention": "neutral", "label": "micro", "n": 10} | more
    return Row(model=model, measure=measure, value=value, **known)  # type: ignore[arg-type]


def test_one_table_for_each_choice_with_the_best_model_first() -> None:
    rows = [
        _row("a", "strict.f1", 0.5),
        _row("b", "strict.f1", 0.7, low=0.42),
        _row("b", "exact.recall", 0.7),
        _row("a", "strict.f1", 0.9, label="PER"),
        _row("a", "found", 1.0, slice="spelling:x:y"),
    ]
    one, two = boards(rows)
    assert [model for model, _ in one.lines] == ["b", "a"]
    assert one.columns == ("strict.f1",), "of texts as they are, the chosen measures only"
    assert one.low == 0.4
    assert (one.view.label, two.view.label) == ("micro", "PER")


def test_a_probe_has_its_own_measures_and_comes_after_the_texts_as_they_are() -> None:
    rows = [
        _row("a", "spelling.recall", 0.9, probe="respell"),
        _row("b", "spelling.recall", 0.8, probe="respell"),
        _row("b", "spelling.all", 0.7, probe="respell"),
        _row("a", "spelling.all", None, probe="respell"),
        _row("a", "strict.f1", 0.5),
    ]
    original, probe = boards(rows)
    assert original.view.probe == "original"
    assert probe.columns == ("spelling.recall", "spelling.all")
    assert probe.lead == "spelling.all"
    assert [model for model, _ in probe.lines] == ["b", "a"], "what has no number stands last"


def test_bars_have_room_where_every_number_is_one() -> None:
    (board,) = boards([_row("m", "strict.f1", 1.0, low=1.0, high=1.0)])
    assert board.low == 0.9
