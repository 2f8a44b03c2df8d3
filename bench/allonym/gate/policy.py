"""The policy: what a pull request is held to, as a TOML file.

models = ["en_core_web_sm-3.8.0"]   # without it: every model of the baseline
corpora = ["retellings"]            # names, or JSON Lines files of documents; without it: those of the baseline
largest_loss = 3                    # names that a model may lose on a corpus; without it: any number
must_find = ["Ali Mamlouk", { entity = "omer_ozkizilcik", under = "every-spelling" }]

[[measure]]
name = "strict.f1"                  # with label, tagset, convention, probe, slice as in leaderboard.json
largest_drop = 0.01                 # or largest_rise, for a measure that is better when low
significant = true                  # a larger drop counts only where it is not chance
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Literal

import msgspec

from allonym.corpus.checked import from_toml
from allonym.corpus.files import read_bytes
from allonym.corpus.load import corpus_names
from allonym.errors import InputError, unknown
from allonym.labels import COARSE, FINE
from allonym.match.conventions import CONVENTIONS
from allonym.measures.main import FOUND, Selection

Under = Literal["any-mention", "every-spelling", "every-mention", "every-probed-spelling"]


class MustFind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entity that no model may lose: found at one of its mentions, one of each spelling's in the texts, or all.

    every-probed-spelling: under each spelling that the probe respell put into its places, at one of them.
    """

    entity: str
    under: Under = "any-mention"


class Held(Selection, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number and how far it may move. Empty `models` and `corpora` mean all of the policy's.

    One that counts `where_tried` is not asked of a run that put no other spelling anywhere.
    """

    largest_drop: float | None = None
    largest_rise: float | None = None
    significant: bool = False
    where_tried: bool = False
    models: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()

    def covers(self, model: str, corpus: str) -> bool:
        return model in (self.models or (model,)) and corpus in (self.corpora or (corpus,))

    @property
    def selection(self) -> Selection:
        return Selection(**{name: getattr(self, name) for name in Selection.__struct_fields__})

    def is_worse(self, before: float | None, after: float | None) -> bool:
        """Whether a number, if there is one, moved to the worse at all."""
        if before is None or after is None:
            return False
        return after > before if self.largest_rise is not None else after < before

    def excess(self, before: float, after: float) -> bool:
        """Whether the number moved further to the worse than it may."""
        if self.largest_rise is not None:
            return after - before > self.largest_rise + 1e-12
        return before - after > (self.largest_drop or 0) + 1e-12


def _of_people(name: str) -> Held:
    return Held(name=name, label="PER", probe="respell", slice="register:press", significant=True, where_tried=True)


DEFAULT = (Held(name=FOUND), _of_people("spelling.both"), _of_people("spelling.f1"))
"""What is held where nothing is said: no name may be lost as printed, and under other spellings none but by chance."""


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is held to the baseline."""

    models: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    largest_loss: int | None = None
    must_find: tuple[MustFind | str, ...] = ()
    measure: tuple[Held, ...] = DEFAULT

    @property
    def musts(self) -> tuple[MustFind, ...]:
        given = (must if isinstance(must, MustFind) else MustFind(entity=must) for must in self.must_find)
        return tuple(msgspec.structs.replace(must, entity=_id_of(must.entity)) for must in given)

    @property
    def digest(self) -> str:
        """A hash of what the policy says, however its file is laid out."""
        said = msgspec.structs.replace(self, corpora=tuple(Path(name).name for name in self.corpora))
        plain = msgspec.to_builtins(said)
        for held in plain["measure"]:
            if not held["where_tried"]:
                del held["where_tried"]  # as in baselines from before there was such a key
        return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:16]


def _id_of(name: str) -> str:
    """The id of the entity of the registry that alone is called so; else the name itself, for others to judge."""
    from allonym.names.registry import load_registry

    called = load_registry().called(name)
    return called[0] if len(called) == 1 else name


def read_policy(path: Path, folder: Path | None = None) -> Policy:
    """The policy of a TOML file, whose relative paths start at its folder, or at another; InputError with the key."""
    table = from_toml(read_bytes(path), str(path), dict[str, Any], "not TOML")
    try:
        policy = msgspec.convert(table, Policy)
    except msgspec.ValidationError as error:
        raise InputError(str(error).replace("$.", ""), where=str(path), todo="see docs/gate.md") from None
    for held in policy.measure:
        _check(held, str(path))
    home, shipped = folder or path.parent, corpus_names()
    named = dict.fromkeys(policy.corpora)
    corpora = tuple(name if name in shipped or "://" in name else str(home / name) for name in named)
    return msgspec.structs.replace(policy, corpora=corpora)


def _check(held: Held, where: str) -> None:
    labels = ("micro", "macro", *(FINE if held.tagset == "fine" else COARSE))
    for kind, name, known in (("label", held.label, labels), ("convention", held.convention, CONVENTIONS)):
        if name not in known:
            error = unknown(kind, name, known)
            raise InputError(f"measure {held.name}: {error.what}", where=where, todo=error.todo)
    if held.largest_drop is not None and held.largest_rise is not None:
        raise InputError(f"measure {held.name}: both largest_drop and largest_rise", where=where, todo="give one")
    for limit in (held.largest_drop, held.largest_rise):
        if limit is not None and not limit >= 0:
            raise InputError(f"measure {held.name}: {limit} is no largest change", where=where, todo="give 0 or more")
