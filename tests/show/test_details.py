from allonym.evaluate.rows import Row
from allonym.show.details import details


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
    one, two = details(rows)
    assert one.models == ["b", "a"]
    assert one.table.heads == ["model", "strict.f1"], "of texts as they are, the chosen measures only"
    assert (one.view.label, two.view.label) == ("micro", "PER")


def test_a_probe_has_its_own_measures_and_comes_after_the_texts_as_they_are() -> None:
    rows = [
        _row("a", "spelling.recall", 0.9, probe="respell"),
        _row("b", "spelling.recall", 0.8, probe="respell"),
        _row("b", "spelling.f1", 0.7, probe="respell"),
        _row("a", "spelling.f1", None, probe="respell"),
        _row("a", "strict.f1", 0.5),
    ]
    original, probe = details(rows)
    assert original.view.probe == "original"
    assert probe.table.heads == ["model", "spelling.recall", "spelling.f1"]
    assert probe.lead == "spelling.f1"
    assert probe.models == ["b", "a"], "what has no number stands last"
