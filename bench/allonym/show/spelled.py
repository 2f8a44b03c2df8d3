"""Each spelling of an entity with its sites: those that a probe put there, and those that the texts print."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Corpus, Document, Mention
from allonym.evaluate.spellings import printed_spellings
from allonym.match.conventions import surface
from allonym.match.mentions import OUTCOMES, MentionOutcome
from allonym.measures.pairs import PRINTED
from allonym.show.evidence import Numbers, Predictions

PRINTED_NAME = "(as printed)"
"""The spelling of the names before anything was put into their places."""

PROBES = ("respell", "fold")
"""The probes that put the same name there again; the others put another person's."""

_FOUND = str(OUTCOMES.index("found"))


class SpelledSite(NamedTuple):
    """A place where a name stands, and `form`, what stands there.

    The bounds are those of the mention as printed; None where the text is not at hand.
    """

    corpus: str
    document: str
    bounds: tuple[int, int] | None
    form: str


@dataclass(frozen=True, slots=True)
class SpellingSites:
    """An entity under one spelling, its sites, and for each model a digit a site: its outcome's place in OUTCOMES.

    `source` is the probe, or the corpus where the text itself spells so.
    """

    source: str
    entity: str
    label: str
    spelling: str
    scheme: str
    stratum: str
    sites: tuple[SpelledSite, ...]
    outcomes: Mapping[str, str]

    def only(self, wanted: Sequence[bool]) -> SpellingSites:
        """The same at the sites that are wanted."""
        digits = {model: "".join(compress(some, wanted)) for model, some in self.outcomes.items()}
        return replace(self, sites=tuple(compress(self.sites, wanted)), outcomes=digits)


def put_there(
    lines: Iterable[Mapping[str, Any]], corpora: Iterable[Corpus] = (), probes: Collection[str] = PROBES
) -> Iterator[SpellingSites]:
    """The spellings of a run's spellings.jsonl.gz (allonym.runs.outcomes).

    Sites have bounds where `corpora` have their texts.
    """
    documents = {(c.name, d.id): d for c in corpora for d in c.documents if d.text is not None}
    mentions = cache(lambda key: _by_paragraph(documents[key]))

    def site(corpus: str, name: str, paragraph: int, index: int, form: str) -> SpelledSite:
        if (document := documents.get((corpus, name))) is None:
            return SpelledSite(corpus, name, None, form)
        mention = mentions((corpus, name))[paragraph][index]
        return SpelledSite(corpus, name, mention.bounds, form or surface(mention, document))

    for line in lines:
        if line["probe"] in probes:
            entity, label, spelling = line["entity"], line["label"], line["spelling"]
            sites = tuple(site(*one) for one in line["sites"])
            yield SpellingSites(
                line["probe"], entity, label, spelling, line["scheme"], line["stratum"], sites, line["outcomes"]
            )


def _by_paragraph(document: Document) -> list[list[Mention]]:
    """The mentions of each paragraph, as the probes number them."""
    bounds = paragraphs(document.text or "")
    return [[m for m in document.mentions if start <= m.start < end] for start, end in bounds]


def as_printed(corpora: Iterable[Corpus], predictions: Predictions) -> Iterator[SpellingSites]:
    """The spellings of the entities that a corpus itself spells in more than one way."""
    for corpus in corpora:
        answers = {model: documents for (model, name), documents in predictions.items() if name == corpus.name}
        found: dict[tuple[str, str, str], list[MentionOutcome]] = {}
        for one in printed_spellings(corpus, answers):
            found.setdefault((str(one.mention.entity), one.label, one.surface), []).append(one)
        for key, some in found.items():
            sites = tuple(SpelledSite(corpus.name, one.document.id, one.mention.bounds, one.surface) for one in some)
            digits = {model: "".join(str(OUTCOMES.index(one.outcomes[model])) for one in some) for model in answers}
            yield SpellingSites(f"{corpus.name} {PRINTED}", *key, PRINTED, "", sites, digits)


def matrix(
    spelled: Iterable[SpellingSites], models: Sequence[str], documents: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The page's data: for each source and entity its spellings, their sites, and a digit a site for each model.

    People first, and those first that the models lose most often.
    `documents` are those of the page's evidence, which sites point into; sites without bounds are left out. A digit
    is "-" where the model has no outcome.
    """
    place = {(document["corpus"], document["id"]): number for number, document in enumerate(documents)}
    groups: dict[tuple[str, str, str], list[SpellingSites]] = {}
    for one in spelled:
        if any(known := [site.bounds is not None for site in one.sites]):
            groups.setdefault((one.source, one.entity, one.label), []).append(one.only(known))
    order = sorted(groups, key=lambda key: (key[2] != "PER", -_lost(groups[key]), key[1], key[0]))
    return {
        "outcomes": list(OUTCOMES),
        "models": list(models),
        "groups": [_group(key, groups[key], models, place) for key in order],
    }


def _lost(spelled: Iterable[SpellingSites]) -> int:
    """How often a model did not find the name."""
    return sum(digit != _FOUND for one in spelled for digits in one.outcomes.values() for digit in digits)


def _group(
    key: tuple[str, str, str],
    spelled: Iterable[SpellingSites],
    models: Sequence[str],
    place: Mapping[tuple[str, str], int],
) -> dict[str, Any]:
    """An entity's sites once, and for each spelling once, the printed one first, the flat numbers of site, name, ..."""
    sites = Numbers[tuple[int, ...]]()
    forms = []
    once: dict[str, list[SpellingSites]] = {}
    for one in sorted(spelled, key=lambda one: one.spelling != ""):
        once.setdefault(one.spelling, []).append(one)
    for spelling, some in once.items():
        names = Numbers[str]()
        flat = [
            number
            for site in (site for one in some for site in one.sites)
            for number in (sites[place[site.corpus, site.document], *(site.bounds or ())], names[site.form])
        ]
        digits = ["".join(one.outcomes.get(model, "-" * len(one.sites)) for one in some) for model in models]
        kinds = dict.fromkeys([*(one.scheme for one in some), *(one.stratum for one in some)])
        shown, kind = spelling or PRINTED_NAME, ", ".join(filter(None, kinds))
        forms.append({"form": shown, "kind": kind, "sites": flat, "names": list(names), "outcomes": digits})
    return {"source": key[0], "entity": key[1], "label": key[2], "sites": list(sites), "forms": forms}
