"""What the commands of README and docs find where a test runs them, and what is put in the place of a few of them."""

from __future__ import annotations

import html
import json
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.serving import serving
from support.small_checkout import ARTICLE, ROOT

REPLACED: tuple[tuple[str, str, str], ...] = (
    (r"^make test(?= |$)(?! PYTEST)", "make test PYTEST=tests/test_labels.py", "all tests would hold this one too"),
    (r"^make lint$", "make -n lint", "reading all types again takes as long as all blocks together; CI runs it"),
    (
        r"^make gate$",
        'allonym gate --update --reason "the small gold" && allonym gate',
        "the committed baseline is of the whole gold",
    ),
    (
        r"^make bench(?= ARTICLES)",
        'make bench OPTIONS="--probe none"',
        "the probes take half of the time; plain `make bench` has them",
    ),
    (r"^allonym bench$", "allonym bench --probe none", "the same"),
    (r"allonym bench(?= --(articles|jobs|scheduler|model))", "allonym bench --probe none", "the same"),
    (r"https://HOST/page\.html", "{server}/page.html", "an address of this machine"),
    (r"http://localhost:(8|9)000", "{server}", "an address of this machine"),
    (r"^dask scheduler$", "dask scheduler --host 127.0.0.1 --port {port} --no-dashboard", "an address of this machine"),
    (r"--nworkers 8", "--nworkers 1 --no-dashboard --local-directory .", "a small cluster on this machine"),
    (r"tcp://HOST:8786", "tcp://127.0.0.1:{port}", "an address of this machine"),
    (r"^pytest", "cp test_names.py ../ours && cd ../ours && pytest", "the project of docs/examples/pytest"),
    (r"docs/examples/watchlist\.csv", "names.txt", "its 200 names take the default models minutes"),
)
"""Pattern of a command, what is run instead, and why. {server} and {port} are of this machine."""

IN_BACKGROUND = re.compile(r"^dask ")
"""Commands that go on until they are stopped; they begin before the page's others."""


def replaced(command: str, **places: object) -> str:
    """What is run for a command."""
    for pattern, other, _ in REPLACED:
        command = re.sub(pattern, lambda _, other=other: other.format(**places), command)
    return command


def furnish(folder: Path, checkout: Path, articles: Path) -> None:
    """Make a page's folder: the small checkout's parts, and the files that the pages speak of."""
    folder.mkdir()
    for part in checkout.iterdir():
        (folder / part.name).symlink_to(part)
    (folder.parent / "shared").mkdir()
    (folder.parent / "shared" / "articles").symlink_to(articles)
    (folder / "DIR").symlink_to(articles)
    text = (articles / f"{ARTICLE}.txt").read_text("utf-8")
    (folder / "page.txt").write_text(text, "utf-8")
    (folder / "page.html").write_bytes(_page(text))
    for name, content in _FILES.items():
        (folder / name).write_text(content, "utf-8")
    (folder / "my-worker").chmod(0o755)
    shutil.copytree(ROOT / "docs" / "examples" / "pytest", folder.parent / "ours")


def _page(text: str) -> bytes:
    title, *rest = filter(None, text.split("\n"))
    body = "".join(f"<p>{html.escape(line)}</p>" for line in rest)
    head = f"<!doctype html><html><head><title>{html.escape(title)}</title></head>"
    return f"{head}<body><nav>Home</nav><article><h1>{html.escape(title)}</h1>{body}</article></body></html>".encode()


_TOKENS = [("Ali", "B-PER"), ("Mamluk", "I-PER"), ("left", "O"), ("Idlib", "B-LOC"), (".", "O")]
_DOCUMENT: dict[str, Any] = {
    "id": "one",
    "text": "Ali Mamluk left Idlib .",
    "spans": [{"start": 0, "end": 10, "label": "PER"}, {"start": 16, "end": 21, "label": "LOC"}],
}
_WRONG = _DOCUMENT | {"spans": _DOCUMENT["spans"][:1]}
_WORKER = r"""#!/usr/bin/env python3
import json, re, sys
print(json.dumps({"ready": True, "model": "mine", "version": "1", "labels": ["PER", "PLACE"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    spans = [{"start": m.start(), "end": m.end(), "label": "PLACE"} for m in re.finditer("Idlib", request["text"])]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""
_FILES = {
    "my-worker": _WORKER,
    "gold.jsonl": json.dumps(_DOCUMENT) + "\n",
    "our.jsonl": json.dumps(_DOCUMENT) + "\n",
    "pred.jsonl": json.dumps(_WRONG) + "\n",
    "gold.conll": "# newdoc id = one\n" + "".join(f"{word} {tag}\n" for word, tag in _TOKENS),
    "pred.conll": "# newdoc id = one\n" + "".join(f"{word} {tag.replace('B-', 'I-')}\n" for word, tag in _TOKENS),
    "FILE": "Ali Mamluk\n",
    "names.txt": "Ali Mamluk\nKarim Daoud\n",
    "texts.jsonl": json.dumps({"id": "one", "text": "The mayor met {name} on Monday."}) + "\n",
}


@contextmanager
def at_addresses(folder: Path) -> Iterator[Mapping[str, object]]:
    """The places of this machine: a server of page.html, chat completions and CoreNLP, and a free port."""

    def reply(path: str, _: Mapping[str, str], __: bytes) -> tuple[int, Any]:
        if path == "/page.html":
            return 200, (folder / "page.html").read_bytes()
        if path.startswith("/v1/"):
            return 200, {"choices": [{"message": {"role": "assistant", "content": '{"names": []}'}}], "usage": {}}
        return 200, {"sentences": [{"entitymentions": []}]}

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(reply) as server:
        yield {"server": server, "port": port}
