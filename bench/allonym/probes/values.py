"""Site, Pair, Probed: where a name stood, what was put there, and the paragraph before and after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from allonym.names.operations import Stratum
from allonym.probes.edits import Edit

Bounds = tuple[int, int]

Skipped = Counter[tuple[str, str]]
"""What could not be probed: (reason, entity) to how often."""


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """One mention in one paragraph: the place into which spellings are put.

    `paragraph` and `index` count the document's paragraphs and the paragraph's mentions from 0; `label` is
    coarse; `entity` and `origin` are those of the name that stands in the site, `slot` is its kind of place.
    """

    corpus: str
    document: str
    paragraph: int
    index: int
    label: str
    entity: str
    origin: str
    slot: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A site and a spelling: `printed` at `before` in the original paragraph, `form` at `after` in the probed one.

    `spelling` is the whole name in this spelling, of which `form` is what the mention shows. `register` is "" where
    another person's name stands there.
    """

    site: Site
    printed: str
    before: Bounds
    form: str
    after: Bounds
    spelling: str
    scheme: str
    stratum: Stratum
    register: str = ""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A gold mention of a paragraph: its coarse label, its bounds before and after the edits."""

    label: str
    before: Bounds
    after: Bounds


@dataclass(frozen=True, slots=True)
class Probed:
    """A paragraph before and after the edits of one spelling, the sites that changed, and all gold mentions in it.

    Prediction runs on the paragraphs alone, so that a pair's two outcomes differ by the edits only.
    """

    probe: str
    original: str
    text: str
    edits: tuple[Edit, ...]
    pairs: tuple[Pair, ...]
    gold: tuple[GoldMention, ...] = ()
