"""A small case counted by hand, with fake workers; and what the command says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.command import worker

from allonym import paths
from allonym.cli.group import allonym
from allonym.watchlist.lost import around
from allonym.watchlist.sites import Filled

WORKER = """
import json, re, sys
pattern = re.compile(sys.argv[1])
print(json.dumps({"ready": True, "model": "m", "version": "1", "labels": ["PER", "LOC"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    open(sys.argv[0] + ".asked", "a").write(request["text"] + "\\n")
    spans = []
    for match in pattern.finditer(request["text"]):
        label = "LOC" if match[0].startswith("Amman") else "PER"
        spans.append({"start": match.start(), "end": match.end(), "label": label})
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""

TEXTS = '{"id": "1", "text": "Then {name} met Rana."}\n{"id": "2", "text": "Police in Oslo sought {name}."}\n'
NAMES = "name,type,spellings\nOmar Zed,person,Amman Zed;Omar-Zed;Zed\n"


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """`words` finds capitalised words in a row, a place where Amman stands; `hyphens` finds words with hyphens."""
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    options = []
    for name, pattern in (("words", r"[A-Z]\w+( [A-Z]\w+)*"), ("hyphens", r"(?<=\s)[A-Z]\w+-[A-Z]\w+|Rana")):
        path = tmp_path / f"{name}.toml"
        path.write_text(f"{worker(script, pattern)}[labels]\nPER = 'PER'\nLOC = 'LOC'\n")
        options += ["--model", str(path)]
    return options


def names(tmp_path: Path, *options: str, listed: str = NAMES, ending: str = "csv") -> Result:
    (tmp_path / "texts.jsonl").write_text(TEXTS)
    source = tmp_path / f"names.{ending}"
    source.write_text(listed)
    where = ["--texts", str(tmp_path / "texts.jsonl"), "--out", str(tmp_path / "results")]
    return CliRunner().invoke(allonym, ["names", str(source), "--spellings", "0", *where, *options])


def test_a_case_counted_by_hand(tmp_path: Path, models: list[str]) -> None:
    """Four spellings in two texts: "Then Omar Zed met Rana." gives words the span "Then Omar Zed", with another bound.

    words:   text 1 cuts each of them ("Then ..." is in the span), and of Omar-Zed has "Then Omar" and "Zed";
             text 2 finds Omar Zed and Zed, mislabels Amman Zed, cuts Omar-Zed.
    hyphens: Omar-Zed is found in both, the rest is lost.
    Outside the name, words has Rana in text 1 (4 x), Police and Oslo in text 2 (2 x 4); hyphens has Rana (4 x).
    """
    result = names(tmp_path, *models, "--format", "json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    words, hyphens = answer["models"]
    assert [words[key] for key in ("found", "label", "bounds", "missed")] == [2, 1, 5, 0]
    assert [hyphens[key] for key in ("found", "label", "bounds", "missed")] == [2, 0, 0, 6]
    assert (words["spurious"], hyphens["spurious"]) == (12, 4)
    union, vote = answer["pairs"]
    assert (union["by"], union["found"], union["spurious"]) == ("union", 4, 12)
    assert (vote["by"], vote["found"], vote["spurious"]) == ("vote", 0, 4)
    (name,) = answer["names"]
    assert name["found"] == {"words": 0.25, "hyphens": 0.25}
    by_form = {s["form"]: s["outcomes"]["words"] for s in name["spellings"]}
    assert by_form["Amman Zed"] == {"found": 0, "label": 1, "bounds": 1, "missed": 0}
    assert all(not s["derived"] for s in name["spellings"])
    assert (answer["single"], answer["standing"], answer["gold"]) == (0, 0, False)
    first, *_, last = name["lost"]
    assert first == {
        "model": "words", "form": "Omar Zed", "place": "1", "outcome": "bounds",
        "text": "Then ⟦Omar Zed⟧ met Rana.", "said": ["Then Omar Zed PER"],
    }  # fmt: skip
    assert last == {"model": "hyphens", "form": "Zed", "place": "1", "outcome": "missed",
                    "text": "Then ⟦Zed⟧ met Rana.", "said": []}  # fmt: skip
    assert [one["form"] for one in name["lost"] if one["model"] == "words"] == ["Omar Zed", "Amman Zed", "Omar-Zed"]


def test_names_in_one_spelling_only_are_counted_at_the_top_and_lost_ones_shown(
    tmp_path: Path, models: list[str]
) -> None:
    listed = "name,type,spellings\nTariq Trading,company,\nZed Trading,company,\nOmar Zed,person,Omar-Zed\n"
    (tmp_path / "wide.jsonl").write_text('{"id": "1", "text": "Then {name} met Rana."}\n')
    table = names(tmp_path, "--texts", str(tmp_path / "wide.jsonl"), *models, "--format", "md", listed=listed).stdout
    assert "2 of your 3 names had only one spelling to be tried in" in table[: table.index("The models")]
    assert "| Tariq Trading | words | Tariq Trading | bounds | 1 | Then ⟦Tariq Trading⟧ met Rana. |" in table


def test_long_texts_are_cut_around_the_name() -> None:
    text = f"{'before ' * 20}Omar Zed{' after' * 20}"
    shown = around(Filled("1", text, 140, 148, None))
    assert shown == f"…{'before ' * 8}⟦Omar Zed⟧{' after' * 9}…"


def test_a_persons_likeliest_spellings_are_tried(tmp_path: Path, models: list[str]) -> None:
    listed = "name,type\nKhaled Nasser,person\nKhaled Nasser Trading,company\n"
    result = names(tmp_path, *models, "--spellings", "5", "--format", "json", listed=listed)
    forms = {name["name"]: [one["form"] for one in name["spellings"]] for name in json.loads(result.stdout)["names"]}
    assert "Khalid Nasser" in forms["Khaled Nasser"][:6]
    assert forms["Khaled Nasser Trading"] == ["Khaled Nasser Trading"]


def test_csv_has_a_row_for_each_spelling_and_model(tmp_path: Path, models: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(names(tmp_path, *models, "--format", "csv").stdout)))
    assert len(rows) == 4 * 2
    assert all(sum(int(row[key]) for key in ("found", "label", "bounds", "missed")) == 2 for row in rows)
    assert {row["line"] for row in rows} == {"2"}


def test_names_at_risk_come_first(tmp_path: Path, models: list[str]) -> None:
    listed = "Zed\nOmar-Ali\nomar\nTariq Zed\n"
    answer = json.loads(names(tmp_path, *models, "--format", "json", listed=listed, ending="txt").stdout)
    assert [name["name"] for name in answer["names"]] == ["omar", "Zed", "Tariq Zed", "Omar-Ali"]
    table = names(tmp_path, *models, "--show", "1", "--full", listed=listed, ending="txt").stdout
    at_risk = table[table.index("Names at risk") : table.index("Their spellings")]
    assert "omar" in at_risk
    assert "Tariq" not in at_risk


def test_a_second_run_asks_nothing(tmp_path: Path, models: list[str]) -> None:
    first = names(tmp_path, *models, "--format", "json").stdout
    asked = tmp_path / "worker.py.asked"
    count = len(asked.read_text().splitlines())
    assert count == 8 * 2
    assert names(tmp_path, *models, "--format", "json").stdout == first
    assert len(asked.read_text().splitlines()) == count


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path, models: list[str]) -> None:
    listed = "".join(f"Omar{'a' * n} Zed-Omar\n" for n in range(300))
    outputs = []
    for jobs in ("1", "4"):
        for file in (tmp_path / "cache").glob("*"):
            file.unlink()
        outputs.append(names(tmp_path, *models, "--format", "csv", "--jobs", jobs, listed=listed, ending="txt").stdout)
    assert outputs[0].count("\n") > 600
    assert outputs[0] == outputs[1]


def test_every_fault_is_said_with_its_line_and_the_rest_goes_on(tmp_path: Path, models: list[str]) -> None:
    many = ";".join(f"Tariq {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(39))
    lines = ["name,type,spellings", "Omar Zed,,", ",person,", "OMAR ZED,,", "王毅,,", f"Tariq Zed,person,{many}"]
    listed = "\n".join([*lines, "night,,", "Xavier,boat,", "12,,", ""])
    result = names(tmp_path, *models, "--format", "json", listed=listed)
    assert result.exit_code == 0
    said = sorted(line.partition("names.csv:")[2] for line in result.stderr.splitlines() if "names.csv:" in line)
    assert [line.split(":")[0] for line in said] == ["3", "4", "5", "6", "7", "8", "9"]
    for line, what in zip(
        said,
        ("an empty name",
         "tried as a spelling of 'Omar Zed' on line 2", "no table reads it (Cjk)", "40 spellings; the first 24",
         "a common word", "no type 'boat'", "no letters"), strict=True,
    ):  # fmt: skip
        assert what in line
    kept = {name["name"]: len(name["spellings"]) for name in json.loads(result.stdout)["names"]}
    assert kept == {"Omar Zed": 2, "Tariq Zed": 24, "night": 1}


def test_a_list_without_a_usable_name(tmp_path: Path, models: list[str]) -> None:
    result = names(tmp_path, *models, listed="name\n王毅\n")
    assert result.exit_code != 0
    assert "no name of this list can be put into a text" in str(result.exception)


def test_a_model_that_fails_leaves_the_others(tmp_path: Path, models: list[str]) -> None:
    (tmp_path / "broken.toml").write_text("command = ['false']\n[labels]\nPER = 'PER'\n")
    result = names(tmp_path, *models, "--model", str(tmp_path / "broken.toml"), "--format", "json")
    statuses = {model["model"]: model["status"] for model in json.loads(result.stdout)["models"]}
    assert statuses == {"words": "ok", "hyphens": "ok", "broken": "failed"}


def test_the_answer_is_kept_and_its_page_made_again(tmp_path: Path, models: list[str]) -> None:
    result = names(tmp_path, *models, "--format", "json")
    results = tmp_path / "results"
    folder = (results / "latest-names").resolve()
    assert f"kept in {folder}" in result.stderr
    assert (folder / "names.json").read_text("utf-8") == result.stdout
    assert (folder / "names.csv").read_text("utf-8") == names(tmp_path, *models, "--format", "csv").stdout
    page = (folder / "report.html").read_text("utf-8")
    (folder / "report.html").unlink()
    again = CliRunner().invoke(allonym, ["runs", "report", folder.name, "--out", str(results)])
    assert again.exit_code == 0, again.output
    assert (folder / "report.html").read_text("utf-8") == page


def test_show_prints_a_kept_list_as_it_was(tmp_path: Path, models: list[str]) -> None:
    printed = names(tmp_path, *models, "--format", "md").stdout
    where = ["latest-names", "--out", str(tmp_path / "results")]
    shown = CliRunner().invoke(allonym, ["show", *where, "--format", "md"])
    assert shown.stdout == printed
    refused = CliRunner().invoke(allonym, ["show", *where, "--by", "entity"])
    assert "is a run of allonym names, which has one view" in str(refused.exception)


def test_nothing_is_kept_where_no_model_answered(tmp_path: Path, models: list[str]) -> None:
    (tmp_path / "broken.toml").write_text("command = ['false']\n[labels]\nPER = 'PER'\n")
    result = names(tmp_path, "--model", str(tmp_path / "broken.toml"))
    assert "no model was measured" in str(result.exception)
    assert not (tmp_path / "results").exists()


def test_the_page_escapes_what_a_list_holds_and_loads_nothing(tmp_path: Path, models: list[str]) -> None:
    listed = "Omar <script>alert(1)</script>\n"
    page = names(tmp_path, *models, "--format", "html", listed=listed, ending="txt").stdout
    assert page.startswith("<!doctype html>")
    assert "Omar &lt;script&gt;" in page
    assert "Omar \\u003cscript>" in page
    assert "<script>alert" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_names_are_tested_where_they_stand_in_texts(tmp_path: Path, models: list[str]) -> None:
    """Beside the place of {name}: each spelling there too, and what stands in the text is one of them."""
    (tmp_path / "one.txt").write_text("Police met Omár Zed.\n\nNobody knew Tariq-Ali.\n")
    for texts, places in (("one.txt", 1), ("both.jsonl", 2)):
        (tmp_path / "both.jsonl").write_text(
            '{"id": "1", "text": "Police met Omár Zed."}\n{"id": "2", "text": "Police saw {name} and Tariq-Ali."}\n'
        )
        result = names(tmp_path, "--texts", str(tmp_path / texts), *models, "--format", "json",
                       listed="Omar Zed\nTariq-Ali\n", ending="txt")  # fmt: skip
        assert result.exit_code == 0, result.output
        found = {
            name["name"]: {one["form"]: sum(one["outcomes"]["words"].values()) for one in name["spellings"]}
            for name in json.loads(result.stdout)["names"]
        }
        assert found == {"Omar Zed": {"Omar Zed": places, "Omár Zed": places}, "Tariq-Ali": {"Tariq-Ali": places}}


def test_a_name_is_found_in_texts_in_a_spelling_that_is_not_tried(tmp_path: Path, models: list[str]) -> None:
    (tmp_path / "one.txt").write_text("Police met Khalid Naser and Ann Alee.\n")
    result = names(tmp_path, "--texts", str(tmp_path / "one.txt"), *models, "--format", "json",
                   listed="Khaled Nasser\nAnna Lee\n", ending="txt")  # fmt: skip
    assert result.exit_code == 0, result.output
    [name] = json.loads(result.stdout)["names"]
    assert (name["name"], [one["form"] for one in name["spellings"]]) == (
        "Khaled Nasser", ["Khaled Nasser", "Khalid Naser"],
    )  # fmt: skip


def test_names_that_have_no_place_are_said(tmp_path: Path, models: list[str]) -> None:
    (tmp_path / "one.txt").write_text("Police met Omar Zed.\n")
    where = ("--texts", str(tmp_path / "one.txt"))
    result = names(tmp_path, *where, *models, "--format", "csv", listed="Omar Zed\nTariq Ali\n", ending="txt")
    assert "names.txt: 1 of 2 names have no place in the texts (Tariq Ali); passed over" in result.stderr
    nowhere = names(tmp_path, *where, *models, listed="Tariq Ali\n", ending="txt")
    assert "one.txt: none of these names stands in these texts, and no {name}" in str(nowhere.exception)
