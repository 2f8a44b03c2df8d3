"""No sentence of the articles in the tree: every text file is held to hashes of runs of eight words.

python -m allonym.tools.article_runs                  # files of this tree that repeat a passage, a line each; exit 1
python -m allonym.tools.article_runs --articles DIR   # the same, and every run of the texts in DIR, not only those kept
python -m allonym.tools.article_runs --write DIR      # write the hashes again from the texts

gold/articles/runs.sha256 has one hash for every eighth position of a text, so that no two runs that are kept share a
word. Hashes of runs that overlap would give the text away, salted or not: who knows seven words of it, its title say,
tries a dictionary for the eighth, and so on to the end. Of a run that shares no word with another, all words must be
guessed at once; the gold says where names stand, so runs with more than three capitals are left out. Five words of
50,000 are 2^78 guesses a run. So a passage of 15 words is seen unless it is full of names, and one of 8 to 14 where it
covers a kept run; with the texts at hand (--articles), each one of 8 is.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from allonym import paths
from allonym.corpus.files import writing
from allonym.errors import InputError

WORDS = 8
FILE = paths.GOLD / "articles" / "runs.sha256"
_CAPITALS = 3
_DIGITS = 16
"""Of each hash: of millions of runs in a tree none has one of some hundred hashes by chance."""
_LARGEST = 8_000_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TITLE = re.compile(r'"title"\s*:\s*"(?:[^"\\]|\\.)*"')


def words(text: str) -> list[re.Match[str]]:
    """The words of a text, without marks between them.

    >>> [word[0] for word in words("Don't, said O’Neil: stop_now")]
    ["Don't", 'said', 'O’Neil', 'stop', 'now']
    """
    return list(_WORD.finditer(text))


def runs(text: str, every: int = 1) -> Iterator[list[str]]:
    """The eight words that begin at each (or each so many) word of a text."""
    all_ = [word[0] for word in words(text)]
    return (all_[i : i + WORDS] for i in range(0, len(all_) - WORDS + 1, every))


def hashed(run: Iterable[str]) -> str:
    """The hash of words, whatever their case."""
    return sha256(" ".join(run).casefold().encode()).hexdigest()[:_DIGITS]


def kept(text: str) -> set[str]:
    """The hashes of a text that may stand in the tree."""
    return {hashed(run) for run in runs(text, WORDS) if sum(word[0].isupper() for word in run) <= _CAPITALS}


def repeated(text: str, known: Collection[str]) -> Iterator[int]:
    """The lines, from 1, on which a known run begins; runs that overlap one already given are passed over."""
    free = 0
    places = words(text)
    for number, run in enumerate(runs(text)):
        if number >= free and hashed(run) in known:
            free = number + WORDS
            yield text.count("\n", 0, places[number].start()) + 1


def tracked(tree: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each file that git tracks, or would; titles of articles, which are citations, left out."""
    command = ["git", "-C", str(tree), "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode:
        raise InputError(listed.stderr.decode().strip(), where=str(tree), todo="run it in a clone of the project")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = tree / name
        if path.is_file() and path.stat().st_size <= _LARGEST and b"\0" not in (raw := path.read_bytes())[:4096]:
            text = raw.decode("utf-8", "replace")
            citation = name.startswith("gold/articles/") and name.endswith(".json")
            yield name, _TITLE.sub("", text) if citation else text


def check(tree: Path, known: Collection[str]) -> list[str]:
    """A line, FILE:LINE, for each passage of the files of a tree that repeats a known run."""
    return [f"{name}:{line}" for name, text in tracked(tree) for line in repeated(text, known)]


def read_hashes(path: Path = FILE) -> set[str]:
    return set(path.read_text("ascii").split())


def write_hashes(texts: Iterable[str], path: Path = FILE) -> None:
    """Write the hashes of texts, in an order that says nothing of theirs."""
    with writing(path) as file:
        file.writelines(f"{one}\n" for one in sorted({one for text in texts for one in kept(text)}))


def _texts(folder: Path) -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise InputError("no texts (*.txt)", where=str(folder))
    return texts


def main(arguments: list[str]) -> int:
    """The exit status: 1 where a file repeats a passage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, metavar="DIR")
    parser.add_argument("--write", type=Path, metavar="DIR")
    asked = parser.parse_args(arguments)
    if asked.write:
        write_hashes(_texts(asked.write))
    exact = {hashed(run) for text in _texts(asked.articles) for run in runs(text)} if asked.articles else set()
    found = check(paths.DATA, read_hashes() | exact)
    print("".join(f"{place}: words of an article stand here; say it in other words\n" for place in found), end="")
    return 1 if found else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except InputError as error:
        sys.exit(f"allonym: {error}")
