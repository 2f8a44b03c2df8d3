"""Draw spellings for readers to judge: lines of a name and one of its first ten spellings, from a list of people.

python -m allonym.tools.lexicon.sample FOLDER --count 300 --seed 7 > sample.tsv

With --held-out they are people that a lexicon built with --held-out, which ALLONYM_LEXICON names, did not learn from.
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
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args(arguments)
    for name, form in drawn(asked.names, asked.count, asked.seed, held_out=asked.held_out):
        print(f"{name}\t{form}")
    return 0


def drawn(folder: Path, count: int, seed: int, *, held_out: bool = False) -> Iterator[tuple[str, str]]:
    """Names that no registered entity has, each with one of its first ten spellings, drawn with the seed."""
    draw = random.Random(seed)
    own = [person for person in people(folder / PEOPLE) if not held_out or person.held_out()]
    listed = [str(p.english) for p in own if p.english and not registry().named(p.english)]
    for name in draw.sample(listed, min(count, len(listed))):
        if found := spell(name, top=_FIRST).spellings:
            yield name, draw.choice(found).form


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
