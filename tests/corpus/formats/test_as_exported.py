"""Files as the tools themselves write them."""

import gzip
import json
from pathlib import Path

import pytest

from allonym.corpus import Document, Mention
from allonym.corpus.formats import format_of, read
from allonym.errors import InputError

DATA = Path(__file__).parent.parent.parent / "data"


def test_a_docbin_of_spacy_3_8() -> None:
    """Made with spaCy 3.8.18: an entity with a knowledge-base id, blanks as tokens, a symbol's name as a word."""
    one, two, three = read(DATA / "made_by_spacy.spacy")
    assert one.text == "Karim Daoud  left\n\nTripoli 😀's PERSON."
    assert one.mentions == (Mention(0, 11, "PERSON", "karim"), Mention(19, 26, "GPE"))
    assert (two, three) == (Document("b", "Plain text"), Document("#3", "No annotation"))


def test_a_broken_docbin(tmp_path: Path) -> None:
    (tmp_path / "a.spacy").write_bytes(b"no")
    with pytest.raises(InputError, match=r"a\.spacy: not packed by zlib"):
        list(read(tmp_path / "a.spacy"))


def test_webanno_tsv_as_inception_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "doc.tsv"
    path.write_text(
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.b.POS|PosValue\n#T_SP=x.ner.type.NamedEntity|identifier|value\n"
        "#T_RL=a.Dependency|DependencyType|BT_a.b.POS\n\n\n"
        "#Text=😀 pro-Assad men of\n#Text=Al\\_Bab\n"
        "1-1\t0-2\t😀\t_\t_\t_\t_\t_\t\n"
        "1-2\t3-12\tpro-Assad\tNN\t_\t_\t_\t_\t\n"
        "1-2.1\t7-12\tAssad\t_\thttp://kb/1\tPER\t_\t_\t\n"
        "1-3\t13-16\tmen\tNN\t*[1]|*[2]\tGRP[1]|X\\|Y[2]\t_\t_\t\n"
        "1-4\t17-19\tof\tIN\t*[1]\tGRP[1]\t_\t_\t\n"
        "1-5\t20-26\tAl\\_Bab\tNN\t*[1]\tGRP[1]\t_\t_\t\n\n"
        "#Sentence.id=s2\n#Text=Homs\n2-1\t28-32\tHoms\tNN\t*\t*\t_\t_\t\n"
    )
    assert format_of(path) == "webanno"
    (document,) = read(path)
    assert document.text == "😀 pro-Assad men of\nAl_Bab\n\nHoms"
    assert document.mentions == (
        Mention(6, 11, "PER", "http://kb/1"), Mention(12, 15, "X|Y"), Mention(12, 25, "GRP"), Mention(27, 31, "*"),
    )  # fmt: skip


def test_webanno_without_a_layer_of_names(tmp_path: Path) -> None:
    path = tmp_path / "doc.tsv"
    path.write_text("#FORMAT=WebAnno TSV 3.3\n\n\n#Text=Ali\n1-1\t0-3\tAli\t\n")
    with pytest.raises(InputError, match="which layer holds the names"):
        list(read(path))


def region(start: int, end: int, text: str, *labels: str) -> dict[str, object]:
    value = {"start": start, "end": end, "text": text, "labels": list(labels)}
    return {"id": "x", "type": "labels", "from_name": "l", "to_name": "t", "value": value}


def test_label_studio_json_and_json_min(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    task = {"id": 7, "data": {"text": "😀 Ali left"}, "annotations": [
        {"was_cancelled": True, "result": []},
        {"result": [region(2, 5, "Ali", "PER", "X"), {"type": "choices", "value": {"choices": ["y"]}}]},
    ]}  # fmt: skip
    path.write_text(json.dumps([task]))
    expected = Document("7", "😀 Ali left", (Mention(2, 5, "PER"), Mention(2, 5, "X")))
    assert format_of(path) == "label_studio"
    assert list(read(path)) == [expected]
    path.write_text(json.dumps([{"id": 7, "text": "😀 Ali left", "label": [region(2, 5, "Ali", "PER", "X")["value"]]}]))
    assert format_of(path) == "label_studio"
    assert list(read(path)) == [expected]


def test_label_studio_faults(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    done = {"result": [region(0, 3, "Eli", "PER")]}
    path.write_text(json.dumps([{"id": 1, "data": {"text": "Ali"}, "annotations": [done]}]))
    with pytest.raises(InputError, match="record 1: 0-3 is 'Ali', the file says 'Eli'"):
        list(read(path))
    path.write_text(json.dumps([{"id": 1, "data": {"text": "Ali"}, "annotations": [done, done]}]))
    with pytest.raises(InputError, match="the task has 2 annotations"):
        list(read(path))


@pytest.mark.parametrize(
    "label",
    [
        '"label": [[0, 3, "PER"]]',
        '"labels": [[0, 3, "PER"]]',
        '"entities": [{"id": 1, "label": "PER", "start_offset": 0, "end_offset": 3}], "relations": []',
    ],
)
def test_doccano_exports(tmp_path: Path, label: str) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(f'{{"id": 3, "text": "Ali left", {label}}}\n')
    assert format_of(path) == "doccano"
    assert list(read(path)) == [Document("3", "Ali left", (Mention(0, 3, "PER"),))]


def test_a_doccano_export_is_told_by_its_keys_however_long_the_text(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl.gz"
    line = '{"id": 3, "text": "Ali left%s", "label": [[0, 3, "PER"]]}\n' % (" often" * 2000)
    path.write_bytes(gzip.compress(line.encode()))
    assert format_of(path) == "doccano"
    assert next(iter(read(path))).mentions == (Mention(0, 3, "PER"),)
    path.write_bytes(gzip.compress(line.replace("label", "spans").encode()))
    assert format_of(path) == "jsonl"


def test_brat_with_other_annotations_and_pieces(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ali\nMamlouk left")
    annotations = (
        "T1\tPER 0 3;4 11\tAli Mamlouk\nE1\tMove:T1\nA1\tSure T1\n#1\tAnnotatorNotes T1\tnote\nR1\tX Arg1:T1 Arg2:T1\n"
    )
    (tmp_path / "a.ann").write_text(annotations)
    assert format_of(tmp_path) == format_of(tmp_path / "a.ann") == "brat"
    assert list(read(tmp_path)) == [Document("a", "Ali\nMamlouk left", (Mention(0, 11, "PER"),))]
    (tmp_path / "a.ann").write_text("T1\tPER 0 3;12 16\tAli left\n")
    with pytest.raises(InputError, match=r"a\.ann:1: a span in pieces"):
        list(read(tmp_path))
    (tmp_path / "a.ann").write_text("T1 PER 0 3\n")
    with pytest.raises(InputError, match=r"a\.ann:1: no text-bound annotation"):
        list(read(tmp_path))


def test_a_file_of_no_known_format(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    with pytest.raises(InputError, match="name it: brat, conll, conllu"):
        format_of(tmp_path / "a.xyz")
    with pytest.raises(InputError, match="no such file"):
        format_of(tmp_path / "none")
