"""The features of a run: what the model said, the words around it, and the rest of the text; never the name itself."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from allonym.mending.groups import groups
from allonym.mending.labels import ModelLabels
from allonym.mending.lying import SAME, WITHIN, Lying, lie
from allonym.mending.runs import NameRun, Words, read_words, runs, word_key
from allonym.mending.values import MendedSpan
from allonym.mending.vocabulary import LOWER, NAME, PARTICLE, TITLE

_ENDS = frozenset(".!?\n…")
_COMMAS = frozenset([", ", " and ", ", and ", " & ", " or ", "; "])
_MOST = 3
_NEAREST = 12


@dataclass(frozen=True)
class Page:
    """A text with its words, its runs, how they lie to a model's spans, and their groups."""

    words: Words
    runs: list[NameRun]
    lies: list[Lying]

    @cached_property
    def groups(self) -> dict[str, list[int]]:
        return groups(self.runs)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: at for members in self.groups.values() for at, number in enumerate(members)}

    def mates(self, number: int) -> list[int]:
        """The other members of a run's group: the nearest, so that a long text takes no longer a run than a short."""
        members, at = self.groups[self.runs[number].head], self._places[number]
        return [*members[max(0, at - _NEAREST) : at], *members[at + 1 : at + 1 + _NEAREST]]

    @cached_property
    def small(self) -> frozenset[str]:
        """The text's words in small letters."""
        return frozenset(form for form, kind in zip(self.words.forms, self.words.kinds, strict=True) if kind == LOWER)


def read_page(text: str, spans: Sequence[MendedSpan], labels: ModelLabels) -> Page:
    """A text as remedies see it; `spans` in order."""
    words, found = _read(text)
    return Page(words, found, lie(words, found, spans, labels))


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[Words, list[NameRun]]:
    """The words and runs of a text, which each remedy asks for in turn."""
    words = read_words(text)
    return words, runs(words)


def evidence(page: Page, number: int, known: Container[str], common: Container[str]) -> list[str]:
    """The features of a run. `known` holds keys that are names in the lexicon, `common` words that are mostly small."""
    run, lying = page.runs[number], page.lies[number]
    said = f"{lying.how}-{lying.label}"
    size = min(run.size, 4)
    found = [f"said {said}", f"size {size}", f"said {said} {size}"]
    found += _around(page, run, said)
    found += _shape(page, run, known, common)
    found += _beside(page, number)
    found += _elsewhere(page, number)
    return found


def _around(page: Page, run: NameRun, said: str) -> list[str]:
    """The words and signs to both sides."""
    words = page.words
    before, after = _side(words, run.first, -1), _side(words, run.last, 1)
    text = words.text
    left = _gap(text[words.ends[run.first - 1] if run.first else 0 : run.start])
    right = _gap(text[run.end : words.starts[run.last] if run.last < len(words.starts) else len(text)])
    begins = not run.first or any(sign in _ENDS for sign in left)
    found = [
        f"left {left}", f"right {right}", f"gaps {left}|{right}",
        f"-1 {before[0]}", f"-2 {before[1]}", f"-21 {before[1]} {before[0]}", f"-1 {before[0]} {said}",
        f"-1s {before[0][-3:]}", f"+1 {after[0]}", f"+2 {after[1]}", f"+12 {after[0]} {after[1]}",
        f"+1 {after[0]} {said}", f"+1s {after[0][-3:]}", f"+1s {after[0][-2:]}",
        f"near {before[0]} {after[0]}", f"-3 {before[2]}", f"+3 {after[2]}",
    ]  # fmt: skip
    if begins:
        found.append(f"begins {min(run.size, 3)}")
    if run.first and words.kinds[run.first - 1] == TITLE and "\n" not in left:
        found += ["titled", f"titled {words.forms[run.first - 1][0].isupper()}"]
    return found


def _side(words: Words, at: int, step: int) -> list[str]:
    """Three words to one side, in small letters; a name-like word is <name>, beyond the text is <end>."""
    found = []
    for number in range(3):
        where = at - 1 - number if step < 0 else at + number
        if not 0 <= where < len(words.forms):
            found.append("<end>")
        else:
            form = words.forms[where]
            found.append("<name>" if words.kinds[where] == NAME else "<number>" if form[0].isdigit() else form.lower())
    return found


def _gap(gap: str) -> str:
    """What stands between two words, as far as it matters."""
    if "\n" in gap:
        return "\\n"
    return gap.strip(" \xa0")[:_MOST]


def _shape(page: Page, run: NameRun, known: Container[str], common: Container[str]) -> list[str]:
    forms, kinds = page.words.forms[run.first : run.last], page.words.kinds[run.first : run.last]
    found = []
    if all(form.isupper() for form in forms):
        found.append(f"large {run.size == 1}")
    if any("-" in form for form in forms):
        found.append("hyphen")
    if PARTICLE in kinds:
        found.append("particle")
    if any(len(form) == 1 for form in forms):
        found.append("initial")
    if any(sign.isdigit() for form in forms for sign in form):
        found.append("digit")
    if not all(form.isascii() for form in forms):
        found.append("marks")
    names = [word_key(form) in known for form in forms]
    found.append(f"known {min(run.size, 3)} {names[0]} {names[-1]}")
    plain = [form.lower() in common for form in forms]
    found.append(f"common {min(run.size, 3)} {plain[0]} {plain[-1]}")
    if any(form.lower() in page.small for form in forms):
        found.append("small elsewhere")
    return found


def _beside(page: Page, number: int) -> list[str]:
    """Coordination: the runs before and after, where no more than a comma or an "and" lies between."""
    found = []
    run, text = page.runs[number], page.words.text
    if number and text[page.runs[number - 1].end : run.start] in _COMMAS:
        found.append(f"after one {_label(page.lies[number - 1])}")
    if number + 1 < len(page.runs) and text[run.end : page.runs[number + 1].start] in _COMMAS:
        found.append(f"before one {_label(page.lies[number + 1])}")
    return found


def _label(lying: Lying) -> str:
    return f"{lying.how}-{lying.label}" if lying.how == WITHIN else lying.label


def _elsewhere(page: Page, number: int) -> list[str]:
    """The other members of its group, and what the model said of them."""
    run = page.runs[number]
    others = page.mates(number)
    if not others:
        return ["alone"]
    found = [f"others {min(len(others), 3)}"]
    fuller = [other for other in others if page.runs[other].size > run.size]
    shorter = [other for other in others if page.runs[other].size < run.size]
    for name, some in (("fuller", fuller), ("shorter", shorter), ("mate", others)):
        for label in sorted({_mate(page.lies[other]) for other in some}):
            found.append(f"{name} {label}")
        if name != "mate":
            found.append(f"{name} {bool(some)}")
    persons = sum(page.lies[other].label == "PER" for other in others)
    found.append(f"persons {min(persons, 3)} {min(len(others), 3)}")
    return found


def _mate(lying: Lying) -> str:
    return lying.label if lying.how == SAME else f"{lying.how}-{lying.label}"
