"""`allonym gate`: the four exit statuses as of a process, what it names, and every kind of bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from support.command import allonym, allonym_here
from support.runs import TEXTS, keep_run, perfect, without, write_gold

POLICY = 'corpora = ["gold.jsonl"]\n'
TWO = POLICY + '[[measure]]\nname = "strict.f1"\n[[measure]]\nname = "names.found"\n'


class Project:
    """A folder with gold, a policy, a run that finds everything, and the baseline of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gold = folder / "gold.jsonl"

    def begin(self) -> None:
        write_gold(self.gold)
        self.policy(TWO)
        self.run("first", {"m": perfect()})
        assert self.gate("--update", "--reason", "the first one").returncode == 0

    def policy(self, text: str) -> None:
        (self.folder / "allonym-gate.toml").write_text(text)

    def run(self, name: str, predictions: Any, **more: Any) -> Path:
        return keep_run(self.folder / "results", name, self.gold, predictions, **more)

    def gate(self, *arguments: str, **environment: str) -> Any:
        return allonym_here(self.folder, "gate", *arguments, **{"COLUMNS": "160"} | environment)

    def process(self, *arguments: str) -> Any:
        """The command as CI runs it."""
        return allonym(self.folder, "gate", *arguments)

    @property
    def baseline(self) -> Path:
        return self.folder / "allonym-baseline.json"


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    Project(folder).begin()
    return folder


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Project:
    shutil.copytree(begun, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Project(tmp_path)


def broken(done: Any, line: str) -> None:
    """Exit 2 with one line on standard error that says what and how to mend, and nothing on standard output."""
    assert (done.returncode, done.stdout) == (2, ""), done.stdout + done.stderr
    assert line in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def test_the_same_run_holds(project: Project) -> None:
    done = project.process()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "holds: 2 checks; names lost 0, found anew 0"


def test_the_runs_headline_is_said_word_for_word(project: Project) -> None:
    said = "m ranks first: it finds 55.5% of 736 mentions of people."
    headline = {"measure": "spelling.f1", "probe": "respell", "slice": "register:press", "label": "PER"}
    row = {"model": "m", "corpus": "gold", "value": 0.5, "n": 736} | headline
    board = project.folder / "results" / "first" / "leaderboard.json"
    board.write_text(json.dumps(json.loads(board.read_text()) | {"verdict": [said, "And more."], "rows": [row]}))
    done = project.gate()
    assert said in done.stdout
    assert "And more." not in done.stdout
    assert json.loads(project.gate("--format", "json").stdout)["headline"] == said


def test_a_lost_mention_regresses_and_is_named(project: Project) -> None:
    lost = perfect()
    lost["d1"] = [span for span in lost["d1"] if TEXTS[1][span[0] : span[1]] != "Mamlouk"]
    project.run("second", {"m": lost})
    done = project.process()
    assert done.returncode == 1
    table, verdict = done.stdout.rsplit("\n", 2)[0], done.stdout.splitlines()[-1]
    assert "ali_mamlouk" in table
    assert "d1:0" in table
    assert verdict.startswith("regressed: m gold strict.f1 micro coarse neutral: fell by ")
    assert verdict.endswith("names lost: Mamlouk (1)")
    kept = json.loads((project.folder / "results" / "second" / "gate.json").read_text())
    assert (kept["status"], kept["exit_status"]) == ("regressed", 1)
    (lost_name,) = kept["names"][0]["lost"]
    assert (lost_name["entity"], lost_name["surface"], lost_name["start"]) == ("ali_mamlouk", "Mamlouk", 0)


def test_names_found_anew_hold_and_offer_to_update(project: Project) -> None:
    project.run("worse", {"m": without("Sana")})
    assert project.gate("--update", "--reason", "start low").returncode == 0
    project.run("better", {"m": perfect()})
    done = project.gate()
    assert done.returncode == 0
    assert "Sana" in done.stdout
    assert done.stdout.splitlines()[-1] == "to make this run the baseline: allonym gate --update --reason WHY"


def test_a_failed_model_is_broken_and_the_table_says_why(project: Project) -> None:
    project.run("second", {}, failed={"m": "it crashed"})
    done = project.process()
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "broken: m model: failed: it crashed"


def test_a_renamed_model_is_broken_and_says_how_to_mend(project: Project) -> None:
    project.run("second", {"m-2": perfect()})
    done = project.gate()
    assert done.returncode == 2
    wanted = "not in the run, which has m-2; if it was renamed: allonym bench --model ID --as m"
    assert done.stdout.splitlines()[-1] == f"broken: m model: {wanted}"


def test_an_empty_run_never_passes(project: Project) -> None:
    project.run("second", {"m": {document: [] for document in perfect()}})
    assert project.gate().returncode == 1
    write_gold(project.gold, ["Nobody is here.", "Nor here."])
    project.run("third", {"m": {"d0": [], "d1": []}})
    done = project.gate("--update", "--reason", "nothing", "--baseline", "new.json")
    assert (done.returncode, done.stdout) == (3, "")
    assert not (project.folder / "new.json").exists()


def test_a_policy_that_holds_nothing_measures_nothing(project: Project) -> None:
    project.policy(POLICY + "measure = []\n")
    snapshot = json.loads(project.baseline.read_text())
    told = project.gate("--update", "--reason", "hold nothing")
    assert told.returncode == 3
    assert json.loads(project.baseline.read_text()) == snapshot


def test_numbers_that_are_not_measured_exit_3(project: Project) -> None:
    only = POLICY + '[[measure]]\nname = "strict.f1"\nmodels = ["other"]\n'
    project.policy(only)
    assert project.gate("--update", "--reason", "a policy for another model").returncode == 0
    done = project.process()
    assert done.returncode == 3
    assert done.stdout.splitlines()[-1].startswith("nothing measured")


def test_a_changed_gold_is_broken(project: Project) -> None:
    write_gold(project.gold, [*TEXTS, "Omar again."])
    broken(project.gate(), "scored on another gold of gold than the one here; make the run again: allonym bench")
    project.run("second", {"m": perfect() | {"d8": [(0, 4, "PERSON")]}})
    done = project.gate()
    assert done.returncode == 2
    assert "gold gold: changed since the baseline was written" in done.stdout.splitlines()[-1]


def test_a_changed_policy_is_broken_but_its_layout_may_change(project: Project) -> None:
    project.policy("# a comment\n" + TWO.replace(" ", ""))
    assert project.gate().returncode == 0
    project.policy(POLICY + "largest_loss = 5\n")
    done = project.gate()
    assert done.returncode == 2
    assert "policy: changed since the baseline was written" in done.stdout.splitlines()[-1]


def test_no_run_and_no_baseline(tmp_path: Path) -> None:
    missing = "allonym-baseline.json: no baseline; write one: allonym gate --update --reason WHY"
    broken(allonym(tmp_path, "gate"), missing)
    broken(allonym(tmp_path, "gate", "--update", "--reason", "x"), "no run 'latest'")


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda s: s.replace('"m": {', '<<<<<<< HEAD\n"m": {\n=======', 1), "a merge conflict is not resolved"),
        (lambda s: s[: len(s) // 2], "not whole JSON"),
        (lambda _: "", "not whole JSON"),
        (lambda s: s.replace("baseline/2", "baseline/3"), "schema allonym/baseline/3 is newer than allonym/baseline/2"),
        (lambda s: s.replace("baseline/2", "baseline/1"), "schema allonym/baseline/1 is older than allonym/baseline/2"),
        (lambda s: s.replace("allonym/baseline/2", "other/2"), "schema 'other/2' is not allonym/baseline/2"),
        (lambda _: "[]", "schema None is not"),
        (lambda s: s.replace('neutral": [1.0]', 'neutral": [NaN]'), "NaN is no number"),
        (lambda s: s.replace('neutral": [1.0]', 'neutral": [0.5]'), "is 0.5, its counts say 1.0"),
        (lambda s: s.replace('"names": ', '"surprise": 1, "names": '), "not a baseline: "),
        (lambda s: s.replace('"names": ', '"names": "many'), "not whole JSON"),
        (lambda s: s.replace("LOC Idlib", "LOC Adlib"), "names are not those of the gold (idlib LOC Adlib)"),
        (lambda s: s.replace('Idlib": ["+"]', 'Idlib": ["++"]'), "idlib LOC Idlib has 5 mentions, not '++'"),
        (lambda s: s.replace('"d0": [[', '"d0": [[1, '), "edited by hand: "),
    ],
    ids=[
        "merge", "torn", "empty", "newer", "older", "other", "no object", "nan", "edited", "unknown key", "no number",
        "other name", "too few marks", "ragged counts",
    ],
)  # fmt: skip
def test_a_damaged_baseline_is_one_line(project: Project, damage: Any, line: str) -> None:
    sound = project.baseline.read_text()
    project.baseline.write_text(damage(sound))
    assert project.baseline.read_text() != sound
    broken(project.gate(), line)


def test_update_does_not_write_over_a_history_that_it_cannot_read(project: Project) -> None:
    project.baseline.write_text("<<<<<<< HEAD\n" + project.baseline.read_text())
    broken(project.gate("--update", "--reason", "x"), "a merge conflict is not resolved")
    assert project.baseline.read_text().startswith("<<<<<<<")


def test_a_measure_that_the_baseline_calls_otherwise_is_broken(project: Project) -> None:
    sound = project.baseline.read_text()
    project.baseline.write_text(sound.replace('"strict.f1 micro coarse neutral":', '"strict.f9 micro coarse neutral":'))
    done = project.gate()
    assert done.returncode == 2
    wanted = "not in the baseline; write it anew: allonym gate --update --reason WHY"
    assert done.stdout.splitlines()[-1] == f"broken: m gold strict.f1 micro coarse neutral: {wanted}"


def test_a_baseline_that_is_not_utf_8_is_one_line(project: Project) -> None:
    project.baseline.write_bytes(b"\xff\xfe\x00")
    broken(project.gate(), "is not UTF-8")


@pytest.mark.parametrize(
    ("policy", "line"),
    [
        ("corpora = [", "not TOML"),
        ("corpora = 3", "Expected `array`, got `int` - at `corpora`"),
        ("corpus = []", "unknown field `corpus`"),
        (POLICY + '[[measure]]\nname = "strict.f2"', "no measure 'strict.f2'; did you mean strict.f1"),
        (POLICY + '[[measure]]\nname = "strict.f1"\nlabel = "PERS"', "no label 'PERS'; did you mean PER?"),
        (POLICY + '[[measure]]\nname = "strict.f1"\nconvention = "row"', "no convention 'row'; did you mean raw?"),
        (POLICY + '[[measure]]\nname = "strict.f1"\nlargest_drop = nan', "nan is no largest change"),
        (POLICY + '[[measure]]\nname = "strict.f1"\nlargest_drop = 0\nlargest_rise = 0', "both largest_drop and"),
        (POLICY + 'must_find = ["ali_mamluk"]', "no entity 'ali_mamluk'; did you mean ali_mamlouk?"),
        ('corpora = ["golden.jsonl"]', "golden.jsonl: no such file"),
    ],
)
def test_a_faulty_policy_is_one_line(project: Project, policy: str, line: str) -> None:
    project.policy(policy)
    broken(project.gate(), line)


def test_update_needs_a_reason_and_keeps_every_reason(project: Project) -> None:
    broken(project.gate("--update"), "--update and --reason go together")
    broken(project.gate("--reason", "but no update"), "--update and --reason go together")
    project.run("second", {"m": without("Idlib")})
    assert project.gate("--update", "--reason", "  Idlib is\nno longer ours ").returncode == 0
    history = json.loads(project.baseline.read_text())["history"]
    assert [(step["reason"], step["run"]) for step in history] == [
        ("the first one", "first"), ("Idlib is no longer ours", "second"),
    ]  # fmt: skip
    assert all(len(step["date"]) == 10 for step in history)
    assert project.gate().returncode == 0


def test_update_refuses_a_model_of_the_policy_that_failed(project: Project) -> None:
    project.policy(POLICY + 'models = ["m", "n"]\n')
    project.run("second", {"m": perfect()}, failed={"n": "it hung"})
    before = project.baseline.read_bytes()
    broken(project.gate("--update", "--reason", "x"), "n is in the policy but failed: it hung; run it")
    assert project.baseline.read_bytes() == before


def test_the_baseline_reads_in_a_diff(project: Project) -> None:
    first = project.baseline.read_text().splitlines()
    project.run("second", {"m": without("Sana")})
    project.gate("--update", "--reason", "an agency less")
    second = project.baseline.read_text().splitlines()
    assert '"sana ORG Sana": ["+"]' in "\n".join(first)
    assert '"sana ORG Sana": ["-"]' in "\n".join(second)
    assert len(set(second) - set(first)) <= 8
    assert max(map(len, second)) < 160


def test_must_find_by_mention_spelling_and_every_mention(project: Project) -> None:
    for under, lost, status in [
        ("any-mention", ["Ali Mamluk"], 0),
        ("any-mention", ["Ali Mamluk", "Ali Mamlouk", "Mamlouk"], 1),
        ("every-spelling", ["Ali Mamluk"], 1),
    ]:
        project.policy(POLICY + f'must_find = [{{ entity = "ali_mamlouk", under = "{under}" }}]\n'
                       '[[measure]]\nname = "names.found"\nlargest_drop = 1\n')  # fmt: skip
        (project.baseline).unlink()
        project.run(f"all {under} {len(lost)}", {"m": perfect()})
        assert project.gate("--update", "--reason", "x").returncode == 0
        project.run(f"lost {under} {len(lost)}", {"m": without(*lost)})
        done = project.gate()
        assert done.returncode == status, done.stdout
        if status:
            assert f"lost: {lost[0]}" in done.stdout


def test_every_mention_must_be_found(project: Project) -> None:
    lost = perfect()
    lost["d7"] = [span for span in lost["d7"] if TEXTS[7][span[0] : span[1]] != "Mamlouk"]
    project.policy(POLICY + 'must_find = [{ entity = "ali_mamlouk", under = "every-mention" }]\n'
                   '[[measure]]\nname = "names.found"\nlargest_drop = 1\n')  # fmt: skip
    assert project.gate("--update", "--reason", "x").returncode == 0
    project.run("second", {"m": lost})
    done = project.gate()
    assert (done.returncode, "lost: Mamlouk" in done.stdout) == (1, True)


def test_names_that_may_be_lost_are_counted(project: Project) -> None:
    for allowed, status in [(2, 0), (1, 1)]:
        project.policy(POLICY + f'largest_loss = {allowed}\n[[measure]]\nname = "strict.f1"\nlargest_drop = 1\n')
        project.run(f"all {allowed}", {"m": perfect()})
        assert project.gate("--update", "--reason", "x").returncode == 0
        project.run(f"lost {allowed}", {"m": without("Sana")})
        assert project.gate().returncode == status


def test_a_drop_that_can_be_chance_holds_where_it_must_be_significant(project: Project) -> None:
    project.policy(POLICY + '[[measure]]\nname = "strict.f1"\nsignificant = true\n')
    assert project.gate("--update", "--reason", "x").returncode == 0
    project.run("second", {"m": without("Sana")})
    done = project.gate()
    assert done.returncode == 0
    assert "but it can be chance" in done.stdout
    project.run("third", {"m": {document: [] for document in perfect()}})
    assert project.gate().returncode == 1


def test_a_measure_of_probes_is_held_as_a_number(project: Project) -> None:
    def row(value: float) -> dict[str, Any]:
        return {
            "model": "m", "corpus": "gold", "probe": "respell", "slice": "all", "tagset": "coarse",
            "convention": "neutral", "label": "PER", "measure": "spelling.flip", "value": value, "low": None,
            "high": None, "n": 9, "counts": {},
        }  # fmt: skip

    held = '[[measure]]\nname = "spelling.flip"\nlabel = "PER"\nprobe = "respell"\nlargest_rise = 0.1\n'
    project.policy(POLICY + held)
    broken(project.gate("--update", "--reason", "x"), "policy: no measure 'spelling.flip'")
    for number, (value, status) in enumerate([(0.2, 0), (0.29, 0), (0.31, 1)]):
        project.run(f"flip {number}", {"m": perfect()}, rows=[row(value)])
        if number == 0:
            assert project.gate("--update", "--reason", "x").returncode == 0
        assert project.gate().returncode == status
    project.run("gone", {"m": perfect()})
    broken(project.gate(), "no measure 'spelling.flip'")


def test_only_the_named_model_is_held(project: Project) -> None:
    project.run("both", {"m": perfect(), "n": perfect()})
    assert project.gate("--update", "--reason", "two").returncode == 0
    project.run("one", {"m": perfect()})
    assert project.gate().returncode == 2
    assert project.gate("--model", "m").returncode == 0
    done = project.gate("--model", "x")
    assert (done.returncode, "not in the baseline" in done.stdout) == (2, True)


def test_junit_names_what_failed(project: Project) -> None:
    project.run("second", {"m": without("Sana")})
    assert project.gate("--junit", "out.xml").returncode == 1
    suite = ElementTree.parse(project.folder / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "2", "0")
    assert "m lost Sana (sana, gold): d3:25, d4:0" in str(suite.find("testcase/failure").text)  # type: ignore[union-attr]


def test_on_github_it_annotates_and_writes_the_summary(project: Project) -> None:
    project.run("second", {"m": without("Sana")})
    summary = project.folder / "summary.md"
    done = project.gate(GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    errors = [line for line in done.stderr.splitlines() if line.startswith("::error ")]
    assert len(errors) == 2
    assert errors[0].startswith("::error file=allonym-baseline.json,title=allonym%3A regressed::m gold strict.f1")
    assert "::warning file=allonym-baseline.json,title=allonym%3A name lost::m lost Sana" in done.stderr
    assert summary.read_text().startswith(
        "<!-- allonym gate -->\n## Allonym gate: regressed\n\nregressed: m gold strict.f1"
    )
    assert "| m | gold | sana | Sana | 2 | d3:25, d4:0 |" in summary.read_text()


def test_json_is_the_whole_answer(project: Project) -> None:
    told = json.loads(project.gate("--format", "json", GITHUB_ACTIONS="true").stdout)
    assert (told["schema"], told["status"]) == ("allonym/gate/1", "holds")
    assert (told["baseline"], told["run"]) == ("first", "first")
    assert {check["what"] for check in told["checks"]} == {"strict.f1 micro coarse neutral", "names.found"}


def test_a_corpus_that_the_run_lacks_is_broken(project: Project) -> None:
    other = write_gold(project.folder / "other.jsonl", TEXTS[:3])
    keep_run(project.folder / "results", "second", other, {"m": {f"d{n}": perfect()[f"d{n}"] for n in range(3)}})
    done = project.gate()
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "broken: m gold corpus: not in the run; allonym bench --corpus gold"


def test_marks_stand_for_mentions_in_their_order(project: Project) -> None:
    lost = perfect()
    lost["d4"] = [span for span in lost["d4"] if TEXTS[4][span[0] : span[1]] != "Idlib"]
    project.run("second", {"m": lost, "n": without("Idlib")})
    assert project.gate("--update", "--reason", "x").returncode == 0
    assert '"idlib LOC Idlib": ["+++-+", "-"]' in project.baseline.read_text()
    assert project.gate().returncode == 0
