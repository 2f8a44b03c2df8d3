"""Public corpora: named by corpora/NAME.toml with the hashes of their files, whose text each reader brings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus import formats
from allonym.corpus.check import check_gold
from allonym.corpus.checked import converted, from_toml
from allonym.corpus.files import read_bytes, writing_bytes
from allonym.corpus.formats import FormatOptions
from allonym.corpus.label_map import LabelMap
from allonym.corpus.pages import read_page
from allonym.corpus.standoff import sha256
from allonym.corpus.values import Corpus, Document
from allonym.errors import InputError, unknown
from allonym.labels import KNOWN

Say = Callable[[str], object]


class PublicFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of a corpus. `sha256` is "" where nobody of the project has seen it."""

    name: str
    url: str = ""
    sha256: str = ""


class PublicCorpus(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What corpora/NAME.toml says of a corpus."""

    name: str
    title: str
    homepage: str
    licence: str
    citation: str
    may_show: str
    """What of it may be shown to others."""
    labels: dict[str, str]
    """Its labels to fine or coarse ones; `""` drops a label."""
    files: list[PublicFile]
    revision: str = ""
    note: str = ""
    reading: dict[str, Any] = {}
    """How its files are read: fields of FormatOptions."""

    @property
    def folder(self) -> Path:
        """Where its files are kept here."""
        return paths.CORPORA_TEXTS / self.name


def public_names() -> list[str]:
    """The public corpora.

    >>> "wikigold" in public_names()
    True
    """
    return sorted(path.stem for path in paths.CORPORA.glob("*.toml"))


def public_corpus(name: str) -> PublicCorpus:
    """What is said of a public corpus. Raises InputError."""
    if name not in public_names():
        raise unknown("public corpus", name, public_names())
    path = paths.CORPORA / f"{name}.toml"
    table = from_toml(path.read_bytes(), str(path), dict[str, Any], "no description of a corpus")
    found = converted({"name": name, **table}, PublicCorpus, str(path))
    for label, target in found.labels.items():
        if target and target not in KNOWN:
            raise InputError(f"{target!r} is no label of the project's", where=f"{path}: labels.{label}")
    return found


def bring(corpus: PublicCorpus, folder: Path | None, say: Say = lambda _: None) -> None:
    """Bring the files of a corpus here, from a folder or from their addresses; none that is not the one named.

    In a folder a file is known by its hash, whatever it is called. Raises InputError.
    """
    for file in corpus.files:
        kept = corpus.folder / file.name
        if not (file.sha256 and kept.is_file() and sha256(read_bytes(kept)) == file.sha256):
            data = _found(corpus, file, folder) if folder else _fetched(corpus, file)
            with writing_bytes(kept) as out:
                out.write(data)
        say(f"{kept}: {'as named' if file.sha256 else 'no hash is known, so nothing was proved'}")


def _found(corpus: PublicCorpus, file: PublicFile, folder: Path) -> bytes:
    if not folder.is_dir():
        raise InputError("no such folder", where=str(folder))
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (path.name == file.name or file.sha256):
            data = path.read_bytes()
            if sha256(data) == file.sha256 or not file.sha256:
                return data
    what = f"no file of {corpus.name} with SHA-256 {file.sha256}" if file.sha256 else f"no file {file.name}"
    raise InputError(what, where=str(folder), todo=f"bring {file.name} of {corpus.homepage} {corpus.revision}".rstrip())


def _fetched(corpus: PublicCorpus, file: PublicFile) -> bytes:
    if not file.url:
        raise InputError(
            f"{corpus.name}: {file.name} has no address", todo=f"see {corpus.homepage}; name your copy: --from FOLDER"
        )
    data = read_page(file.url)
    if sha256(data) != file.sha256:
        raise InputError("not the file that is named: its SHA-256 differs", where=file.url, todo="--from FOLDER")
    return data


def faults(corpus: PublicCorpus) -> Iterator[str]:
    """What is wrong with a corpus's files here, and what could not be proved."""
    for file in corpus.files:
        kept = corpus.folder / file.name
        if not file.sha256:
            yield f"{corpus.name}: {file.name}: no hash is known, for nobody of the project has seen the file"
        if not kept.is_file():
            yield f"{corpus.name}: {file.name} is not here; allonym corpus get {corpus.name}"
        elif file.sha256 and sha256(kept.read_bytes()) != file.sha256:
            yield f"{corpus.name}: {kept} is not the file that is named; allonym corpus get {corpus.name}"


def load_public(name: str) -> Corpus:
    """A public corpus whose files were brought. Raises InputError."""
    corpus = public_corpus(name)
    documents: list[Document] = []
    for file in corpus.files:
        path = corpus.folder / file.name
        if not path.is_file():
            todo = f"bring them: allonym corpus get {name}, or --from FOLDER"
            raise InputError(f"{name}: its files are not here", where=str(path), todo=todo)
        if file.sha256 and sha256(path.read_bytes()) != file.sha256:
            raise InputError("not the file that is named", where=str(path), todo=f"allonym corpus get {name}")
        documents += _documents(corpus, path)
    return Corpus(name, tuple(documents))


def _documents(corpus: PublicCorpus, path: Path) -> Iterator[Document]:
    names = LabelMap(corpus.labels)
    for document in formats.read(path, None, FormatOptions(**corpus.reading)):
        called = replace(names.on(document), id=f"{path.stem}/{document.id}".replace("/", "-"))
        check_gold(called, f"{path}, document {document.id!r}")
        yield called
