"""Files as people have them: each of cases/ gives the right number or an error, and so do others of its kind."""

import json
import zlib
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click import BadParameter
from support.scores import CASES, refused, scored

from allonym.scoring.jsonlines import read_columns


def written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def json_lines(path: Path, *records: Any) -> Path:
    return written(path, "".join(json.dumps(record) + "\n" for record in records))


PER = {"start": 0, "end": 3, "label": "PER"}


class TestTwoDocumentsUnderOneId:
    folder = CASES / "01-duplicate-ids"

    @pytest.mark.parametrize("name", ["dup.doccano", "dup.conll", "min.json"])
    def test_they_are_refused_or_kept_apart(self, name: str) -> None:
        file = self.folder / name
        assert "is there twice; give each its own id, or keep them apart" in refused(file, file)
        for more in ([], ["--errors", 1], ["--distinct"]):
            assert scored(file, file, "--same-ids", "apart", *more).counts == (2, 2, 2)

    def test_in_json_lines(self, tmp_path: Path) -> None:
        record = {"id": "a", "text": "Ali", "spans": [PER]}
        file = json_lines(tmp_path / "a.jsonl", record, record | {"spans": []})
        assert "a.jsonl:2: document 'a' stands already on line 1" in refused(file, file)
        assert scored(file, file, "--same-ids", "apart").counts == (1, 1, 1)

    def test_in_two_files_of_a_folder(self, tmp_path: Path) -> None:
        for name in ("one.jsonl", "two.jsonl"):
            json_lines(tmp_path / "both" / name, {"id": "a", "text": "Ali", "spans": [PER]})
        assert "document 'a' is there twice" in refused(tmp_path / "both", tmp_path / "both")

    def test_in_brat(self, tmp_path: Path) -> None:
        written(tmp_path / "d.txt", "Ana met Bo.")
        written(tmp_path / "d.ann", "T1\tPER 0 3\tAna\nT1\tPER 8 10\tBo\n")
        assert "d.ann:2: T1 is there twice" in refused(tmp_path, tmp_path)


class TestIdsOfAnyLook:
    folder = CASES / "02-hash-ids-in-another-order"

    def test_ids_that_look_like_numbers_of_sentences(self) -> None:
        assert scored(self.folder / "gold.jsonl", self.folder / "pred.jsonl").counts == (2, 2, 2)

    def test_ten_does_not_come_before_two(self, tmp_path: Path) -> None:
        from allonym.corpus.formats import read, write

        write(read(self.folder / "eleven.conll"), tmp_path / "b", "brat")
        assert scored(self.folder / "eleven.conll", tmp_path / "b").counts == (11, 11, 11)

    def test_numbers_with_zeros_or_in_another_order(self, tmp_path: Path) -> None:
        gold = json_lines(tmp_path / "g.jsonl", *({"id": one, "text": f"T {one}", "spans": []} for one in ("10", "2")))
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "2", "spans": []}, {"id": "10", "spans": [PER]})
        assert scored(gold, predicted, "--errors", 1).answer["errors"][0]["document"] == "10"

    def test_other_ids_of_the_same_look_are_no_order(self, tmp_path: Path) -> None:
        gold = json_lines(tmp_path / "g.jsonl", {"id": "#1", "text": "Ali", "spans": []})
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "#2", "spans": []})
        assert "the predictions lack 1 document: '#1'" in refused(gold, predicted)

    def test_pairing_by_order_without_texts_is_told(self, tmp_path: Path) -> None:
        gold = written(tmp_path / "g.conll", "Ana\tB-PER\n\nBo\tO\n")
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "x", "spans": [PER]}, {"id": "y", "spans": []})
        score = scored(gold, predicted)
        assert (score.counts, "paired by their order" in score.said) == ((1, 1, 1), True)

    def test_files_without_ids_in_a_folder_are_counted_as_people_count(self, tmp_path: Path) -> None:
        for number in range(1, 12):
            written(tmp_path / "g" / f"{number}.tsv", f"Ana{number}\tB-PER\nflew\tO\n")
        assert scored(tmp_path / "g", self.folder / "eleven.conll", "--errors", 0).counts[1] == 11


class TestComments:
    def test_inside_a_sentence(self) -> None:
        file = CASES / "03-comment-inside-a-sentence" / "a.tsv"
        for more in ([], ["--repair", "conlleval"], ["--errors", 1]):
            assert scored(file, file, *more).counts == (1, 1, 1)

    @pytest.mark.parametrize(
        ("lines", "options", "gold"),
        [
            ("Ana\tB-PER\n# by hand\nRuiz\tI-PER\n", [], 1),
            ("-DOCSTART- -X- O\nAna NNP B-PER\n# by hand\nRuiz NNP I-PER\n", [], 1),
            ("Ana\tB-PER\n# sent_id = 2\nRuiz\tB-PER\n", [], 2),
            ("#score=5\tB-PER\nran\tO\n", [], 1),
            ("#\tB-PER\nran\tO\n", [], 1),
            ("Ana B-PER\n# a word O\nRuiz I-PER\n", [], 1),
            ("Ana\tB-PER\n% said\tO\nRuiz\tI-PER\n", ["--comments", "% "], 1),
            ("# x = 1\tB-PER\nran\tO\n", ["--comments", ""], 1),
            ("Ana\tB-PER \nRuiz\tI-PER\t\nran\tO\n", [], 1),
            ("Ana\tB-PER\r\nRuiz\tI-PER\r\n\r\nBo\tB-PER\r\n", [], 2),
            ("Ana\tB-PER\rRuiz\tI-PER\r\rBo\tB-PER\r", [], 2),
        ],
    )
    def test_what_is_a_comment_and_where_a_tag_ends(
        self, tmp_path: Path, lines: str, options: list[str], gold: int
    ) -> None:
        file = written(tmp_path / "a.conll", lines)
        score = scored(file, file, *options)
        assert (score.counts, list(score.answer["labels"])) == ((gold, gold, gold), ["PER"])


class TestJsonOfAnotherFormat:
    folder = CASES / "05-json-that-is-not-label-studio"

    @pytest.mark.parametrize("name", ["pred.json", "doccano.json"])
    def test_it_is_known_by_its_keys(self, name: str) -> None:
        assert scored(self.folder / "gold.jsonl", self.folder / name).counts == (1, 1, 1)

    def test_a_file_in_which_no_line_has_spans(self, tmp_path: Path) -> None:
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "1", "text": "Ana met Bo."})
        assert "no document of the predictions has spans" in refused(self.folder / "gold.jsonl", predicted)

    @pytest.mark.parametrize("record", [{"id": "1", "entites": []}, {"a": 1}, {"id": "1", "mentions": [PER]}])
    def test_no_format_has_these_keys(self, tmp_path: Path, record: object) -> None:
        predicted = json_lines(tmp_path / "p.json", record)
        assert "p.json: JSON of no format that is known" in refused(self.folder / "gold.jsonl", predicted)


def task(number: int, *regions: dict[str, Any], **more: Any) -> dict[str, Any]:
    text = {"id": number, "data": {"text": "Ana Ruiz flew to Oslo."}}
    return text | {"annotations": [{"result": list(regions)}]} | more


def region(start: int, end: int, text: str, label: str = "PER", kind: str = "labels") -> dict[str, Any]:
    return {"type": kind, "value": {"start": start, "end": end, "text": text, "labels": [label]}}


ANA, OSLO = region(0, 8, "Ana Ruiz"), region(17, 21, "Oslo", "LOC")


_RECORDS = {
    "a.jsonl": '{"id": "a", "text": "Ana", "spans": [{"start": 0, "end": 3, "label": "PER"<1>}]<2>}',
    "array.json": '[{"id": "a", "text": "Ana", "spans": [{"start": 0, "end": 3, "label": "PER"<1>}]<2>}]',
    "doccano.jsonl": '{"id": 1, "text": "A", "entities": [{"start_offset": 0, "end_offset": 1, "label": "L"<1>}]<2>}',
    "studio.json": '[{"data": {"text": "Ana"<1>}, "annotations": [{"result": [{"type": "labels", "value": '
    '{"start": 0, "end": 3, "labels": ["PER"]<2>}}]}]}]',
    "prodigy.jsonl": '{"text": "A", "_input_hash": 1, "spans": [{"start": 0, "end": 1, "label": "L"<1>}]<2>}',
    "gliner.json": '[{"tokenized_text": ["Ana"], "ner": [[0, 0, "PER"]]<1><2>}]',
    "rows.jsonl": '{"id": "a", "tokens": ["Ana"], "ner_tags": ["B-PER"]<1><2>}',
    "doc.json": '{"text": "Ana", "ents": [{"start": 0, "end": 3, "label": "PER"<1>}]<2>}',
    "training.json": '[["Ana", {"entities": [[0, 3, "PER"]]<1><2>}]]',
}


class TestAKeyThatStandsTwice:
    """Decoders take the last of its values, and nobody knows which was meant."""

    @pytest.mark.parametrize("name", _RECORDS)
    @pytest.mark.parametrize("place", ["<1>", "<2>"])
    def test_is_refused(self, tmp_path: Path, name: str, place: str) -> None:
        once, twice = (
            written(tmp_path / folder / name, _RECORDS[name].replace(place, keys).replace("<1>", "").replace("<2>", ""))
            for folder, keys in (("once", ', "k": 1'), ("twice", ', "k": 1, "k": 2'))
        )
        assert scored(once, once).counts == (1, 1, 1)
        assert "the key 'k' stands twice" in refused(twice, twice)

    @pytest.mark.parametrize(
        "line",
        [
            '{"id":"b","id":"a","text":"Ana ran","spans":[]}',
            '{"id":"b","id" :"a","text":"Ana ran","spans":[]}',
            '{"id":"b","\\u0069d":"a","text":"Ana ran","spans":[]}',
            '{"id":"b","\\u0069d" :"a","text":"Ana ran","spans":[]}',
            '{"id":"a","text":"Ana","text":"Ana ran","spans":[]}',
            '{"id":"a","text":"Ana ran","spans":[],"spans":[]}',
            '{"id":"a","text":"Ana ran","spans":[{"start":0,"end":3,"end":7,"label":"PER"}]}',
            '{"id":"a","text":"Ana ran","spans":[{"start":0,"end":3,"label":"PER","start":4,"end":7,"label":"V"}]}',
            '{"id":"a","text":"Ana ran","spans":[{"start":0,"end":3,"label":"PER","x":0,"x":1}]}',
            '{"id":"a","text":"Ana ran","spans":[],"meta":{"x":":","x":"\\":"}}',
        ],
    )
    def test_in_two_files_that_are_read_at_once(self, tmp_path: Path, line: str) -> None:
        plain = json_lines(tmp_path / "g.jsonl", {"id": "a", "text": "Ana ran", "spans": []})
        other = written(tmp_path / "p.jsonl", line + "\n")
        for sides in ((plain, other), (other, plain)):
            assert "p.jsonl:1: the key " in refused(*sides)

    def test_other_keys_cost_nothing(self, tmp_path: Path) -> None:
        record = {"id": "a", "text": 'She said: "Ana" : yes', "meta": {"id": 1}, "spans": [PER | {"id": 7}]}
        file = json_lines(tmp_path / "a.jsonl", record)
        assert scored(file, file).counts == (1, 1, 1)
        assert read_columns(file, file) is not None

    def test_in_a_label_map(self, tmp_path: Path) -> None:
        file = json_lines(tmp_path / "a.jsonl", {"id": "a", "text": "Ana", "spans": [PER]})
        labels = written(tmp_path / "map.json", '{"PER": "A", "PER": "B"}')
        assert "the key 'PER' stands twice" in refused(file, file, "--label-map", labels)


class TestLabelStudio:
    def test_a_first_task_without_regions_in_json_min(self, tmp_path: Path) -> None:
        empty = {"id": 1, "text": "Oslo", "label": [], "annotator": 1}
        full = {
            "id": 2,
            "text": "Ana",
            "label": [{"start": 0, "end": 3, "text": "Ana", "labels": ["PER"]}],
            "annotator": 1,
        }
        file = written(tmp_path / "m.json", json.dumps([empty, full]))
        assert scored(file, file).counts == (1, 1, 1)

    def test_a_skipped_task_is_not_gold(self) -> None:
        folder = CASES / "06-label-studio-skipped-task"
        score = scored(folder / "gold.json", folder / "pred.json")
        assert score.counts == (1, 1, 1)
        assert "gold: 1 document: '2' left out: skipped" in score.said

    def test_an_unlabelled_task_is_not_gold_and_its_predictions_are_not(self, tmp_path: Path) -> None:
        guess = {"annotations": [], "predictions": [{"result": [OSLO]}]}
        gold = written(tmp_path / "g.json", json.dumps([task(1, ANA), task(2, **guess)]))
        score = scored(gold, gold, "--pred-part", "annotations")
        assert (score.counts, "left out: not labelled" in score.said) == ((1, 1, 1), True)
        none = written(tmp_path / "n.json", json.dumps([task(2, **guess)]))
        assert "no document of the gold is labelled: not labelled" in refused(none, none)

    def test_annotations_against_predictions_of_one_export(self, tmp_path: Path) -> None:
        both = written(
            tmp_path / "b.json",
            json.dumps([task(1, ANA, OSLO, predictions=[{"result": [ANA, region(0, 3, "Ana", "LOC")]}])]),
        )
        assert scored(both).counts == (1, 2, 2)
        assert "holds annotations and predictions" in refused(both, both)

    def test_regions_of_html(self) -> None:
        file = CASES / "07-label-studio-html" / "gold.json"
        assert "record 1: a region of type hypertextlabels" in refused(file, file)

    def test_regions_of_a_dialogue_and_of_html_in_json_min(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.json", json.dumps([task(1, region(0, 3, "Ana", kind="paragraphlabels"))]))
        assert "a region of type paragraphlabels" in refused(file, file)
        html = {"start": "/p[1]", "end": "/p[1]", "hypertextlabels": ["LOC"]}
        file = written(tmp_path / "m.json", json.dumps([{"id": 1, "text": "Ana", "annotator": 1, "label": [html]}]))
        assert "a region of type hypertextlabels" in refused(file, file)

    def test_what_is_no_span_is_counted(self, tmp_path: Path) -> None:
        others = [{"type": "choices", "value": {"choices": ["x"]}}, {"type": "relation", "from_id": "a", "to_id": "b"}]
        file = written(tmp_path / "a.json", json.dumps([task(1, ANA, *others)]))
        score = scored(file, file)
        assert score.counts == (1, 1, 1)
        assert "1 regions of type relation are no spans" in score.said

    @pytest.mark.parametrize("name", ["null.json", "result.json"])
    def test_wrong_types_are_a_line(self, name: str) -> None:
        file = CASES / "08-label-studio-tracebacks" / name
        assert "record 1: not the expected JSON: Expected `array`, got `null`" in refused(file, file)

    def test_predictions_by_number(self) -> None:
        file = CASES / "08-label-studio-tracebacks" / "ids.json"
        assert scored(file, file).counts == (1, 1, 1)
        assert "predictions are given by number" in refused(file)

    def test_a_text_under_any_name(self, tmp_path: Path) -> None:
        plain = {"id": 1, "data": {"article": "Ana Ruiz flew.", "url": "x.org/a-long-address"}}
        file = written(tmp_path / "a.json", json.dumps([plain | {"annotations": [{"result": [ANA]}]}]))
        assert scored(file, file).counts == (1, 1, 1)
        file = written(tmp_path / "n.json", json.dumps([plain | {"annotations": [{"result": []}]}]))
        assert "which is the text? There is article, url; name it: --text-key" in refused(file, file)

    def test_whose_annotation(self, tmp_path: Path) -> None:
        done = [{"result": [one], "completed_by": who} for one, who in ((ANA, 1), (OSLO, {"id": 2, "email": "b@x"}))]
        file = written(tmp_path / "a.json", json.dumps([task(1, annotations=done)]))
        assert "the task has 2 annotations; export one annotation a task, or name whose" in refused(file, file)
        assert scored(file, file, "--gold-annotator", "1", "--pred-annotator", "b@x").counts == (0, 1, 1)
        assert scored(file, file, "--annotator", "2").counts == (1, 1, 1)


class TestWhatStandsBesideTheText:
    def test_of_brat(self) -> None:
        folder = CASES / "10-brat-text-not-compared"
        message = "d.ann:1: 1-9 is 'na Ruiz ', the file says 'Ana Ruiz'"
        assert message in refused(folder / "gold", folder / "pred")

    @pytest.mark.parametrize(("fragments", "said"), [("0 3;4 8", "Ana Ruis"), ("0 3;9 13", "Ana Ruiz")])
    def test_of_brat_in_pieces(self, tmp_path: Path, fragments: str, said: str) -> None:
        written(tmp_path / "d.txt", "Ana\nRuiz flew")
        written(tmp_path / "d.ann", f"T1\tPER {fragments}\t{said}\n")
        assert "the file says" in refused(tmp_path, tmp_path, "--discontinuous", "hull")

    def test_of_label_studio(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.json", json.dumps([task(1, region(1, 9, "Ana Ruiz"))]))
        assert "record 1: 1-9 is 'na Ruiz ', the file says 'Ana Ruiz'" in refused(file, file)

    def test_of_webanno(self, tmp_path: Path) -> None:
        user = (CASES / "12-webanno-two-annotators" / "doc" / "user1.tsv").read_text()
        file = written(tmp_path / "a.tsv", user.replace("4-8\tflew", "4-8\tsaid"))
        assert "a.tsv:7: 4-8 is 'flew', the file says 'said'" in refused(file, file)


class TestTwoAnnotators:
    folder = CASES / "12-webanno-two-annotators"

    def test_one_document_of_each(self) -> None:
        score = scored(self.folder / "doc" / "user1.tsv", self.folder / "doc" / "user2.tsv")
        assert score.counts == (1, 1, 1)
        assert "is taken for the same: 'user1' and 'user2'" in score.said

    def test_of_a_project(self) -> None:
        assert "annotations of user1, user2; name whose" in refused(self.folder, self.folder)
        sides = ("--gold-annotator", "user1", "--pred-annotator", "user2")
        assert scored(self.folder, self.folder, *sides).counts == (1, 1, 1)

    def test_documents_of_other_texts_are_not_the_same(self, tmp_path: Path) -> None:
        one = json_lines(tmp_path / "1.jsonl", {"id": "x", "text": "Ali", "spans": []})
        two = json_lines(tmp_path / "2.jsonl", {"id": "y", "text": "Eli", "spans": []})
        assert "the predictions lack 1 document: 'x'" in refused(one, two)


WEBANNO = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value


#Text=Ana Ruiz flew
1-1\t0-3\tAna\t*[1]\tPER[1]\t
1-2\t4-8\tRuiz\t*[1]\tPER[1]\t
1-3\t9-13\tflew\t_\t_\t
"""


class TestWebAnno:
    def refused_with(self, tmp_path: Path, old: str, new: str) -> str:
        assert old in WEBANNO
        file = written(tmp_path / "a.tsv", WEBANNO.replace(old, new))
        return refused(file, file)

    def test_a_span_has_one_value(self, tmp_path: Path) -> None:
        said = self.refused_with(tmp_path, "Ruiz\t*[1]\tPER[1]", "Ruiz\t*[1]\tORG[1]")
        assert "a.tsv:7: the span with the number 1 has two values" in said

    def test_a_span_in_pieces(self, tmp_path: Path) -> None:
        gap = WEBANNO.replace("Ruiz\t*[1]\tPER[1]", "Ruiz\t_\t_").replace("flew\t_\t_", "flew\t*[1]\tPER[1]")
        file = written(tmp_path / "a.tsv", gap)
        assert "a span PER in pieces from 0 to 13" in refused(file, file)
        whole = json_lines(tmp_path / "w.jsonl", {"id": "a", "spans": [PER | {"end": 13}]})
        assert scored(file, whole, "--discontinuous", "hull").counts == (1, 1, 1)

    def test_a_cell_is_missing(self, tmp_path: Path) -> None:
        said = self.refused_with(tmp_path, "Ruiz\t*[1]\tPER[1]", "Ruiz\t*[1]")
        assert "a.tsv:7: fewer columns than the layers need" in said

    @pytest.mark.parametrize("content", [
        "#FORMAT=WebAnno TSV 4\n\n", " # a.b.NamedEntity | value\n\n#1\n1-1\tAna\tB-PER\n1-2\tran\tO\n",
        "#id=1\n#text=Ana ran\n1-1\tAna\t_\tB-PER\n1-2\tran\t_\tO\n", "#id=1\n1-1\tAna\tO\n\n#id=2\n2-1\tBo\tB-PER\n",
    ])  # fmt: skip
    def test_other_versions(self, tmp_path: Path, content: str) -> None:
        file = written(tmp_path / "a.tsv", content)
        assert "WebAnno TSV 3" in refused(file, file)


class TestOffsetsThatCountSomethingElse:
    """They are read as they stand; where most of a side's spans cut words and the other's do not, that is said."""

    TEXT = "Été à Málaga: Ana Ruíz et Léo Sá"
    WORDS = ((6, 12), (14, 22), (26, 32))

    def score(self, tmp_path: Path, moved: list[tuple[int, int]], text: str | None) -> str:
        def spans(bounds: Any) -> list[dict[str, Any]]:
            return [{"start": start, "end": end, "label": "PER"} for start, end in bounds]

        gold = json_lines(tmp_path / "g.jsonl", {"id": "a", "text": self.TEXT, "spans": spans(self.WORDS)})
        mine = {} if text is None else {"text": text}
        return scored(gold, json_lines(tmp_path / "p.jsonl", {"id": "a", **mine, "spans": spans(moved)})).said

    @pytest.mark.parametrize("text", [None, TEXT])
    def test_bytes_and_inclusive_ends(self, tmp_path: Path, text: str | None) -> None:
        in_bytes = [tuple(len(self.TEXT[:at].encode()) for at in bounds) for bounds in self.WORDS[:2]]
        inclusive = [(start, end - 1) for start, end in self.WORDS]
        for moved, cut in ((in_bytes, "2 of 2"), (inclusive, "3 of 3")):
            said = self.score(tmp_path, moved, text)
            assert f"predictions: {cut} spans begin or end inside a word, gold: 0 of 3" in said
        assert self.score(tmp_path, list(self.WORDS[:1]), text) == ""

    def test_where_no_blanks_part_words_nothing_is_said(self, tmp_path: Path) -> None:
        gold = json_lines(tmp_path / "g.jsonl", {"id": "a", "text": "王芳去了上海", "spans": [PER | {"end": 2}]})
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "a", "spans": [PER | {"start": 4, "end": 6}]})
        assert scored(gold, predicted).said == ""


class TestSentencesUnderIdsInAnotherOrder:
    def test_are_not_paired_by_their_place(self, tmp_path: Path) -> None:
        one, two = "# sent_id = 1\nAna\tB-PER\n\n", "# sent_id = 2\nAna\tO\n\n"
        gold, other = written(tmp_path / "g.conll", one + two), written(tmp_path / "p.conll", two + one)
        assert "p.conll: the sentence '2' stands where gold has '1'" in refused(gold, other)
        again = written(tmp_path / "q.conll", one.replace("= 1", "= a") + two)
        assert scored(gold, again).counts == (1, 1, 1)


class TestParquet:
    def written(self, path: Path, **columns: list[Any]) -> Path:
        pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pa.table(columns), path)
        return path

    def test_a_row_without_spans_is_not_labelled(self, tmp_path: Path) -> None:
        file = self.written(tmp_path / "a.parquet", id=["a", "b"], text=["Ana", "Bo"], spans=[[PER], None])
        score = scored(file, file)
        assert (score.counts, "1 document: 'b' left out: no \"spans\"" in score.said) == ((1, 1, 1), True)

    def test_ids_that_are_numbers_from_0(self, tmp_path: Path) -> None:
        file = self.written(tmp_path / "a.parquet", id=[0, 1], text=["Ana", "Bo"], spans=[[PER], []])
        lines = json_lines(tmp_path / "a.jsonl", {"id": "1", "spans": []}, {"id": "0", "spans": [PER]})
        assert scored(file, lines).counts == (1, 1, 1)

    def test_names_of_other_tags_are_not_those_that_are_read(self, tmp_path: Path) -> None:
        pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        names = {"feature": {"names": ["NN", "VB"], "_type": "ClassLabel"}, "_type": "Sequence"}
        described = json.dumps({"info": {"features": {"labels": names}}})
        table = pa.table({"tokens": [["Ana", "ran"]], "ner_tags": [[1, 0]], "labels": [[0, 1]]})
        parquet.write_table(table.replace_schema_metadata({"huggingface": described}), tmp_path / "a.parquet")
        assert "tags are numbers" in refused(tmp_path / "a.parquet", tmp_path / "a.parquet")


def test_a_mark_that_no_docbin_has(tmp_path: Path) -> None:
    from allonym.corpus import Document, Mention
    from allonym.corpus.formats import write

    file = tmp_path / "a.spacy"
    write([Document("a", "Ana", (Mention(0, 3, "PER"),))], file, "docbin")
    record = msgspec.msgpack.decode(zlib.decompress(file.read_bytes()))
    marks = np.frombuffer(record["tokens"], "<u8").reshape(-1, len(record["attrs"])).copy()
    marks[:, record["attrs"].index(77)] = 9
    file.write_bytes(zlib.compress(msgspec.msgpack.encode(record | {"tokens": marks.tobytes()})))
    assert "a token is marked 9" in refused(file, file)


class TestLabelsThatSayNothing:
    def test_a_list_of_no_labels_and_one_that_nobody_has(self, tmp_path: Path) -> None:
        file = json_lines(tmp_path / "g.jsonl", {"id": "a", "text": "Ana", "spans": [PER]})
        with pytest.raises(BadParameter, match="names nothing"):
            scored(file, file, "--labels", " , ")
        assert "no span of either side has the label 'LCO'" in scored(file, file, "--labels", "PER,LCO").said

    @pytest.mark.parametrize("label", ["", " ", "\u00a0"])
    def test_are_refused(self, tmp_path: Path, label: str) -> None:
        gold = json_lines(tmp_path / "g.jsonl", {"id": "a", "text": "Ana", "spans": [PER]})
        predicted = json_lines(tmp_path / "p.jsonl", {"id": "a", "spans": [PER | {"label": label}]})
        assert "span 0-3 has an empty label" in refused(gold, predicted)


class TestSurfaces:
    """Of WNUT 2017: a surface with its label is right where one of its mentions is right in its place."""

    def test_a_surface_never_right_in_its_place(self) -> None:
        folder = CASES / "13-wnut-surface-f1"
        found = scored(folder / "gold.tsv", folder / "pred.tsv", "--distinct").answer["distinct"]
        assert found == {"correct": 0, "predicted": 1, "gold": 1, "precision": 0, "recall": 0, "f1": 0}

    @pytest.mark.parametrize(
        ("predicted", "counts"),
        [
            ("Bo\tB-PER\nBo\tO\n", (1, 1, 1)),
            ("Bo\tB-LOC\nBo\tB-PER\n", (1, 2, 1)),
            ("Bo\tB-PER\nBo\tI-PER\n", (0, 1, 1)),
            ("Bo\tO\nBo\tO\n", (0, 0, 1)),
        ],
    )
    def test_others(self, tmp_path: Path, predicted: str, counts: tuple[int, int, int]) -> None:
        gold = written(tmp_path / "g.conll", "Bo\tB-PER\nBo\tB-PER\n")
        found = scored(gold, written(tmp_path / "p.conll", predicted), "--distinct").answer["distinct"]
        assert (found["correct"], found["predicted"], found["gold"]) == counts


class TestRunningNumbers:
    folder = CASES / "14-first-column-is-a-number"

    def test_a_number_of_no_token_of_its_own_has_no_tag(self, tmp_path: Path) -> None:
        rows = "1\tvoy\tO\n2-3\tdel\t{}\n2\tde\tO\n3\tel\tO\n4\tAna\tB-PER\n"
        file = written(tmp_path / "a.iob2", rows.format("O"))
        assert scored(file, file).counts == (1, 1, 1)
        written(file, rows.format("B-LOC"))
        assert "a.iob2:2: 2-3 is passed over, and has the tag B-LOC" in refused(file, file)

    def test_they_are_no_tokens(self) -> None:
        score = scored(self.folder / "gold.tsv", self.folder / "pred.tsv", "--column", 2, "--distinct")
        assert (score.counts, score.answer["distinct"]["recall"]) == ((1, 2, 1), 0.5)
        file = self.folder / "uner.iob2"
        assert scored(file, file, "--column", 2, "--distinct").answer["distinct"]["correct"] == 1

    @pytest.mark.parametrize(
        ("lines", "options", "surface"),
        [
            ("0\tOslo\tB-LOC\n1\tran\tO\n", [], "Oslo"),
            ("1\tB-LOC\n2\tO\n", [], "1"),
            ("1\tOslo\tB-LOC\n1\tran\tO\n7\tx\tO\n", [], "1"),
            ("1\tOslo\tB-LOC\n2\tran\tO\n", ["--token-column", 0], "1"),
            ("1-2\tOslos\tB-LOC\n1\tOslo\tB-LOC\n2\ts\tI-LOC\n", [], "Oslo s"),
        ],
    )
    def test_what_is_the_token(self, tmp_path: Path, lines: str, options: list[object], surface: str) -> None:
        gold = written(tmp_path / "g.conll", lines)
        nothing = written(tmp_path / "p.conll", "".join(f"{line[:-5]}\tO\n" for line in lines.splitlines()))
        nothing.write_text("\n".join("\t".join([*line.split("\t")[:-1], "O"]) for line in lines.splitlines()) + "\n")
        errors = scored(gold, nothing, "--errors", 5, *options).answer["errors"]
        assert [error["gold"] for error in errors] == [f"{surface} (LOC)"]


class TestTokensThatAreNotThere:
    def test_tags_alone_will_do(self) -> None:
        file = CASES / "19-empty-token" / "a.tsv"
        for more in ([], ["--errors", 1]):
            assert scored(file, file, *more).counts == (1, 1, 1)

    def test_a_span_over_one(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.conll", "Ana\tB-PER\n\tI-PER\nran\tO\n")
        assert scored(file, file, "--errors", 1).counts == (1, 1, 1)
        file = written(tmp_path / "b.conll", "Ana\tO\n\tB-PER\n")
        assert scored(file, file).counts == (1, 1, 1)
        assert "b.conll:2: a span over a token that is not there" in refused(file, file, "--errors", 1)

    def test_a_tag_that_is_not_there(self, tmp_path: Path) -> None:
        file = written(tmp_path / "a.conll", "Ana\tB-PER\nran\t\n")
        assert "a.conll:2: no tag in column -1 of 'ran'" in refused(file, file)


def test_two_sides_without_a_common_label_are_told(tmp_path: Path) -> None:
    gold, predicted = (written(tmp_path / f"{one}.conll", f"Ana\tB-{one}\n") for one in ("PER", "per"))
    assert "no label in common: gold has PER, the predictions per; --label-map" in scored(gold, predicted).said


def test_tokens_by_their_place(tmp_path: Path) -> None:
    gold = written(tmp_path / "g.conll", "Ana\tB-PER\ngt\tO\n\nOslo\tB-LOC\n")
    predicted = written(tmp_path / "p.conll", "Ana\tB-PER\n>\tO\n\nOslo\tB-LOC\n")
    assert "the texts differ" in refused(gold, predicted)
    for more in ([], ["--distinct"], ["--errors", 1]):
        score = scored(gold, predicted, "--align", "place", *more)
        assert (score.counts, "align:place" in score.answer["signature"]) == ((2, 2, 2), True)
    longer = written(tmp_path / "l.conll", "Ana\tB-PER\n>\tO\nx\tO\n\nOslo\tB-LOC\n")
    assert "g.conll:1: a sentence of 2 tokens, of 3 in the predictions" in refused(gold, longer, "--align", "place")
