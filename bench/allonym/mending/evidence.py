"""The features of a run: what the model said, the words around it, and the rest of the text; never the name itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from allonym.mending.groups import groups
from allonym.mending.labels import ModelLabels
from allonym.mending.lying import INSIDE, SAME, WITHIN, Lying, lie
from allonym.mending.runs import NameRun, Words, read_words, runs
from allonym.mending.shape import shape
from allonym.mending.sides import around, hints
from allonym.mending.values import MendedSpan
from allonym.mending.vocabulary import LOWER, is_english

_COMMAS = frozenset([", ", " and ", ", and ", " & ", " or ", "; "])
_NEAREST = 12
_KINDS = ("PER", "LOC", "ORG")


@dataclass(frozen=True)
class Page:
    """A text with its words, its runs, how they lie to a model's spans, and their groups."""

    words: Words
    runs: list[NameRun]
    lies: list[Lying]

    groups: list[list[int]]

    @cached_property
    def _places(self) -> dict[int, tuple[list[int], int]]:
        return {number: (members, at) for members in self.groups for at, number in enumerate(members)}

    def mates(self, number: int) -> list[int]:
        """The other members of a run's group: the nearest, so that a long text takes no longer a run than a short."""
        members, at = self._places[number]
        return [*members[max(0, at - _NEAREST) : at], *members[at + 1 : at + 1 + _NEAREST]]

    def hints(self, number: int) -> tuple[str, ...]:
        """What the words beside a run say of its name, for the others of its group; read once."""
        if number not in self._hints:
            self._hints[number] = hints(self.words, self.runs[number])
        return self._hints[number]

    @cached_property
    def _hints(self) -> dict[int, tuple[str, ...]]:
        return {}

    @cached_property
    def shares(self) -> tuple[str, ...]:
        """Of the text's runs how many the model found, in quarters, and how much of what it found is of each kind."""
        labels = Counter(one.label for one in self.lies if one.how in (SAME, WITHIN))
        found = sum(labels[kind] for kind in _KINDS)
        covered = 4 * found // max(1, len(self.lies))
        return (f"covered {covered}", *(f"{kind} {_much(labels[kind], found)}" for kind in _KINDS))

    @cached_property
    def small(self) -> frozenset[str]:
        """The text's words in small letters."""
        return frozenset(form for form, kind in zip(self.words.forms, self.words.kinds, strict=True) if kind == LOWER)


def read_page(text: str, spans: Sequence[MendedSpan], labels: ModelLabels) -> Page:
    """A text as remedies see it; `spans` in order."""
    words, found, grouped = _read(text)
    return Page(words, found, lie(words, found, spans, labels), grouped)


@lru_cache(maxsize=2)
def _read(text: str) -> tuple[Words, list[NameRun], list[list[int]]]:
    """The words, runs and groups of a text, which each remedy asks for in turn."""
    words = read_words(text)
    found = runs(words)
    return words, found, groups(found)


def evidence(page: Page, number: int, common: Container[str]) -> list[str]:
    """The features of a run. `common` holds words that are mostly small."""
    run, lying = page.runs[number], page.lies[number]
    said = f"{lying.how}-{lying.label}"
    size = min(run.size, 4)
    found = [f"said {said}", f"size {size}", f"said {said} {size}"]
    if lying.how == INSIDE:
        inside = f"{lying.label} {lying.edges}"
        found += [f"inside {inside} {size}", f"inside {inside} {min(len(lying.touching), 3)} of {size}"]
        found.append(f"spare {inside} {_spare(page, run)}")
    found += around(page.words, run, said)
    found += [one for what in shape(page.words, run, common) for one in (what, f"{what} {said}")]
    if any(form.lower() in page.small for form in page.words.forms[run.first : run.last]):
        found.append("small elsewhere")
    found += [one for what in (*_beside(page, number), *_near(page, number)) for one in (what, f"{what} {said}")]
    found += _elsewhere(page, number, said)
    return found


def _spare(page: Page, run: NameRun) -> str:
    """What the first and the last word are of a run of which a model has a part."""
    forms = page.words.forms
    return f"{_sort(forms[run.first])} {_sort(forms[run.last - 1])}"


def _sort(form: str) -> str:
    if form.isupper():
        return "large"
    return "english" if is_english(form) else "strange"


def _beside(page: Page, number: int) -> list[str]:
    """Coordination: the runs before and after, where no more than a comma or an "and" lies between."""
    found = []
    run, text = page.runs[number], page.words.text
    for way, at, other in (("after", number - 1, number - 1), ("before", number, number + 1)):
        if not 0 <= other < len(page.runs):
            continue
        gap = text[page.runs[at].end : page.runs[at + 1].start]
        if gap in _COMMAS:
            found.append(f"{way} one {_label(page.lies[other])}")
            sizes = f"{min(page.runs[other].size, 2)} {min(run.size, 2)}"
            found.append(f"{way} one {_label(page.lies[other])} {gap.strip()} {sizes}")
    return found


def _near(page: Page, number: int) -> list[str]:
    """What the model said of the runs before and after, in the same line, and of the whole text."""
    found = [f"text {one}" for one in page.shares]
    for name, other in (("last", number - 1), ("next", number + 1)):
        if 0 <= other < len(page.runs) and _in_line(page, min(number, other)):
            found.append(f"{name} run {_label(page.lies[other])}")
    return found


def _in_line(page: Page, number: int) -> bool:
    """Whether a run and that after it stand in one line."""
    return "\n" not in page.words.text[page.runs[number].end : page.runs[number + 1].start]


def _much(part: int, whole: int) -> str:
    return "none" if not part else "most" if 2 * part > whole else "some"


def _label(lying: Lying) -> str:
    return f"{lying.how}-{lying.label}" if lying.how == WITHIN else lying.label


def _elsewhere(page: Page, number: int, said: str) -> list[str]:
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
    found += [f"mate {one}" for one in sorted({one for other in others for one in page.hints(other)})]
    persons = sum(page.lies[other].label == "PER" for other in others)
    found += [f"persons {min(persons, 3)} {min(len(others), 3)}", f"persons {min(persons, 2)} {said}"]
    return found


def _mate(lying: Lying) -> str:
    return lying.label if lying.how == SAME else f"{lying.how}-{lying.label}"
