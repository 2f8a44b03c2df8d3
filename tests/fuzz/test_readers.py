"""One target a reader: whatever the bytes, documents with spans inside their texts come out, or one line of error.

Files are valid ones with bytes changed, cut and doubled, and values of other kinds put in: a few of each here, and
as many as there is time for with `make fuzz MINUTES=20`.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allonym.corpus.formats import FormatOptions, format_names, read, write
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

EXAMPLES = int(os.environ.get("ALLONYM_FUZZ_EXAMPLES", "25"))
GOLD = [
    Document("a", "Ali Mamlouk left 😀 Homs.", (Mention(0, 11, "PER", "ali"), Mention(19, 23, "LOC"))),
    Document("b", "the U.N.\nmet", (Mention(4, 8, "ORG"),)),
]
ENDINGS = {"docbin": ".spacy", "webanno": ".tsv", "brat": ".ann"}
ROWS: dict[str, Any] = {
    "huggingface": {"id": "1", "tokens": ["Ali", "left"], "ner_tags": ["B-PER", "O"]},
    "prodigy": {"text": "Ali left", "spans": [{"start": 0, "end": 3, "label": "PER"}], "_input_hash": 3},
    "gliner": {"tokenized_text": ["Ali", "left"], "ner": [[0, 0, "PER"]]},
    "spacy_json": {"text": "Ali left", "ents": [{"start": 0, "end": 3, "label": "PER"}], "spans": {}},
}
TEXTS = {
    "hipe": "TOKEN\tNE-COARSE-LIT\tMISC\n# document_id = x\nAli\tB-pers\t_\nleft\tO\t_\n",
    "conllu": "# newdoc id = n\n1\tAli" + "\t_" * 7 + "\tNER=B-PER|SpaceAfter=No\n2\t." + "\t_" * 7 + "\tNER=O\n",
}
OTHER = [None, True, -1, 1.5, 10**18, "", "x", "\ud83d", [], {}, [[]], [None], {"a": {"b": []}}]


def seed(name: str, folder: Path) -> Path:
    """A valid file of a format."""
    path = folder / f"seed{ENDINGS.get(name, '.txt')}"
    if name in ROWS:
        path.write_text("\n".join(json.dumps(row) for row in (ROWS[name], ROWS[name] | {"id": "2", "_input_hash": 4})))
    elif name in TEXTS:
        path.write_text(TEXTS[name])
    elif name in ("webanno", "brat"):
        write(GOLD[:1], folder / f"a{ENDINGS[name]}", name)
        return folder / f"a{ENDINGS[name]}"
    else:
        write(GOLD, path, name)
    return path


@st.composite
def changed(draw: st.DrawFn, content: bytes) -> bytes:
    """The bytes with some of them changed, left out, doubled or replaced by others of the file."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        size = draw(st.integers(0, 12))
        piece = draw(
            st.binary(max_size=6)
            | st.sampled_from(
                [b"", b"\n", b"\t", b"\0", b"[", b"{", b'"', b"-1", b"9" * 30, b"\\", b"|", b"#", b"\xff", b"B-X"]
            )
            | st.just(content[at : at + size])
        )
        content = content[:at] + piece + content[at + size :]
    return content


def with_another_value(data: st.DataObject, value: Any) -> Any:
    """The JSON value with one of its parts, at any depth, of another kind."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        return value | {key: with_another_value(data, value[key])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], with_another_value(data, value[at]), *value[at + 1 :]]
    return data.draw(st.sampled_from(OTHER))


def look(path: Path, name: str, options: FormatOptions) -> None:
    """Read a file to its end."""
    try:
        for document in read(path, name, options):
            assert isinstance(document.id, str)
            for mention in document.mentions:
                assert 0 <= mention.start < mention.end
                assert document.text is None or mention.end <= len(document.text)
                assert isinstance(mention.label, str)
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017


NAMES = [name for name in format_names() if name != "parquet"]
_SETTINGS = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None,
)  # fmt: skip
OPTIONS = st.builds(
    FormatOptions,
    scheme=st.sampled_from(["IOB2", "IO", "BIOES"]), repair=st.sampled_from(["error", "conlleval", "discard"]),
    discontinuous=st.sampled_from(["error", "hull"]), same_ids=st.sampled_from(["error", "apart"]),
    part=st.sampled_from([None, "either", "predictions"]), levels=st.sampled_from([1, 1, 2]),
    comments=st.sampled_from([None, "", "# "]), column=st.sampled_from([-1, -1, 1, "NE-COARSE-LIT"]),
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_changed_bytes(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(name)
    path = seed(name, folder)
    content = path.read_bytes()
    look(path, name, FormatOptions())

    @_SETTINGS
    @given(st.data(), OPTIONS)
    def target(data: st.DataObject, options: FormatOptions) -> None:
        if name == "docbin":  # inside what zlib packed; else every change is the same error
            path.write_bytes(zlib.compress(data.draw(changed(zlib.decompress(content)))))
        else:
            path.write_bytes(data.draw(changed(content)))
        look(path, name, options)

    target()


@pytest.mark.parametrize("name", ["jsonl", "doccano", "label_studio", "docbin", *ROWS])
def test_values_of_other_kinds(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp(name)
    path = seed(name, folder)
    content = path.read_bytes()
    if name == "docbin":
        value = msgspec.msgpack.decode(zlib.decompress(content))
    else:
        value = json.loads(content) if content.startswith(b"[") else json.loads(content.split(b"\n")[0])

    @_SETTINGS
    @given(st.data(), OPTIONS)
    def target(data: st.DataObject, options: FormatOptions) -> None:
        other = with_another_value(data, value)
        try:
            packed = zlib.compress(msgspec.msgpack.encode(other)) if name == "docbin" else json.dumps(other).encode()
        except (UnicodeEncodeError, OverflowError):
            return
        path.write_bytes(packed)
        look(path, name, options)

    target()
