"""The gold proves itself, and a copy with a fault in it is refused at the right file and line."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import HERE, allonym
from support.standoff import write_standoff

from allonym import paths
from allonym.cli.main import main
from allonym.gold.prove import prove

TEXT = "stress/004_wire_lead"
ARTICLE = "articles/004_2db221335312afa3"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A copy of the gold that the test may spoil."""
    return Path(shutil.copytree(paths.GOLD, tmp_path / "gold", ignore=shutil.ignore_patterns("text", "predictions")))


def check(gold: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return allonym(HERE, "gold", "check", "--gold", gold, *arguments)


def edit(path: Path, old: str, new: str) -> int:
    """Replace the first `old` in a file; the line on which it stood."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def plant_surface(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"surface": "Zeynep Has"', '"surface": "Zeynap Has"')


def plant_offset_after_the_end(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"end": 8,', '"end": 80000,')


def plant_overlap(gold: Path) -> tuple[str, int]:
    path = gold / f"{TEXT}.json"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if '"Zeynep Has"' in line)
    span = json.loads(lines[number].strip().rstrip(","))
    inner = {**span, "start": span["end"] - 3, "surface": "Has"}
    lines.insert(number + 1, f"  {json.dumps(inner)},")
    path.write_text("\n".join(lines), encoding="utf-8")
    return f"{TEXT}.json", number + 2


def plant_label(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"label": "LOC"', '"label": "PLACE"')


def plant_entity(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"entity": "black_sea"', '"entity": "blak_sea"')


def plant_blank_at_an_edge(gold: Path) -> tuple[str, int]:
    path = gold / f"{TEXT}.json"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if '"Black Sea"' in line)
    span = json.loads(lines[number].strip().rstrip(","))
    lines[number] = f"  {json.dumps({**span, 'start': span['start'] - 1, 'surface': ' Black Sea'})},"
    path.write_text("\n".join(lines), encoding="utf-8")
    return f"{TEXT}.json", number + 1


def plant_decomposed_letter(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.txt", edit(gold / f"{TEXT}.txt", "Şule", "S\u0327ule")


def plant_invisible_character(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.txt", edit(gold / f"{TEXT}.txt", "Mersin", "Mer\u200bsin")


def plant_turned_direction(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.txt", edit(gold / f"{TEXT}.txt", "Mersin", "\u202eMersin")


def plant_duplicate(gold: Path) -> tuple[str, int]:
    for ending in ("json", "txt"):
        shutil.copy(gold / f"{TEXT}.{ending}", gold / f"stress/999_again.{ending}")
    edit(gold / "stress/999_again.json", '"id": "004_wire_lead"', '"id": "999_again"')
    return "stress/999_again.txt", 1


def plant_word_in_the_text(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.txt", edit(gold / f"{TEXT}.txt", "no sponsor", "no patron")


def plant_broken_json(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"label": "LOC",', '"label": "LOC" :')


def plant_surface_in_an_article_without_text(gold: Path) -> tuple[str, int]:
    line = edit(gold / f"{ARTICLE}.json", '"surface": "Mevlut Cavusoglu"', '"surface": "Mevlit Cavusoglu"')
    return f"{ARTICLE}.json", line


def plant_moved_span_in_an_article_without_text(gold: Path) -> tuple[str, int]:
    line = edit(gold / f"{ARTICLE}.json", '"start": 322, "end": 338', '"start": 323, "end": 339')
    return f"{ARTICLE}.json", line


def plant_missing_text(gold: Path) -> tuple[str, int]:
    (gold / f"{TEXT}.txt").unlink()
    return f"{TEXT}.txt", 1


def plant_wrong_label(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"label": "LOC", "entity"', '"label": "GPE", "entity"')


def plant_wrong_entity(gold: Path) -> tuple[str, int]:
    return f"{TEXT}.json", edit(gold / f"{TEXT}.json", '"entity": "izmir"', '"entity": "istanbul"')


def plant_span_that_is_gone(gold: Path) -> tuple[str, int]:
    path = gold / f"{TEXT}.json"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next(i for i, line in enumerate(lines) if '"Black Sea"' in line)
    path.write_text("\n".join(lines[:number] + lines[number + 1 :]), encoding="utf-8")
    return f"{TEXT}.json", number + 1


def plant_broken_registry_line(gold: Path) -> tuple[str, int]:
    return "entities.jsonl", edit(gold / "entities.jsonl", '{"id": "black_sea"', '{"id": "black_sea')


def plant_entity_twice(gold: Path) -> tuple[str, int]:
    lines = (gold / "entities.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (gold / "entities.jsonl").write_text("".join([*lines, lines[3]]), encoding="utf-8")
    return "entities.jsonl", len(lines) + 1


def plant_review_without_reason(gold: Path) -> tuple[str, int]:
    return "reviewed.jsonl", edit(gold / "reviewed.jsonl", '"reason": "the verb"', '"reason": ""')


def plant_decision_without_place(gold: Path) -> tuple[str, int]:
    path = "readings/stress/decisions.jsonl"
    return path, edit(gold / path, '"start": 940, ', "")


def plant_reading_of_another_text(gold: Path) -> tuple[str, int]:
    path = "readings/stress/second.jsonl"
    edit(gold / path, '"sha256":"', '"sha256":"0')
    return path, 1


PLANTED = {
    plant_wrong_label: "readings",
    plant_wrong_entity: "readings",
    plant_span_that_is_gone: "readings",
    plant_broken_registry_line: "registry",
    plant_entity_twice: "registry",
    plant_review_without_reason: "reviewed",
    plant_decision_without_place: "readings",
    plant_reading_of_another_text: "readings",
    plant_surface: "surfaces",
    plant_offset_after_the_end: "offsets",
    plant_overlap: "overlaps",
    plant_label: "labels",
    plant_entity: "entities",
    plant_blank_at_an_edge: "edges",
    plant_decomposed_letter: "characters",
    plant_invisible_character: "characters",
    plant_turned_direction: "characters",
    plant_duplicate: "duplicates",
    plant_word_in_the_text: "files",
    plant_broken_json: "files",
    plant_surface_in_an_article_without_text: "surfaces",
    plant_moved_span_in_an_article_without_text: "surfaces",
    plant_missing_text: "files",
}


@pytest.mark.parametrize(("plant", "rule"), PLANTED.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_planted_fault_is_refused_at_its_file_and_line(
    gold: Path, plant: Callable[[Path], tuple[str, int]], rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where, line = plant(gold)
    with pytest.raises(SystemExit) as left:
        main(["gold", "check", "--gold", str(gold)])
    assert left.value.code == 1
    assert f"gold/{where}:{line}: fault, {rule}: " in capsys.readouterr().out


def test_the_command_leaves_with_status_1(gold: Path) -> None:
    where, line = plant_label(gold)
    done = check(gold)
    assert (done.returncode, done.stderr) == (1, "")
    assert (
        f"gold/{where}:{line}: fault, labels: unknown label 'PLACE'; use the labels of gold/GUIDELINES.md"
        in done.stdout
    )


def test_the_gold_holds() -> None:
    done = allonym(HERE, "gold", "check")
    assert done.returncode == 0, done.stdout
    assert ": 0 faults, 0 suspects, " in done.stdout


def test_every_review_is_still_needed_and_has_its_reason() -> None:
    proof = prove(paths.GOLD)
    assert not proof.findings
    assert proof.reviewed


def test_a_suspect_is_no_fault_and_its_review_is_printed(gold: Path) -> None:
    (gold / "reviewed.jsonl").unlink()
    done = check(gold, "--format", "json")
    assert done.returncode == 0
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    assert not any(finding["fault"] for finding in findings)
    assert {"unlabelled", "ambiguous"} <= {finding["rule"] for finding in findings}
    (gold / "reviewed.jsonl").write_text(
        "".join(json.dumps({**finding["review"], "reason": "seen"}) + "\n" for finding in findings), encoding="utf-8"
    )
    assert check(gold).stdout.count("\n") == 1


def relabelled(gold: Path, old: str, new: str) -> None:
    """Change words of a text and move its spans along, as an editor of the gold would."""
    from allonym.corpus import Document, Mention
    from allonym.corpus.standoff import attach, read_standoff

    path = gold / f"{TEXT}.txt"
    text = path.read_text(encoding="utf-8")
    document = attach(read_standoff(path.with_suffix(".json")), text, "text")
    place, shift = text.index(old), len(new) - len(old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def moved(mention: Mention) -> Mention:
        by = shift if mention.start > place else 0
        return Mention(mention.start + by, mention.end + by, mention.label, mention.entity)

    changed = Document(
        document.id, path.read_text(encoding="utf-8"), tuple(map(moved, document.mentions)), document.extra
    )
    write_standoff(changed, path.with_suffix(".json"))


def test_a_reviewed_suspect_comes_back_when_the_words_around_it_change(gold: Path) -> None:
    relabelled(gold, "“Has she ever been lost?”", "“Has she never been lost?”")
    done = check(gold)
    assert f"gold/{TEXT}.txt:3: suspect, unlabelled: 'Has' is PERSON elsewhere; " in done.stdout
    assert "…o has known her since Trabzon. “[Has] she never been lost?” a reporte…" in done.stdout
    assert "gold/reviewed.jsonl:" in done.stdout, "the review of the old words is stale"


def test_words_further_away_do_not_bring_it_back(gold: Path) -> None:
    relabelled(gold, "Weekly", "Monthly")
    assert {finding.rule for finding in prove(gold).findings} == {"readings"}, "only the readings are of the old text"


def test_a_spelling_that_the_registry_lacks_and_a_form_without_evidence_are_suspects(gold: Path) -> None:
    registry = gold / "entities.jsonl"
    records = [json.loads(line) for line in registry.read_text(encoding="utf-8").splitlines()]
    for record in records:
        if record["id"] == "sanaa":
            record["spellings"] = [{**record["spellings"][0], "evidence": ""}]
    registry.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    found = {(finding.rule, finding.where.rsplit("/", 1)[-1]) for finding in prove(gold).findings}
    assert ("registry", "entities.jsonl") in found
    assert any(rule == "spellings" for rule, _ in found)


def test_a_folder_without_gold_is_one_line_and_status_2(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no labelled file" in done.stderr


def test_the_articles_are_checked_against_their_text_where_it_is_at_hand() -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the articles are not at hand")
    proof = prove(paths.GOLD, folder)
    assert not proof.unread
    assert not proof.findings
