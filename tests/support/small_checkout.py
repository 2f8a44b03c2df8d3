"""A checkout in which every command of README and docs takes seconds.

It is the project with little gold and one default model: two texts of each corpus that the project wrote, and a made-up
article whose text is at hand. So a block of a page runs as it stands.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from support.standoff import write_standoff

from allonym.corpus import Document
from allonym.corpus.load import load_corpus
from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.standoff import text_sha256
from allonym.gold.readings import READERS, named_words

ROOT = Path(__file__).parents[2]
PARTS = (
    *("bench", "benchmarks", "gold", "models", "records", "corpora", "tests", "docs", "requirements"),
    *("Makefile", "pyproject.toml", "README.md", "hatch_build.py"),
)
DEFAULT = "capitalised-runs"
ARTICLE = "000_made_up"
_TEXTS = {"stress": ("001_", "050_"), "retellings": ("000_", "004_"), "dispatches": ("001_", "002_")}
"""What the ids of the texts begin with that each corpus keeps."""
_UNSEEN = 4


def make(to: Path, articles: Path) -> None:
    """Make it in `to`, and the made-up article's text in the folder `articles`."""
    to.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, to / part, ignore=shutil.ignore_patterns("text", "pictures", "*.json.gz"))
        else:
            shutil.copy2(ROOT / part, to / part)
    _environment(to / ".venv")
    for path in (to / "models").glob("*.toml"):
        if path.stem != DEFAULT:
            path.write_text(path.read_text("utf-8").replace("\ndefault = true\n", "\n"), "utf-8")
    _little_gold(to / "gold", articles)


def _environment(to: Path) -> None:
    """This environment by links, as if just set up: make, which looks at the marks' dates, must not install into it."""
    to.mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name in (".run", ".dev"):
            (to / path.name).touch()
        else:
            (to / path.name).symlink_to(path)


def _little_gold(gold: Path, articles: Path) -> None:
    for folder in ("articles", "readings", *_TEXTS):
        shutil.rmtree(gold / folder)
        (gold / folder).mkdir()
    (gold / "reviewed.jsonl").write_text("")
    unseen = (gold / "unseen.jsonl").read_text("utf-8").splitlines(keepends=True)
    (gold / "unseen.jsonl").write_text("".join(unseen[:_UNSEEN]), "utf-8")
    for corpus, kept in _TEXTS.items():
        documents = [d for d in load_corpus(corpus).documents if d.id.startswith(kept)]
        for document in documents:
            (gold / corpus / f"{document.id}.txt").write_text(document.text or "", "utf-8")
            write_standoff(document, gold / corpus / f"{document.id}.json")
        _readings(gold / "readings" / corpus, documents)
    article = replace(load_corpus("retellings").documents[3], id=ARTICLE)
    write_standoff(article, gold / "articles" / f"{ARTICLE}.json", for_strangers=True)
    _readings(gold / "readings" / "articles", [article])
    names = named_words(article.text or "", paragraphs(article.text or ""), [article])
    words = {"id": ARTICLE, "spans": _spans(names), "others": names.extra["others"]}
    (gold / "readings" / "articles" / "words.jsonl").write_text(json.dumps(words) + "\n")
    articles.mkdir(parents=True)
    (articles / f"{ARTICLE}.txt").write_text(article.text or "", "utf-8")


def _readings(folder: Path, documents: Sequence[Document]) -> None:
    """Two readers who agree with the gold."""
    folder.mkdir()
    lines = [json.dumps({"id": d.id, "spans": _spans(d), "sha256": text_sha256(d)}) + "\n" for d in documents]
    for reader in READERS:
        (folder / f"{reader}.jsonl").write_text("".join(lines))


def _spans(document: Document) -> list[dict[str, object]]:
    return [{"start": m.start, "end": m.end, "label": m.label, "entity": m.entity} for m in document.mentions]
