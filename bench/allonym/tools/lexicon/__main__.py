"""Build the lexicon from a folder of raw material: make lexicon NAMES=FOLDER."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from allonym.names.engine.lexicon import Headword, write_lexicon
from allonym.names.engine.native import LATIN
from allonym.names.languages import NATIVE
from allonym.tools.lexicon import families, sources
from allonym.tools.lexicon.classes import classes, frequent
from allonym.tools.lexicon.entries import collected
from allonym.tools.lexicon.sources import CountedName, Item, Person

OUT = Path(__file__).parents[2] / "names" / "lexicon"
_GROUPED = {"indic": ("Hindi", "Urdu"), "amharic": ("Amharic",)}
_HEARD = frozenset({"Hebrew", "Kurdish"})
"""Origins whose native script tells too little: their tables read Latin forms as they sound."""
_LENT = {"Bulgarian": "Russian", "Macedonian": "Serbian"}
"""Origins that letters alone do not tell: their tables learn from the words of a neighbour that they could have too."""
_OFTEN = 40
"""Arabic names that are met more often than this are Kurdish ones too, and show what usage has of them."""
_NOT_LENT = set("ыэёђћ")
PEOPLE = "full_name_variants_wikidata.tsv"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="allonym.tools.lexicon", description=__doc__)
    parser.add_argument("names", type=Path, help="the folder of the raw material")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--held-out", action="store_true", help="learn from the half that is not measured only")
    parser.add_argument("--only", action="append", help="these families of letter tables only")
    asked = parser.parse_args(arguments)
    people = sources.people(asked.names / PEOPLE)
    if asked.held_out:
        people = [person for person in people if not person.held_out()]
    build(asked.names, people, asked.out, asked.only)
    return 0


def build(folder: Path, people: Sequence[Person], out: Path, only: Iterable[str] | None = None) -> None:
    """Write names.bin, origins.bin and letters/*.bin under `out`.

    What people's labels show of a word is in names.bin alone: the weights of the evidence are learned from the same
    labels, and would come to trust the lexicon more than it deserves for names that it has not seen.
    """
    items, counted, listed = [*sources.items(folder)], [*sources.pools(folder)], [*sources.spelled()]
    ordered = [*counted, *sources.by_order(listed)]
    by_origin, entries = collected(items, ordered)
    (out / "letters").mkdir(parents=True, exist_ok=True)
    if not only:
        _, all_of = collected(items, [*ordered, *sources.borne(people)])
        print(f"names.bin: {write_lexicon(all_of, out / 'names.bin'):,} entries")
        (out / "origins.bin").write_bytes(classes(entries, items, people))
    grouped: dict[str, list[Headword]] = defaultdict(list)
    for entry in entries:
        grouped[entry.origin].append(entry)
    for origin, own in sorted(grouped.items()):
        print(f"  {origin or 'other'}: {len(own):,} entries, {sum(len(e.forms) for e in own):,} spellings")
    for family, made in _families(people, [*counted, *listed], by_origin, grouped, set(only or ())):
        if made is None:
            print(f"  {family}: too few names for letter tables")
            continue
        data = zlib.compress(msgspec.msgpack.encode(made), 9)
        (out / "letters" / f"{family}.bin").write_bytes(data)
        print(f"  letters/{family}.bin: {len(data):,} bytes", flush=True)


def _families(
    people: Sequence[Person],
    pools: Sequence[CountedName],
    by_origin: Mapping[str, Sequence[Item]],
    grouped: Mapping[str, list[Headword]],
    only: set[str],
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    if not only or "semitic" in only:
        counted = [pool for pool in pools if pool.origin in ("Arabic", "Persian")]
        items = [*by_origin["Arabic"], *by_origin["Persian"]]
        own = grouped["Arabic"] + grouped["Persian"]
        yield "semitic", families.attested(people, counted, items, own, _counts(own))
    for family, origins in _GROUPED.items():
        if not only or family in only:
            own = [entry for origin in origins for entry in grouped[origin]]
            yield family, families.grouped(own, _counts(own))
    for origin in sorted(NATIVE | LATIN | _HEARD | {"Russian"}):
        if not only or origin.lower() in only:
            lent = grouped.get(_LENT.get(origin, ""), []) if origin in _LENT else []
            own = grouped[origin] + [replace(one, forms=()) for one in lent if not set(one.native) & _NOT_LENT]
            if origin in _HEARD:
                own += [Headword(origin, "", ((name, 1),)) for name in sorted(frequent()[origin])]
            if origin == "Kurdish":
                own += [entry for entry in grouped["Arabic"] if sum(n for _, n in entry.forms) > _OFTEN]
            yield origin.lower(), families.by_schemes(origin, own, _counts(grouped[origin]))


def _counts(entries: Iterable[Headword]) -> dict[str, int]:
    """How often each form stands in the pools; a form of an item alone counts nothing."""
    counts: Counter[str] = Counter()
    for entry in entries:
        for form, count in entry.counts.items():
            counts[form] += count - 1
    return {form: count for form, count in sorted(counts.items()) if count > 0}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
