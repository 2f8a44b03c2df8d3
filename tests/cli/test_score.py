"""`allonym score` against the answers of six scorers, and on bad input."""

import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from support.command import HERE, allonym

from allonym.cli import group
from allonym.errors import InputError

CASES = [
    json.loads(line)
    for line in Path(__file__).parent.parent.joinpath("data", "conformance.jsonl").read_text().splitlines()
]
PEER = {"strict": "strict", "exact": "exact", "type": "ent_type", "partial": "partial"}
GOLD = '{"id": "a", "text": "Ali left Homs", "spans": [{"start": 0, "end": 3, "label": "PER"}]}\n'


def run(*arguments: object, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    group.allonym.main(["score", *map(str, arguments), "--format", "json"], standalone_mode=False)
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def fails(*arguments: object) -> tuple[int, str]:
    """Exit status and standard error of a real process; its standard output is empty."""
    done = allonym(HERE, "score", *arguments)
    assert not done.stdout
    assert done.stderr.count("\n") == 1
    return done.returncode, done.stderr


def conll(path: Path, sequences: list[list[str]]) -> Path:
    path.write_text("\n".join("".join(f"w{n}\t{tag}\n" for n, tag in enumerate(tags)) for tags in sequences))
    return path


def per_mille(value: float | None) -> int:
    return round(10000 * (value or 0))


@pytest.fixture(params=CASES, ids=lambda case: str(case["id"]))
def case(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    return request.param | {
        "files": (
            conll(tmp_path / "g.conll", request.param["y_true"]),
            conll(tmp_path / "p.conll", request.param["y_pred"]),
        )
    }


def test_conlleval_seqeval_default_seqscore_and_nervaluate(
    case: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = run(*case["files"], "--repair", "conlleval", capsys=capsys)
    strict = answer["micro"]["strict"]
    values = [strict[name] for name in ("precision", "recall", "f1")]
    assert values == pytest.approx(case["seqeval_default"], abs=1e-12)
    tp, theirs = strict["correct"], case["seqscore_conlleval"]
    assert (tp, strict["predicted"] - tp, strict["gold"] - tp) == (theirs["tp"], theirs["fp"], theirs["fn"])
    for scheme, peer in PEER.items():
        ours = answer["micro"][scheme]
        assert {key: ours[key] for key in case["nervaluate_1_2_1"][peer]} == pytest.approx(
            case["nervaluate_1_2_1"][peer]
        )
    for line in case["conlleval_pl"][1:]:
        label = re.match(r" *([A-Z]+): ", line)
        numbers = [round(100 * float(number)) for number in re.findall(r"(\d+\.\d+)", line)[-3:]]
        cell = answer["labels"][label[1]]["strict"] if label else strict
        assert [per_mille(cell[name]) for name in ("precision", "recall", "f1")] == pytest.approx(numbers, abs=1)
        if label:
            assert cell["predicted"] == int(line.split()[-1])


def test_seqeval_strict_and_seqscore_discard(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    strict = run(*case["files"], "--repair", "discard", capsys=capsys)["micro"]["strict"]
    values = [strict[name] for name in ("precision", "recall", "f1")]
    assert values == pytest.approx(case["seqeval_strict_iob2"], abs=1e-12)
    tp, theirs = strict["correct"], case["seqscore_discard"]
    assert (tp, strict["predicted"] - tp, strict["gold"] - tp) == (theirs["tp"], theirs["fp"], theirs["fn"])


def test_invalid_tags_are_an_error_unless_a_repair_is_chosen(
    case: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [pair for tags in case["y_pred"] for pair in pairwise(["O", *tags])]
    valid = all(tag[0] != "I" or before[1:] == tag[1:] for before, tag in pairs)
    assert valid or not case["pred_is_valid_bio"]
    if valid:
        strict = run(*case["files"], capsys=capsys)["micro"]["strict"]
        assert strict["f1"] == pytest.approx(case["seqeval_strict_iob2"][2], abs=1e-12)
    else:
        with pytest.raises(InputError, match=r"p\.conll:\d+: I-[A-Z]+ is not valid IOB2 here"):
            run(*case["files"], capsys=capsys)


def test_labels_add_up_and_macro_is_their_mean(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    answer = run(*case["files"], "--repair", "conlleval", capsys=capsys)
    for scheme in PEER:
        cells = [cell[scheme] for cell in answer["labels"].values()]
        for key in ("correct", "incorrect", "partial", "missed", "spurious", "gold", "predicted"):
            assert sum(cell[key] for cell in cells) == answer["micro"][scheme][key]
        for name in ("precision", "recall", "f1"):
            mean = sum(cell[name] for cell in cells) / len(cells)
            assert answer["macro"][scheme][name] == pytest.approx(mean)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(GOLD)
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": "b", "spans": []}\n', "the predictions lack 1 document: 'a'"),
        (b'{"id": "a", "spans": []}\n{"id": "b", "spans": []}\n', "gold lacks 1 document: 'b'"),
        (b'{"id": "a", "text": "Eli left Homs", "spans": []}\n', "document 'a': the texts differ at 0"),
        (b"", "pred.jsonl: holds no documents"),
        (b'{"id": "a", "spans": [{"start": 0, "end": 14, "label": "X"}]}\n', "ends after the text, which has 13"),
        (b'{"id": "a", "spans": [{"start": 3, "end": 3, "label": "X"}]}\n', "is not a stretch of text"),
        (b'{"id": "a", "spans": []}\n\0\n', "pred.jsonl:2: not a JSON object"),
        (b'{"id": "a", "text": "\\ud800", "spans": []}\n', "pred.jsonl:1: not a JSON object: a lone surrogate"),
        (
            b'{"id": "a", "spans": []}\n{"id": "a", "spans": []}\n',
            "pred.jsonl:2: document 'a' stands already on line 1",
        ),
        (b'{"id": "a", "spans": [{"start": "0", "end": 3, "label": "X"}]}\n', "pred.jsonl:1: span"),
        (b"\xff\xfe\n", "pred.jsonl:1: not a JSON object"),
        (b'[{"id": "a"}]\n', "pred.jsonl: JSON of no format that is known, with id; name it: "),
        (b'{"id": 7, "spans": []}\n', 'pred.jsonl:1: "id" is 7, which is no string'),
        (b'{"spans": []}\n', 'pred.jsonl:1: no "id"'),
        (b'{"id": "a", "spans": [{"start": -1, "end": 3, "label": "X"}]}\n', "span -1-3 X is not a stretch of text"),
        (b'{"id": "a", "spans": [{"start": 0, "end": 3, "label": ""}]}\n', "span 0-3 has an empty label"),
        (b'{"id": "a", "spans": [{"start": 0, "end": 1%s, "label": "X"}]}\n' % (b"0" * 30), "X ends after any text"),
    ],
)
def test_bad_input_is_one_line_and_status_2(gold: Path, content: bytes, message: str) -> None:
    predicted = gold.with_name("pred.jsonl")
    predicted.write_bytes(content)
    status, error = fails(gold, predicted)
    assert (status, message in error) == (2, True), error


def test_a_file_that_is_not_there_and_a_format_that_is_not_known(gold: Path) -> None:
    assert fails(gold, gold.with_name("none.jsonl"))[0] == 2
    status, error = fails(gold, gold, "--pred-format", "conl")
    assert (status, "did you mean conll" in error) == (2, True)


@pytest.mark.parametrize(
    "content",
    [
        GOLD.encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + GOLD.encode(),
        b"\n" + GOLD.encode() + b"\n\n",
        GOLD.replace('"spans"', '"more": {"spans": [1]}, "spans"').encode(),
        GOLD.replace("Ali left Homs", r"Ali\tleft\n\nHoms").encode(),
    ],
    ids=["crlf", "byte-order mark", "blank lines", "unknown keys", "other blanks"],
)
def test_what_is_unusual_but_right_is_read(gold: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    predicted = gold.with_name("pred.jsonl")
    predicted.write_bytes(content)
    assert run(gold, predicted, capsys=capsys)["micro"]["strict"]["f1"] == 1


def test_a_line_of_ten_megabytes(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ali left Homs. " * 700_000
    span = {"start": len(text) - 15, "end": len(text) - 12, "label": "PER"}
    for path in (gold, gold.with_name("pred.jsonl")):
        path.write_text(json.dumps({"id": "a", "text": text, "spans": [span]}))
    assert run(gold, gold.with_name("pred.jsonl"), capsys=capsys)["micro"]["strict"]["correct"] == 1


def test_compressed_files(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed = gold.with_name("pred.jsonl.gz")
    packed.write_bytes(gzip.compress(gold.read_bytes()))
    assert run(gold, packed, capsys=capsys)["micro"]["strict"]["f1"] == 1
    table = gold.with_name("pred.conll.gz")
    table.write_bytes(gzip.compress(b"Ali B-PER\nleft O\nHoms O\n"))
    assert run(table, table, capsys=capsys)["micro"]["strict"]["correct"] == 1
    assert run(packed, table, capsys=capsys)["micro"]["strict"]["f1"] == 1
    packed.write_bytes(packed.read_bytes()[:30])
    status, error = fails(gold, packed)
    assert (status, "pred.jsonl.gz: ends early or is damaged" in error) == (2, True)


@pytest.mark.parametrize("separator", ["·", ",", r"\t", "ab"])
def test_any_separator(gold: Path, separator: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = gold.with_name("pred.conll")
    table.write_text("Ali,B-PER\nleft,O\nHoms,O\n".replace(",", separator.replace(r"\t", "\t")))
    assert run(gold, table, "--separator", separator, capsys=capsys)["micro"]["strict"]["f1"] == 1


def test_offsets_in_utf16_units_are_noticed(gold: Path) -> None:
    text = "😀😀 Ali left Homs"
    line = {"id": "a", "text": text, "spans": [{"start": 3, "end": 6, "label": "PER"}]}
    gold.write_text(json.dumps(line))
    predicted = gold.with_name("pred.jsonl")
    predicted.write_text(json.dumps(line | {"spans": [{"start": 5, "end": 8, "label": "PER"}]}))
    done = allonym(HERE, "score", gold, predicted)
    assert done.returncode == 0
    one, all_together = done.stderr.splitlines()
    assert one == "warning: predictions, document 'a': the offsets look like UTF-16 units; they are read as code points"
    assert "predictions: 1 of 1 spans begin or end inside a word" in all_together


def test_no_spans_on_either_side_measures_nothing(gold: Path) -> None:
    gold.write_text('{"id": "a", "text": "Ali", "spans": []}')
    done = allonym(HERE, "score", gold, gold, "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["micro"]["strict"]["f1"] is None


def test_formats_conventions_maps_and_details(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.write_text(
        '{"id": "a", "text": "the Ali’s left Homs", "spans": [{"start": 4, "end": 7, "label": "PERSON"}]}\n'
    )
    predicted = gold.with_name("pred.conll")
    predicted.write_text("the B-PER\nAli’s I-PER\nleft O\nHoms B-LOC\n")
    labels = gold.with_name("labels.toml")
    labels.write_text('[labels]\nPERSON = "PER"\nLOC = ""\n')
    answer = run(
        gold, predicted, "--convention", "neutral", "--label-map", labels, "--errors", 3, "--confusion", "--distinct",
        "--per-document", capsys=capsys,
    )  # fmt: skip
    assert answer["micro"]["strict"]["f1"] == 1
    assert answer["errors"] == []
    assert answer["confusion"]["counts"] == [[1, 0], [0, 0]]
    assert answer["distinct"]["f1"] == answer["per_document"]["strict"]["f1"] == 1
    for part in ("conv:neutral", "map:labels.toml@", "gold-format:jsonl", "pred-tags:IOB2+error"):
        assert part in answer["signature"]
    raw = run(gold, predicted, "--errors", 3, capsys=capsys)
    assert [(e["cause"], e["gold"], e["predicted"]) for e in raw["errors"]] == [
        ("label and bounds", "Ali (PERSON)", "the Ali’s (PER)"),
        ("spurious", "", "Homs (LOC)"),
    ]
    assert raw["errors"][1]["context"] == "the Ali’s left ⟦Homs⟧"
    assert raw["causes"]["spurious"] == 1


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_the_other_forms(gold: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    group.allonym.main(
        ["score", str(gold), str(gold), "--format", form, "--errors", "1", "--confusion", "--distinct"],
        standalone_mode=False,
    )
    shown = capsys.readouterr().out
    assert "strict" in shown
    assert ("1.0" if form == "csv" else "100.0") in shown


def test_tokens_count_each_for_themselves(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predicted = gold.with_name("pred.jsonl")
    predicted.write_text(GOLD.replace('"end": 3', '"end": 8'))
    strict = run(gold, predicted, "--tokens", capsys=capsys)["micro"]["strict"]
    assert (strict["correct"], strict["predicted"], strict["gold"]) == (1, 2, 1)
