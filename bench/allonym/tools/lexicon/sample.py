"""Draw spellings for readers to judge: lines of a name and one of its first ten spellings, from a list of people.

python -m allonym.tools.lexicon.sample FOLDER --count 300 --seed 7 > sample.tsv
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from allonym.names.engine.spell import spell
from allonym.names.listing import registry
from allonym.tools.lexicon.__main__ import PEOPLE
from allonym.tools.lexicon.sources import people

_FIRST = 10


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="allonym.tools.lexicon.sample", description=__doc__)
    parser.add_argument("names", type=Path, help="the folder of the raw material")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    for name, form in drawn(asked.names, asked.count, asked.seed):
        print(f"{name}\t{form}")
    return 0


def drawn(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Names that no registered entity has, each with one of its first ten spellings, drawn with the seed."""
    draw = random.Random(seed)
    listed = [str(p.english) for p in people(folder / PEOPLE) if p.english and not registry().named(p.english)]
    for name in draw.sample(listed, min(count, len(listed))):
        if found := spell(name, top=_FIRST).spellings:
            yield name, draw.choice(found).form


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
