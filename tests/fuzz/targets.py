"""A target for each reader: valid files, and what reads one of them after it was mutated."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fuzz import seeds
from support.hand_run import hand_corpus

from allonym.compare.names import gold_names
from allonym.corpus import Document, formats
from allonym.corpus.files import read_bytes
from allonym.corpus.label_map import label_map
from allonym.corpus.load import load_corpus, load_texts
from allonym.corpus.pages import texts
from allonym.corpus.standoff import read_standoff
from allonym.gate.baseline import baseline_snapshot
from allonym.gate.policy import read_policy
from allonym.gate.stored import read_history, read_stored
from allonym.gold.disagreements import read_decisions
from allonym.gold.findings import read_reviews
from allonym.gold.tree import read_registry
from allonym.names.registry import load_registry
from allonym.predict.answers import TooManySpans, mentions, read_answer, read_ready
from allonym.predict.models import read_model
from allonym.runs.folders import run_folders
from allonym.runs.read import find_run, read_leaderboard
from allonym.scoring.files import Side, score_files
from allonym.show.board import board
from allonym.watchlist.kept import find_names, read_names_run
from allonym.watchlist.reading import read_list
from allonym.watchlist.tables import tables

Given = Iterable[Document | str]
"""What a reader gives: documents, and lines that it says."""
_OPTIONS: Mapping[str, tuple[Any, ...]] = {
    "scheme": ("IOB2", "IO", "BIOES"), "repair": ("error", "conlleval", "discard"), "levels": (1, 1, 2),
    "discontinuous": ("error", "hull"), "same_ids": ("error", "apart"), "part": (None, "either", "predictions"),
    "comments": (None, "", "# "), "column": (-1, -1, 1, "NE-COARSE-LIT"), "annotator": (None, None, "1"),
    "separator": (None, None, "\t", " "), "header": (0, 0, 1), "token_column": (None, None, 0, 3),
    "text_key": (None, None, "text"), "tag_names": ((), ("O", "B-PER")),
    "encoding": ("utf-8", "utf-8", "latin-1", "utf-16"),
}  # fmt: skip
_PROBES = ("respell", "control", "unseen")


@dataclass(frozen=True, slots=True)
class Target:
    """`files` are written into a folder; of one of them that matches `mutated`, `read` gets the path."""

    name: str
    files: Callable[[], Mapping[str, bytes]]
    read: Callable[[Path], Given | None]
    mutated: str = "*"


def _format(name: str, path: Path) -> Given:
    """Under the options that the bytes draw: mostly the usual ones."""
    said: list[str] = []
    main = path.with_suffix(".ann") if name == "brat" else path
    draw = random.Random(path.read_bytes())
    chosen = {} if draw.random() < 0.5 else {key: draw.choice(values) for key, values in _OPTIONS.items()}
    return [*formats.read(main, name, formats.FormatOptions(**chosen, warn=said.append)), *said]


def _any_format() -> Mapping[str, bytes]:
    found = ((name, *file) for name in formats.format_names() for file in seeds.of_format(name).items())
    return {f"{name}/{file}": data for name, file, data in found} | seeds.compressed() | seeds.parquet()


def _corpus(path: Path) -> Given:
    """As `allonym bench --corpus` reads: the format is the one that the file looks like."""
    said: list[str] = []
    found = load_texts(str(path))
    return [*(load_corpus(str(path), warn=said.append).documents if found is None else found), *said]


def _score(path: Path) -> Given:
    said: list[str] = []
    gold = path.with_name(path.name.replace("seed", "gold"))
    if not gold.exists():
        gold.write_bytes(seeds.of_format("conll" if path.suffix == ".conll" else "jsonl")[path.name])
    score_files(Side(gold), Side(path), warn=said.append)
    score_files(Side(path), Side(gold), warn=said.append)
    return said


def _list(path: Path) -> Given:
    said: list[str] = []
    for listed in read_list(path, said.append):
        assert listed.name.strip()
    return said


def _run(path: Path) -> Given:
    run = find_run(str(path.parent if path.parent.name != "gold" else path.parents[2]))
    table = board(run)
    run.pairs(_PROBES)
    given = [run.predictions(model, "gold") or {} for model in run.measured]
    return [*(document for each in given for document in each.values()), *table.notes]


def _leaderboard(path: Path) -> None:
    board(read_leaderboard(path))


def _names_run(path: Path) -> Given:
    kept = find_names(str(path.parent))
    shown = tables(kept.summary, kept.names(), 10)
    read_names_run(path.parent)
    return [note for table in shown for note in table.notes]


def _runs(path: Path) -> None:
    run_folders(path.parents[1])


def _baseline(path: Path) -> None:
    read_history(path)
    stored = read_stored(path)
    baseline_snapshot(path, stored, stored.gold, {"gold": gold_names(hand_corpus())})


def _worker(path: Path) -> None:
    """A line that is none is passed over or counted, and never an error."""
    warnings: Counter[str] = Counter()
    for line in path.read_bytes().splitlines():
        read_ready(line)
        if (answer := read_answer(line, warnings)) is None:
            continue
        try:
            found = mentions(answer.spans_of("Ali met Omar."), 13, {"PER": "PERSON"}, warnings)
        except TooManySpans:
            continue
        assert all(0 <= mention.start < mention.end <= 13 for mention in found)


def _page(path: Path) -> Given:
    return [Document("page", text) for text in texts(read_bytes(path), str(path))]


def _gold(path: Path) -> Given:
    """Of the files about the gold, what is wrong is found; for the registry alone it is an error."""
    _, faults = read_reviews(path.parent)
    broken = read_registry(path.parent)[2]
    load_registry(path.parent / "entities.jsonl")
    return [finding.what for finding in (*faults, *broken)]


def _decisions(path: Path) -> None:
    read_decisions(path.parents[2], path.parent.name)


def _decided() -> Mapping[str, bytes]:
    return {"readings/stress/decisions.jsonl": b'{"id": "a", "start": 0, "end": 3, "reason": "so"}\n'}


def _in(folder: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {f"{folder}/{name}": data for name, data in files.items()}


_TARGETS = (
    *(Target(name, partial(seeds.of_format, name), partial(_format, name)) for name in formats.format_names()),
    Target("corpus", _any_format, _corpus),
    Target("score", lambda: {**seeds.of_format("jsonl"), **seeds.of_format("conll")}, _score),
    Target("compressed", seeds.compressed, _corpus),
    Target("parquet", seeds.parquet, _corpus),
    *(Target(f"list-{name}", partial(seeds.LISTS.__getitem__, name), _list) for name in seeds.LISTS),
    Target("standoff", seeds.standoff, lambda path: [read_standoff(path)]),
    Target("baseline", seeds.baseline, _baseline),
    Target("policy", seeds.policy, lambda path: [read_policy(path).digest]),
    Target("model", seeds.models, lambda path: [read_model(path).id]),
    Target("label-map", lambda: seeds.LABEL_MAPS, lambda path: list(label_map(path).names)[:0]),
    Target("run", lambda: _in("run", seeds.run_folder()), _run, "*.json*"),
    Target("names-run", seeds.names_run, _names_run),
    Target("leaderboard", seeds.run_folder, _leaderboard, "leaderboard.json"),
    Target("runs", lambda: _in("run", seeds.run_folder()), _runs, "run.json"),
    Target("worker", lambda: seeds.WORKER_LINES, _worker),
    Target("page", lambda: seeds.PAGES, _page),
    Target("gold", seeds.gold, _gold),
    Target("decisions", _decided, _decisions),
)
TARGETS = {target.name: target for target in _TARGETS}
