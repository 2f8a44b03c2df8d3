"""The spellings of any name: how many of the labels that people have beside their English one the engine reaches.

The list of people (../shared/names beside the tree, or SPELLINGS=FOLDER) is not part of the project. Half of it, by a
hash of each person's key, is measured with a lexicon that learned from the other half only, which is built when it is
not in the cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym.tools.lexicon.__main__ import PEOPLE
from allonym.tools.lexicon.sources import Person, people
from benchmarks.figure import Figure

_ROOT = Path(__file__).parents[1]
_FOLDER = Path(os.environ.get("SPELLINGS") or _ROOT.parent / "shared" / "names")
_HELD_OUT = _ROOT / ".cache" / "spellings"
_FAMOUS = {
    "famous people": _ROOT / "tests" / "names" / "famous.jsonl",
    "people to develop on": _ROOT / "tests" / "names" / "more_people.jsonl",
}
_RANKS = {1: None, 5: 52.0, 20: 70.0, 50: 77.0}
_LEXICON = _ROOT / "bench/allonym/names/lexicon"
_TOP = 50


@dataclass(frozen=True, slots=True)
class Reached:
    """One label that should be reached: whose, and where among the spellings it stands (0: nowhere)."""

    country: str
    origin: str
    name: str
    label: str
    rank: int


def figures() -> Iterator[Figure]:
    learn_on_half()
    os.environ["ALLONYM_LEXICON"] = str(_HELD_OUT)
    measured = [person for person in people(_FOLDER / PEOPLE) if person.held_out()]
    found = reached(measured)
    yield from _recall("labels", found, bounds=True)
    for part in ("country", "origin"):
        groups: dict[str, list[Reached]] = defaultdict(list)
        for one in found:
            groups[getattr(one, part)].append(one)
        for name, own in sorted(groups.items(), key=lambda pair: -len(pair[1])):
            yield Figure(f"{part} {name or 'unknown'}: among the first 20 of {len(own)}", _share(own, 20), "%")
    yield from _same(measured)
    del os.environ["ALLONYM_LEXICON"]
    for what, path in _FAMOUS.items():
        yield from _famous(what, path)
    yield from _cost([person.english for person in measured if person.english])


def learn_on_half() -> None:
    """Build the lexicon as `make lexicon` does, from the half of the people that is not measured."""
    if (_HELD_OUT / "learnt").exists():
        return
    command = [sys.executable, "-m", "allonym.tools.lexicon", str(_FOLDER), "--held-out", "--out", str(_HELD_OUT)]
    subprocess.run(command, check=True, stdout=sys.stderr)
    (_HELD_OUT / "learnt").touch()


def reached(measured: Sequence[Person]) -> list[Reached]:
    """Every label to be reached, with its rank among the spellings of the person's English label."""
    from allonym.names.engine.key import key
    from allonym.names.engine.spell import spell

    found = []
    for person in measured:
        if not (others := person.others()):
            continue
        spelled = spell(str(person.english), top=_TOP)
        ranks: dict[str, int] = {}
        for rank, spelling in enumerate(spelled.spellings, 1):
            ranks.setdefault(key(spelling.form), rank)
        origin = spelled.origins[0][0]
        found += [Reached(person.country, origin, str(person.english), k, ranks.get(k, 0)) for k in sorted(others)]
    return found


def _share(found: Sequence[Reached], most: int) -> float:
    return 100 * sum(0 < one.rank <= most for one in found) / len(found)


def _recall(what: str, found: Sequence[Reached], bounds: bool) -> Iterator[Figure]:
    for rank, bound in _RANKS.items():
        yield Figure(f"{what} among the first {rank}, of {len(found):,}", _share(found, rank), "%",
                     bound if bounds else None, at_least=True)  # fmt: skip
    yield Figure("mean reciprocal rank", sum(1 / one.rank for one in found if one.rank) / len(found), "")


def _same(measured: Sequence[Person]) -> Iterator[Figure]:
    from benchmarks.data.same import measure

    precision, recall, threshold, pairs = measure(measured)
    yield Figure(f"same_name: precision at recall 0.80 or more, of {pairs:,} pairs", precision, "", 0.97, at_least=True)
    yield Figure("same_name: recall there", recall, "", 0.80, at_least=True)
    yield Figure("same_name: the score there", threshold, "")


def _famous(people_are: str, path: Path) -> Iterator[Figure]:
    """The press spellings of famous people, from the name as an English paper prints it; in a process of its own."""
    code = (
        "import json, sys; from allonym.names.engine.key import key; from allonym.names.engine.spell import spell\n"
        "for line in open(sys.argv[1], encoding='utf-8'):\n"
        "    one = json.loads(line); forms = {key(s.form) for s in spell(one['name'], top=50).spellings}\n"
        "    forms |= {key(one['name'])}\n"
        "    print(json.dumps([one['origin'], len(one['press']), sum(key(f) in forms for f in one['press'])]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in done.stdout.splitlines():
        origin, all_of, hit = json.loads(line)
        for name in ("", origin):
            counts[name][0] += all_of
            counts[name][1] += hit
    for name, (whole, hit) in counts.items():
        what = f"{people_are}{f', {name}' * bool(name)}: press spellings among 50, of {whole}"
        yield Figure(what, 100 * hit / whole, "%", None if name else 75.0, at_least=True)


def _cost(names: Sequence[str]) -> Iterator[Figure]:
    from allonym.names.engine.spell import spell

    for name in names[:50]:
        spell(name)
    start = time.process_time()
    for name in names:
        spell(name, top=20)
    yield Figure(
        "names a CPU second, top 20", len(names) / (time.process_time() - start), "names/s", 1000, at_least=True
    )
    yield Figure("the same where most words are new", _new(names), "names/s", 1000, at_least=True)
    first = "from allonym.names.engine.spell import spell; spell('Khaled Nasser')"
    cpu = min(_seconds(["-c", first]) for _ in range(3)) - min(_seconds(["-c", "import numpy"]) for _ in range(3))
    yield Figure("CPU seconds from the start to the first name, beside Python and NumPy", cpu, "s", 0.3)
    yield Figure("peak memory of 1,500 names", _peak(names), "MB", 150)
    data = [*_LEXICON.rglob("*.bin")]
    yield Figure("the lexicon on disk", sum(path.stat().st_size for path in data) / 1e6, "MB", 8)


def _seconds(arguments: list[str]) -> float:
    before: Any = os.times()
    subprocess.run([sys.executable, *arguments], check=True)
    after = os.times()
    return float(after.children_user + after.children_system - before.children_user - before.children_system)


def _new(names: Sequence[str]) -> float:
    """Names a CPU second in a process that has spelled none of them."""
    code = (
        "import sys, time; from allonym.names.engine.spell import spell; spell('Khaled Nasser')\n"
        "names = list(filter(None, sys.stdin.read().split('\\n'))); start = time.process_time()\n"
        "for name in names: spell(name, top=20)\n"
        "print(len(names) / (time.process_time() - start))"
    )
    text = "\n".join(names)
    done = subprocess.run([sys.executable, "-c", code], input=text, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _peak(names: Sequence[str]) -> float:
    code = (
        "import sys; from allonym.names.engine.spell import spell\n"
        "for name in sys.stdin.read().split('\\n')[:1500]: name and spell(name)\n"
        "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    text = "\n".join(names)
    done = subprocess.run([sys.executable, "-c", code], input=text, check=True, capture_output=True, text=True)
    return float(done.stdout) / 1024
