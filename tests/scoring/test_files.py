"""Files of different formats and tokens, and the short ways against the long one."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import documents, flat_document

from allonym.corpus import Document, Mention
from allonym.corpus.formats import FormatOptions, write
from allonym.errors import InputError
from allonym.scoring import Score
from allonym.scoring import files as module
from allonym.scoring.align import align
from allonym.scoring.files import MatchOptions, Side, score_files
from allonym.scoring.jsonlines import read_columns

pairs = documents(flat_document(lines=True)).flatmap(
    lambda gold: st.tuples(st.just(gold), st.lists(st.permutations([0, 1, 2]), min_size=3, max_size=3))
)


def predictions(gold: list[Document], keep: list[list[int]]) -> list[Document]:
    """Gold with some of the spans gone and some under another label."""
    changed = []
    for document, order in zip(gold, keep, strict=False):
        mentions = [m for n, m in enumerate(document.mentions) if n % 3 != order[0]]
        swapped = [Mention(m.start, m.end, "PER" if n % 3 == order[1] else m.label) for n, m in enumerate(mentions)]
        changed.append(Document(document.id, document.text, tuple(swapped)))
    return changed


@settings(max_examples=60)
@given(pairs)
def test_every_pair_of_formats_gives_the_same_counts(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[Document], list[list[int]]]
) -> None:
    gold, predicted = drawn[0], predictions(*drawn)
    folder = tmp_path_factory.mktemp("pair")
    sides = [("g", gold), ("p", predicted)]
    for name, side in sides:
        write(side, folder / f"{name}.jsonl", "jsonl")
        write(side, folder / f"{name}.conll", "conll", FormatOptions(scheme="BIOES"))
    found = [
        score_files(
            Side(folder / f"g.{one}", options=FormatOptions(scheme="BIOES")),
            Side(folder / f"p.{two}", options=FormatOptions(scheme="BIOES")),
            MatchOptions(texts=texts),
        )
        for one in ("jsonl", "conll")
        for two in ("jsonl", "conll")
        for texts in (False, True)
    ]
    expected = {key: value for key, value in found[0].as_dict().items() if key != "signature"}
    for one in found:
        strict = [cell["strict"] for cell in one.as_dict()["labels"].values()]
        assert strict == [cell["strict"] for cell in expected["labels"].values()]


@settings(max_examples=60)
@given(pairs)
def test_the_short_way_through_json_lines_is_the_long_way(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[Document], list[list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp("short")
    write(drawn[0], folder / "g.jsonl", "jsonl")
    write(predictions(*drawn), folder / "p.jsonl", "jsonl")
    short = read_columns(folder / "g.jsonl", folder / "p.jsonl")
    long = module._from_documents(Side(folder / "g.jsonl"), Side(folder / "p.jsonl"), "raw", lambda _: None)
    if short is None:  # characters beyond U+FFFF want a closer look
        assert any(max(d.text or "", default="") > "\uffff" for d in drawn[0])
    else:
        assert same(short, long)


def same(one: Score, two: Score) -> bool:
    columns = ("unit", "start", "end", "label")
    return one.labels == two.labels and all(
        getattr(a, column).tolist() == getattr(b, column).tolist()
        for a, b in ((one.gold, two.gold), (one.predicted, two.predicted))
        for column in columns
    )


def test_other_tokens_and_other_order(tmp_path: Path) -> None:
    (tmp_path / "g.conll").write_text("# newdoc id = a\npro-Assad O\n\n# newdoc id = b\nHoms B-LOC\n")
    (tmp_path / "p.conll").write_text("# newdoc id = b\nHo B-LOC\nms I-LOC\n\n# newdoc id = a\npro O\n-Assad B-PER\n")
    result = score_files(Side(tmp_path / "g.conll"), Side(tmp_path / "p.conll"))
    assert result.offsets == "characters"
    assert result.strict.tolist() == [[1, 1, 1], [0, 1, 0]]


def test_sentences_pair_by_order_where_there_are_no_ids(tmp_path: Path) -> None:
    (tmp_path / "g.conll").write_text("Homs B-LOC\n\nleft O\n")
    (tmp_path / "p.jsonl").write_text(
        '{"id": "x", "text": "Homs", "spans": [{"start": 0, "end": 4, "label": "LOC"}]}\n{"id": "y", "text": "left"}\n'
    )
    assert score_files(Side(tmp_path / "g.conll"), Side(tmp_path / "p.jsonl")).f1 == 1
    (tmp_path / "p.jsonl").write_text('{"id": "x", "text": "Homs", "spans": []}\n')
    with pytest.raises(InputError, match="gold has 2 documents, the predictions have 1"):
        score_files(Side(tmp_path / "g.conll"), Side(tmp_path / "p.jsonl"))


def test_text_on_one_side_only_serves_both() -> None:
    gold = [Document("a", None, (Mention(0, 3, "PER"),))]
    assert align(gold, [Document("a", "Ali left", ())]).texts == ["Ali left"]
    with pytest.raises(InputError, match="gold, document 'a': span 0-3 PER ends after the text"):
        align(gold, [Document("a", "Al", ())])


@given(flat_document(lines=True), st.data())
def test_blanks_may_differ(document: Document, data: st.DataObject) -> None:
    """However the blanks of the predictions' text differ, their spans land on gold's words."""
    text, places = "", []
    for character in document.text or "":
        places.append(len(text))
        text += data.draw(st.sampled_from([" ", "\n", " \t"])) if character.isspace() else character
    moved = tuple(Mention(places[m.start], places[m.end - 1] + 1, m.label) for m in document.mentions)
    (found,) = align([document], [Document(document.id, text, moved)]).predicted
    assert found.mentions == document.mentions
