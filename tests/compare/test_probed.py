"""What the gate holds of the probes: counts by entity, their test, and what the baseline says of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import allonym_here
from support.pairs import english, table
from support.runs import keep_run, perfect, write_gold

from allonym.compare import probed
from allonym.evaluate.rows import Row
from allonym.evaluate.spelling_rows import probe_rows
from allonym.match.mentions import FOUND, MISSED
from allonym.measures.main import Selection
from allonym.measures.pairs import Pairs
from allonym.statistics import Resamplers, randomisation_test

POLICY = """
corpora = ["gold.jsonl"]

[[measure]]
name = "spelling.recall"
probe = "respell"
largest_drop = 0.01
significant = true
"""


def tables(seed: int = 1) -> dict[str, dict[str, Pairs]]:
    return {"respell": {"m": table(seed)}, "control": {"m": english(seed)}}


def selection_of(row: Row) -> Selection:
    return Selection(name=row.measure, label=row.label, probe=row.probe, slice=row.slice)


def test_the_counts_of_entities_make_the_numbers_of_the_rows() -> None:
    asked = tables()
    rows = probe_rows("m", {probe: models["m"] for probe, models in asked.items()}, Resamplers(replicates=2))
    mine = [row for row in rows if row.corpus in ("gold", "other") and row.measure != "edit.cost"]
    assert {row.measure for row in mine} > {"spelling.both", "spelling.worst", "spelling.gap", "ledger.origin"}
    for row in mine:
        selection = selection_of(row)
        assert probed.known(selection)
        entities = probed.entity_counts(selection, row.corpus, "m", asked)
        assert entities is not None
        assert probed.value(selection, entities) == pytest.approx(row.value)
        again = {who: probed.read(probed.written(counts)) for who, counts in entities.items()}
        assert probed.value(selection, again) == pytest.approx(row.value, abs=1e-9)


def test_a_slice_is_counted_on_a_corpus_too() -> None:
    selection = Selection(name="spelling.recall", probe="respell", slice="scheme:s1")
    mine = table(1).part("gold", slice_="scheme:s1").put
    entities = probed.entity_counts(selection, "gold", "m", tables())
    assert entities is not None
    assert tuple(map(sum, zip(*entities.values(), strict=True))) == (mine.found.sum(), len(mine))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_the_test_is_the_enumeration_of_all_swaps_of_entities(found: list[tuple[int, int]]) -> None:
    for name in ("spelling.recall", "spelling.worst"):
        selection = Selection(name=name, probe="respell")
        below = [1 if name == "spelling.worst" else 3 + n for n in range(len(found))]
        sides = [{f"e{n}": (pair[side], below[n]) for n, pair in enumerate(found)} for side in (0, 1)]
        one, two = (probed.columns(side, sorted(side)) for side in sides)
        tested = randomisation_test(one, two, None, probed.statistic(selection))

        def difference(swaps: Any, selection: Selection = selection, sides: Any = sides) -> float:
            entities = [
                {entity: sides[side ^ swap][entity] for entity, swap in zip(sides[0], swaps, strict=True)}
                for side in (0, 1)
            ]
            first, second = (probed.value(selection, each) for each in entities)
            assert first is not None
            assert second is not None
            return abs(first - second)

        seen = difference([0] * len(found))
        ways = [difference(swaps) >= seen - 1e-9 for swaps in product((0, 1), repeat=len(found))]
        assert tested.p == pytest.approx(np.mean(ways))


@pytest.mark.parametrize("text", ["3", "3/", "-1/2", "03/4", "a/b", "1/2:", ""])
def test_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        probed.read(text)


def with_outcomes(pairs: Pairs, found: Any) -> Pairs:
    after = np.where(np.broadcast_to(found, len(pairs)), FOUND, MISSED)
    return replace(pairs, numbers={**pairs.numbers, "after": after})


def everything() -> Pairs:
    return with_outcomes(table(1), True)


def without(*entities: int) -> Pairs:
    pairs = table(1)
    return with_outcomes(pairs, ~np.isin(pairs.codes["entity"], entities))


class Project:
    """A folder with gold, a policy, and runs whose pairs are what a test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.baseline = folder / "allonym-baseline.json"

    def run(self, name: str, pairs: Pairs | None) -> None:
        probes = None if pairs is None else {"m": {"respell": pairs}}
        keep_run(self.folder / "results", name, self.folder / "gold.jsonl", {"m": perfect()}, pairs=probes)

    def gate(self, *arguments: str) -> Any:
        return allonym_here(self.folder, "gate", *arguments, COLUMNS="160")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("probed"))
    write_gold(project.folder / "gold.jsonl")
    (project.folder / "allonym-gate.toml").write_text(POLICY)
    project.run("first", everything())
    assert project.gate("--update", "--reason", "the first one").returncode == 0
    return project.folder


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Project:
    shutil.copytree(begun, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


def test_a_drop_of_one_entity_can_be_chance_and_one_of_most_is_not(project: Project) -> None:
    assert project.gate().returncode == 0
    project.run("one", without(3))
    done = project.gate()
    assert done.returncode == 0, done.stdout
    assert "but it can be chance" in done.stdout
    project.run("most", without(*range(1, 12)))
    done = project.gate("--format", "json")
    assert done.returncode == 1, done.stdout
    told = json.loads(done.stdout)
    (check,) = told["checks"]
    assert (check["what"], check["status"]) == ("spelling.recall micro coarse neutral respell all", "regressed")
    assert 0 < check["p"] <= 0.05
    assert {entity["entity"] for entity in told["entities"]} <= {f"entity{n}" for n in range(1, 12)}
    assert all(entity["after"].startswith("0/") for entity in told["entities"])


def test_the_entities_behind_a_regression_are_shown(project: Project) -> None:
    project.run("most", without(*range(1, 12)))
    done = project.gate("--junit", "out.xml")
    assert "Names lost by spelling" in done.stdout
    assert "entity5" in done.stdout
    assert "entity5" in (project.folder / "out.xml").read_text()


def test_the_baseline_has_a_line_an_entity(project: Project) -> None:
    content = project.baseline.read_text()
    pairs = table(1).part("gold").put
    of_five = int((pairs.codes["entity"] == 5).sum())
    assert f'"entity5": "{of_five}/{of_five}"' in content
    project.run("less", without(5))
    assert project.gate("--update", "--reason", "an entity less").returncode == 0
    changed = set(project.baseline.read_text().splitlines()) - set(content.splitlines())
    assert f'"entity5": "0/{of_five}"' in "\n".join(changed)
    assert len(changed) <= 6  # its line, the value, the history


def test_other_questions_are_broken(project: Project) -> None:
    project.run("fewer", everything().where("stratum", "stratum0"))
    done = project.gate()
    assert done.returncode == 2
    wanted = "broken: gold probe respell: asks other spellings or places than when the baseline was written; "
    assert done.stdout.splitlines()[-1].startswith(wanted)


def test_a_run_without_the_probe_is_told(project: Project) -> None:
    project.run("none", None)
    done = project.gate()
    assert (done.returncode, done.stdout) == (2, "")
    assert "no measure 'spelling.recall'" in done.stderr


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda s: s.replace('"entity5": "', '"entity5": "1/1 '), "has not 1 shares"),
        (lambda s: s.replace('"entity5": "', '"entity5": "x'), "edited by hand: "),
        (lambda s: s.replace('"entity5": "', '"entity5": "1'), "its counts say"),
    ],
    ids=["too many", "no share", "another share"],
)
def test_a_damaged_share_is_one_line(project: Project, damage: Any, line: str) -> None:
    sound = project.baseline.read_text()
    project.baseline.write_text(damage(sound))
    assert project.baseline.read_text() != sound
    done = project.gate()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert line in done.stderr


def test_an_entity_must_be_found_under_every_probed_spelling(project: Project) -> None:
    pairs = everything()
    names = {factor: pairs.values[factor] for factor in ("entity", "spelling")}
    renamed = tuple("ali_mamlouk" if name == "entity5" else name for name in names["entity"])
    mine = replace(pairs, values={**pairs.values, "entity": renamed})
    held = 'must_find = [{ entity = "ali_mamlouk", under = "every-probed-spelling" }]\n'
    (project.folder / "allonym-gate.toml").write_text(held + POLICY.replace("significant = true", "largest_rise = 1")
                                                      .replace("largest_drop = 0.01\n", ""))  # fmt: skip
    project.run("all", mine)
    assert project.gate("--update", "--reason", "every spelling of Ali Mamlouk").returncode == 0
    done = project.gate()
    assert (done.returncode, "ali_mamlouk (every-probed-spelling)" in done.stdout) == (0, True)
    assert "to make this run the baseline" not in done.stdout
    lost = (pairs.codes["entity"] == 5) & (pairs.codes["spelling"] == 2)
    project.run("one less", with_outcomes(mine, ~lost))
    done = project.gate()
    assert done.returncode == 1
    assert f"lost: {names['spelling'][2]}" in done.stdout
    project.run("not asked", mine.where("entity", "entity3"))
    assert project.gate("--update", "--reason", "it is not asked for").returncode == 0
    printed = " ".join(project.gate().stdout.split())
    assert "no other spelling of it was put into this corpus" in printed


def test_an_older_baseline_is_written_anew_with_its_history(project: Project) -> None:
    old = json.loads(project.baseline.read_text())
    del old["asked"], old["probes"]
    project.baseline.write_text(json.dumps(old | {"schema": "allonym/baseline/1"}))
    done = project.gate()
    assert done.returncode == 2
    assert "is older than allonym/baseline/2; write it anew; its history is kept: allonym gate --update" in done.stderr
    assert project.gate("--update", "--reason", "the schema").returncode == 0
    assert [step["reason"] for step in json.loads(project.baseline.read_text())["history"]] == [
        "the first one",
        "the schema",
    ]
    assert project.gate().returncode == 0
