"""Every shape of file: each is read as it comes, and gives the number that it must."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from support.scores import CASES, refused, scored

from allonym.corpus.formats import FormatOptions, format_of, read
from allonym.corpus.values import Document, Mention

NOT_READ = CASES / "21-not-read"
ANA = Mention(0, 3, "PER")


def written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def rows(path: Path, *records: Any) -> Path:
    return written(path, "".join(json.dumps(record) + "\n" for record in records))


def only(path: Path, **options: Any) -> Document:
    (document,) = read(path, None, FormatOptions(**options))
    return document


@pytest.mark.parametrize(
    ("name", "kind", "options"),
    [
        ("eng.testb", "conll", []),
        ("folder", "folder", []),
        ("hf.jsonl", "huggingface", []),
        ("io.tsv", "conll", ["--scheme", "IO"]),
        ("misc.conllu", "conllu", []),
        ("pieces", "brat", ["--discontinuous", "hull"]),
        ("prodigy.jsonl", "prodigy", []),
    ],
)
def test_what_was_not_read(name: str, kind: str, options: list[str]) -> None:
    assert format_of(NOT_READ / name) == kind
    spans = 2 if name == "folder" else 1
    assert scored(NOT_READ / name, NOT_READ / name, *options).counts == (spans, spans, spans)


class TestColumns:
    def test_gold_and_predictions_in_one_file(self, tmp_path: Path) -> None:
        file = written(tmp_path / "both.txt", "Ana NNP B-PER B-PER\nran VB O B-LOC\n\nOslo NNP B-LOC O\n")
        sides = ("--gold-column", 2, "--pred-column", 3)
        assert scored(file, *sides).counts == (1, 2, 2)
        assert scored(file, *sides, "--errors", 1).answer["causes"]["missed"] == 1
        assert "name PRED, or the columns of both" in refused(file)

    def test_header_rows_and_names_of_columns(self, tmp_path: Path) -> None:
        file = written(tmp_path / "h.tsv", "word\tgold\tsystem\nAna\tB-PER\tB-PER\nran\tO\tB-LOC\n")
        assert scored(file, "--gold-column", "gold", "--pred-column", "system").counts == (1, 1, 2)
        assert scored(file, file, "--header", 1).counts == (2, 2, 2)
        assert "no column 'tag' among word, gold, system" in refused(file, file, "--column", "tag")

    def test_standard_input(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from allonym.corpus import source

        source._poured.cache_clear()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ana\tB-PER\n")))
        file = written(tmp_path / "a.conll", "Ana\tB-PER\n")
        try:
            assert scored(file, "-").counts == (1, 1, 1)
        finally:
            source._poured.cache_clear()

    @pytest.mark.parametrize(
        ("scheme", "tags"),
        [
            ("IO", "PER PER O LOC"),
            ("IO", "I-PER I-PER O I-LOC"),
            ("BMES", "B-PER E-PER O S-LOC"),
            ("BMEWO", "B-PER E-PER O W-LOC"),
            ("IOB2", "PER-B PER-I O LOC-B"),
            ("IOB2", "b-PER i-PER o b-LOC"),
            ("IOB2", "B_PER I_PER O B_LOC"),
            ("BILOU", "B-PER L-PER O U-LOC"),
        ],
    )
    def test_schemes_and_ways_to_write_tags(self, tmp_path: Path, scheme: str, tags: str) -> None:
        file = written(tmp_path / "a.tsv", "".join(f"w{n}\t{tag}\n" for n, tag in enumerate(tags.split())))
        mentions = only(file, scheme=scheme).mentions
        assert mentions == (Mention(0, 5, "PER"), Mention(9, 11, "LOC"))
        assert scored(file, file, "--scheme", scheme).counts == (2, 2, 2)

    def test_mixed_prefixes(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.tsv", "a\tB-PER\nb\tL-PER\nc\tS-LOC\nd\tU-LOC\n")
        assert "IOB2 has no prefix L" in refused(file, file)
        assert scored(file, file, "--repair", "conlleval").counts == (3, 3, 3)

    def test_two_levels(self, tmp_path: Path) -> None:
        lines = "#\tpaper 2010\n1\tUni\tB-ORG\tO\n2\tOslo\tI-ORG\tB-LOC\n\n1\tAna\tB-PER\tO\n"
        file = written(tmp_path / "g.tsv", lines)
        assert scored(file, file, "--column", 2, "--levels", 2).counts == (3, 3, 3)
        assert scored(file, file, "--levels", 2).counts == (3, 3, 3)
        assert scored(file, file, "--column", 2).counts == (2, 2, 2)
        first, _ = read(file, None, FormatOptions(levels=2))
        assert first.mentions == (Mention(0, 8, "ORG"), Mention(4, 8, "LOC"))

    def test_hipe(self, tmp_path: Path) -> None:
        lines = (
            "TOKEN\tNE-COARSE-LIT\tNE-FINE-LIT\tMISC\n# hipe2022:document_id = p-1\n# language = en\n"
            "Ana\tB-pers\tB-pers.ind\t_\n# segment_iiif_link = x\nRuiz\tI-pers\tI-pers.ind\tNoSpaceAfter\n.\tO\tO\t_\n"
            "\n# hipe2022:document_id = p-2\nOslo\tB-loc\tB-loc.adm\t_\n"
        )
        file = written(tmp_path / "hipe.tsv", lines)
        assert format_of(file) == "hipe"
        assert [(d.id, d.mentions) for d in read(file)] == [
            ("p-1", (Mention(0, 8, "pers"),)), ("p-2", (Mention(0, 4, "loc"),)),
        ]  # fmt: skip
        for more in ([], ["--errors", 1]):
            assert scored(file, file, *more).counts == (2, 2, 2)
        assert list(scored(file, file, "--column", "NE-FINE-LIT").answer["labels"]) == ["loc.adm", "pers.ind"]

    def test_conllu_with_words_of_two_tokens(self, tmp_path: Path) -> None:
        def line(number: str, word: str, misc: str) -> str:
            return "\t".join([number, word, *["_"] * 7, misc]) + "\n"

        content = (
            "# newdoc id = n\n# text = Ana's\n" + line("1-2", "Ana's", "_") + line("1", "Ana", "NE=B-PER|SpaceAfter=No")
            + line("2", "'s", "NE=O") + line("2.1", "is", "_") + "\n" + line("1", "Oslo", "NE=B-LOC") + "\n"
        )  # fmt: skip
        file = written(tmp_path / "a.conllu", content)
        assert only(file) == Document("n", "Ana's\nOslo", (ANA, Mention(6, 10, "LOC")))
        written(file, content.replace("NE=O", "NER=O"))
        assert "which key of MISC holds the names? There is NE, NER; name it: --column KEY" in refused(file, file)
        assert scored(file, file, "--column", "NE").counts == (2, 2, 2)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("x\tAna\tNER=B-PER", "'x' is no number of a word"),
            ("1-2\tAna's\tNER=B-PER", "1-2 is passed over, and has NER=B-PER"),
            ("1\t \tNER=B-PER", "a word without a form"),
            ("1\tAna\tNER=B-PER|NER=B-LOC", "a key of MISC stands twice"),
        ],
    )
    def test_conllu_that_says_two_things_or_none(self, tmp_path: Path, line: str, said: str) -> None:
        number, word, misc = line.split("\t")
        file = written(tmp_path / "a.conllu", "\t".join([number, word, *["_"] * 7, misc]) + "\n")
        assert f"a.conllu:1: {said}" in refused(file, file, "--gold-format", "conllu")


class TestRows:
    def test_spans_that_stand_twice_count_once_and_are_said(self, tmp_path: Path) -> None:
        once = [{"start": 0, "end": 3, "label": "PER"}, {"start": 9, "end": 12, "label": "LOC"}]
        gold = rows(tmp_path / "g.jsonl", {"id": "a", "text": "Ana left Bo.", "spans": [*once, once[0], once[0]]})
        plain = rows(tmp_path / "p.jsonl", {"id": "a", "text": "Ana left Bo.", "spans": once})
        found = scored(gold, plain)
        assert found.counts == (2, 2, 2)
        assert "g.jsonl: spans that stand there already with the same label: 2; each counts once" in found.said
        assert not scored(plain, plain).said

    def test_what_says_two_things_is_refused(self, tmp_path: Path) -> None:
        gold = rows(
            tmp_path / "g.jsonl", {"id": "a", "text": "Ana ran", "spans": [{"start": 0, "end": 3, "label": "PER"}]}
        )
        twice = written(tmp_path / "t.jsonl", gold.read_text().replace("]}", '], "spans": []}'))
        assert "t.jsonl:1: the key 'spans' stands twice" in refused(gold, twice)
        other = written(tmp_path / "o.jsonl", gold.read_text().replace('"end": 3', '"end": 3, "text": "Bob"'))
        assert "0-3 is 'Ana', the file says 'Bob'" in refused(gold, other)
        same = written(tmp_path / "s.jsonl", gold.read_text().replace('"end": 3', '"end": 3, "text": "Ana"'))
        assert scored(gold, same).counts == (1, 1, 1)
        table = written(tmp_path / "t.csv", "id,start,end,label,label\na,0,3,PER,LOC\n")
        assert "two columns 'label'" in refused(gold, table)
        wide = written(tmp_path / "w.csv", "id,start,end,label\na,0,3,PER,LOC\n")
        assert "w.csv:2: 5 cells under 4 titles" in refused(gold, wide)

    def test_labels_that_look_alike_are_said(self, tmp_path: Path) -> None:
        gold = written(tmp_path / "g.conll", "Ana\tB-PER\nOslo\tB-LOC\n")
        strange = written(tmp_path / "p.conll", "Ana\tB-per\nOslo\tB-LOC\u00a0\n")
        said = scored(gold, strange).said
        assert "gold has the label 'PER', the predictions 'per': two labels" in said
        assert r"gold has the label 'LOC', the predictions 'LOC\xa0': two labels" in said
        assert "two labels" not in scored(gold, gold).said

    def test_an_archive_of_one_file(self, tmp_path: Path) -> None:
        gold = written(tmp_path / "g.conll", "Ana\tB-PER\n")
        for names, said in ((["g.conll", "h.conll"], "an archive of 2 files"), ([], "an archive of 0 files")):
            with ZipFile(tmp_path / "a.conll.zip", "w") as archive:
                for name in names:
                    archive.write(gold, name)
            assert said in refused(gold, tmp_path / "a.conll.zip")
        with ZipFile(tmp_path / "a.conll.zip", "w") as archive:
            archive.write(gold, "g.conll")
            archive.write(gold, "__MACOSX/._g.conll")
        assert scored(gold, tmp_path / "a.conll.zip").counts == (1, 1, 1)
        (tmp_path / "a.conll.zip").write_bytes(b"PK\x03\x04")
        assert "not an archive that can be read" in refused(gold, tmp_path / "a.conll.zip")

    def test_a_region_of_label_studio_without_a_label_is_said(self, tmp_path: Path) -> None:
        region = {"type": "labels", "value": {"start": 0, "end": 3, "text": "Ana", "labels": ["PER"]}}
        empty = {"type": "labels", "value": {"start": 4, "end": 7, "text": "ran", "labels": []}}
        task = {"id": 1, "data": {"text": "Ana ran"}, "annotations": [{"result": [region, empty]}]}
        file = written(tmp_path / "a.json", json.dumps([task]))
        found = scored(file, file)
        assert found.counts == (1, 1, 1)
        assert "1 regions of type labels without a label are no spans" in found.said

    def test_every_export_of_doccano(self, tmp_path: Path) -> None:
        text = {"text": "Ana ran"}
        spans = {"label": "PER", "start_offset": 0, "end_offset": 3}
        for record in (
            {"label": [[0, 3, "PER"]]},
            {"labels": [[0, 3, "PER"]], "entities": []},
            {"entities": [[0, 3, "PER"]], "cats": ["x"]},
            {"entities": [spans], "relations": []},
        ):
            assert only(rows(tmp_path / "a.jsonl", text | record)).mentions == (ANA,)
        both = rows(tmp_path / "b.jsonl", text | {"label": [[0, 3, "PER"]], "labels": [[0, 3, "LOC"]]})
        assert "spans under several of label, labels, entities" in refused(both, both)
        old = rows(tmp_path / "c.jsonl", {"id": 3} | text | {"annotations": [spans | {"label": 12, "user": 1}]})
        assert "c.jsonl:1: none of label, labels, entities" in refused(old, old)

    def test_hugging_face_numbers(self, tmp_path: Path) -> None:
        file = rows(tmp_path / "a.jsonl", {"id": "7", "tokens": ["Ana", "ran"], "ner_tags": [1, 0]})
        assert "a.jsonl:1: tags are numbers; say what they mean" in refused(file, file)
        assert only(file, tag_names=("O", "B-PER")) == Document("7", "Ana ran", (ANA,))
        assert scored(file, file, "--tag-names", "O,B-PER").counts == (1, 1, 1)
        assert "tag 1, but 1 names of tags" in refused(file, file, "--tag-names", "O")

    def test_hugging_face_parquet_with_its_names(self, tmp_path: Path) -> None:
        pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        names = {"feature": {"names": ["O", "B-PER"], "_type": "ClassLabel"}, "_type": "Sequence"}
        described = json.dumps({"info": {"features": {"ner_tags": names}}})
        table = pa.table({"id": ["0"], "tokens": [["Ana", "ran"]], "ner_tags": [[1, 0]]})
        parquet.write_table(table.replace_schema_metadata({"huggingface": described}), tmp_path / "a.parquet")
        assert only(tmp_path / "a.parquet") == Document("0", "Ana ran", (ANA,))
        parquet.write_table(
            pa.table({"text": ["Ana"], "spans": [[{"start": 0, "end": 3, "label": "PER"}]]}), tmp_path / "b"
        )
        assert only(tmp_path / "b") == Document("1", "Ana", (ANA,))

    def test_gliner(self, tmp_path: Path) -> None:
        row = {"tokenized_text": ["Ana", "Ruiz", "ran"], "ner": [[0, 1, "person"], [0, 0, "first name"]]}
        file = written(tmp_path / "a.json", json.dumps([row]))
        assert (format_of(file), only(file).mentions) == (
            "gliner", (Mention(0, 3, "first name"), Mention(0, 8, "person")),
        )  # fmt: skip
        written(file, json.dumps([{"tokenized_text": ["Ana"], "ner": [[0, 1, "x"]]}]))
        assert "tokens 0-1 x are not among 1" in refused(file, file)

    def test_prodigy_rejected_and_ignored(self, tmp_path: Path) -> None:
        row = {"text": "Ana ran", "spans": [{"start": 0, "end": 3, "label": "PER"}]}
        answers = [
            row | {"_input_hash": n, "answer": answer} for n, answer in enumerate(("accept", "reject", "ignore"))
        ]
        file = rows(tmp_path / "p.jsonl", *answers)
        score = scored(file, file)
        assert score.counts == (1, 1, 1)
        assert "gold: 2 documents: '1', '2' left out: ignored, rejected" in score.said
        two = rows(tmp_path / "t.jsonl", *(row | {"_input_hash": 5, "_annotator_id": who} for who in ("a", "b")))
        assert "document '5' is there twice" in refused(two, two)
        assert scored(two, two, "--annotator", "a").counts == (1, 1, 1)

    def test_rows_of_text_and_spans_without_ids(self, tmp_path: Path) -> None:
        file = rows(tmp_path / "a.jsonl", {"text": "Ana ran", "spans": [{"start": 0, "end": 3, "label": "PER"}]})
        assert scored(file, file).counts == (1, 1, 1)


class TestSpacyJson:
    def test_a_document(self, tmp_path: Path) -> None:
        doc = {"text": "Ana ran", "ents": [{"start": 0, "end": 3, "label": "PER"}], "tokens": [{"id": 0}]}
        file = written(tmp_path / "a.json", json.dumps(doc, indent=1))
        assert (format_of(file), only(file).mentions) == ("spacy_json", (ANA,))
        groups = {"spans": {"sc": [{"start": 0, "end": 3, "label": "PER"}]}}
        assert "the span groups sc are not read" in scored(written(file, json.dumps(doc | groups)), file).said
        written(file, json.dumps({"text": "Ana ran"} | groups))
        assert "no ents, but span groups: sc" in refused(file, file)

    def test_training_data(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.json", json.dumps([["Ana ran", {"entities": [[0, 3, "PER"]]}]]))
        assert only(file) == Document("#1", "Ana ran", (ANA,))

    def test_training_json(self, tmp_path: Path) -> None:
        tokens = [{"orth": "Ana", "ner": "B-PER"}, {"orth": "Ruiz", "ner": "L-PER"}, {"orth": ".", "ner": "O"}]
        paragraph = {"raw": "Ana Ruiz.", "sentences": [{"tokens": tokens}]}
        file = written(tmp_path / "a.json", json.dumps([{"id": 3, "paragraphs": [paragraph]}]))
        assert only(file) == Document("3", "Ana Ruiz.", (Mention(0, 8, "PER"),))
        unsaid = [{"orth": "Ana", "ner": "U-PER"}, {"orth": "ran", "ner": "-"}]
        written(file, json.dumps([{"id": 3, "paragraphs": [{"sentences": [{"tokens": unsaid}]}]}]))
        assert "1 tokens are marked as not annotated" in scored(file, file).said


class TestTableOfSpans:
    def test_surfaces_are_compared(self, tmp_path: Path) -> None:
        gold = rows(
            tmp_path / "g.jsonl",
            {"id": "a", "text": "Ana ran", "spans": [{"start": 0, "end": 3, "label": "PER"}]},
            {"id": "b", "text": "No names", "spans": []},
        )
        table = written(tmp_path / "p.csv", "doc_id,start,end,label,text\na,0,3,PER,Ana\n")
        score = scored(gold, table)
        assert score.counts == (1, 1, 1)
        assert "predictions: 1 documents have no row" in score.said
        written(table, "doc_id;start;end;label;text\na;1;4;PER;Ana\n")
        assert "1-4 is 'na ', the file says 'Ana'" in refused(gold, table)
        written(table, "doc_id,start,end,label\na,0,x,PER\n")
        assert "p.csv:2: 'x' is no offset" in refused(gold, table)
        written(table, "a,0,3,PER\n")
        assert "no column for id, start, end, label" in refused(gold, table)

    def test_whole_texts_and_quotes(self, tmp_path: Path) -> None:
        table = written(
            tmp_path / "p.csv", 'id,begin,end,type,text\na,0,3,PER,"Ana, who\nran"\na,9,12,V,"Ana, who\nran"\n'
        )
        assert only(table) == Document("a", "Ana, who\nran", (ANA, Mention(9, 12, "V")))


class TestFolders:
    def test_of_files_of_several_formats(self, tmp_path: Path) -> None:
        gold, predicted = tmp_path / "g", tmp_path / "p"
        written(gold / "sub" / "a.conll", "Ana\tB-PER\n")
        rows(gold / "b.jsonl", {"text": "Bo ran", "spans": [{"start": 0, "end": 2, "label": "PER"}]})
        written(gold / "notes.md", "some notes")
        written(gold / ".hidden", "x")
        rows(predicted / "sub" / "a.jsonl", {"text": "Ana", "spans": [{"start": 0, "end": 3, "label": "PER"}]})
        written(predicted / "b.conll", "Bo\tB-PER\nran\tO\n")
        score = scored(gold, predicted)
        assert score.counts == (2, 2, 2)
        assert score.said.count("notes.md: the format is not known") == 1
        assert ".hidden" not in score.said

    def test_encodings(self, tmp_path: Path) -> None:
        (tmp_path / "a.conll").write_bytes("José\tB-PER\n".encode("latin-1"))
        file = tmp_path / "a.conll"
        assert "byte 0xe9 is not UTF-8" in refused(file, file)
        assert scored(file, file, "--encoding", "latin-1").counts == (1, 1, 1)
        assert "no encoding 'klingon'" in refused(file, file, "--encoding", "klingon")
        (tmp_path / "b.conll").write_bytes("José\tB-PER\n".encode("utf-16"))
        assert scored(tmp_path / "b.conll", tmp_path / "b.conll", "--encoding", "utf-16").counts == (1, 1, 1)


def test_two_files_of_different_make(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "g.conll", tmp_path / "p.conll"
    gold.write_bytes("word\ttag\nJosé\tB-PER\nran\tO\n".encode("latin-1"))
    predicted.write_bytes("% by hand\nJosé\tB-PER\nran\tO\n".encode())
    options = ("--gold-header", 1, "--gold-encoding", "latin-1", "--pred-comments", "% ")
    assert scored(gold, predicted, *options).counts == (1, 1, 1)


def test_some_labels_and_a_map_of_all_others(tmp_path: Path) -> None:
    file = written(tmp_path / "a.conll", "Ana\tB-PERSON\nran\tB-VERB\nOslo\tB-GPE\n")
    labels = written(tmp_path / "m.toml", 'PERSON = "PER"\nGPE = "LOC"\n* = ""\n')
    assert list(scored(file, file, "--label-map", labels).answer["labels"]) == ["LOC", "PER"]
    assert list(scored(file, file, "--label-map", labels, "--labels", "PER").answer["labels"]) == ["PER"]
    assert scored(file, file, "--labels", "GPE,VERB").counts == (2, 2, 2)
