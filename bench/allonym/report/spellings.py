"""The spelling matrix: what each model made of an entity under each of its spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Corpus, Document, Mention
from allonym.evaluate.spellings import spelled_twice
from allonym.labels import TO_COARSE
from allonym.match.bounds import surface
from allonym.match.mentions import OUTCOMES, outcomes
from allonym.report.evidence import Numbers, Predictions
from allonym.runs.outcomes import PRINTED

AS_PRINTED = PRINTED
PRINTED_NAME = "(as printed)"
"""The row of the names before anything was put into their places."""

PROBES = ("respell", "fold")
"""The probes that put the same name there again; the others put another person's."""


@dataclass(frozen=True, slots=True)
class SpelledSite:
    """A place where an entity stands under a spelling, and what each model made of it there.

    start and end bound the mention in the document as printed; `form` is what stands there, `spelling` the whole
    name, `kind` its scheme and what differs; `source` is the probe, or the corpus where the text itself spells so.
    """

    source: str
    corpus: str
    document: str
    start: int
    end: int
    entity: str
    label: str
    spelling: str
    form: str
    kind: str
    outcomes: Mapping[str, str]


def printed_sites(corpora: Iterable[Corpus], predictions: Predictions) -> Iterator[SpelledSite]:
    """The sites of the entities that a corpus itself spells in more than one way."""
    for corpus in corpora:
        answers = {model: documents for (model, name), documents in predictions.items() if name == corpus.name}
        yield from _printed_sites(corpus, answers)


def _printed_sites(corpus: Corpus, answers: Mapping[str, Mapping[str, Document]]) -> Iterator[SpelledSite]:
    twice = spelled_twice(corpus)
    source = f"{corpus.name} {AS_PRINTED}"
    for one in outcomes(corpus, answers, lambda mention: mention.entity in twice):
        form = one.surface
        if form in twice[str(one.mention.entity)]:
            yield _site(source, corpus, one.document, one.mention, form, form, AS_PRINTED, one.outcomes)


def probed_sites(lines: Iterable[Mapping[str, Any]], corpora: Iterable[Corpus]) -> Iterator[SpelledSite]:
    """The sites of a run's spellings.jsonl.gz (allonym.runs.outcomes) whose text is at hand; of PROBES only."""
    documents = {(c.name, d.id): (c, d) for c in corpora for d in c.documents if d.text is not None}
    mentions = cache(lambda corpus, document: _by_paragraph(documents[corpus, document][1]))
    for line in lines:
        if line["probe"] not in PROBES:
            continue
        kind = ", ".join(filter(None, (line["scheme"], line["stratum"])))
        for i, (corpus, name, paragraph, index, form) in enumerate(line["sites"]):
            if (corpus, name) not in documents:
                continue
            mention = mentions(corpus, name)[paragraph][index]
            document = documents[corpus, name][1]
            shown = form or surface(mention, document)
            results = {model: OUTCOMES[int(digits[i])] for model, digits in line["outcomes"].items()}
            spelling = line["spelling"] or PRINTED_NAME
            yield _site(line["probe"], documents[corpus, name][0], document, mention, spelling, shown, kind, results)


def _site(
    source: str,
    corpus: Corpus,
    document: Document,
    mention: Mention,
    spelling: str,
    form: str,
    kind: str,
    outcomes: Mapping[str, str],
) -> SpelledSite:
    return SpelledSite(
        *(source, corpus.name, document.id, *mention.bounds, str(mention.entity), TO_COARSE[mention.label]),
        *(spelling, form, kind, outcomes),
    )


def _by_paragraph(document: Document) -> list[list[Mention]]:
    """The mentions of each paragraph, as the probes number them."""
    bounds = paragraphs(document.text or "")
    return [[m for m in document.mentions if start <= m.start < end] for start, end in bounds]


def matrix(
    sites: Iterable[SpelledSite], models: Sequence[str], documents: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The page's data: for each source and entity the spellings, their sites, and a digit a site for each model.

    `documents` are those of the page's evidence, which sites point into. A digit numbers the outcome among
    OUTCOMES; "-" where the model has none.
    """
    place = {(document["corpus"], document["id"]): number for number, document in enumerate(documents)}
    groups: dict[tuple[str, str, str], dict[tuple[str, str], list[SpelledSite]]] = {}
    for site in sites:
        spellings = groups.setdefault((site.source, site.entity, site.label), {})
        spellings.setdefault((site.spelling, site.kind), []).append(site)
    order = sorted(groups, key=lambda key: (key[2] != "PER", key[1], key[0]))
    return {
        "outcomes": list(OUTCOMES),
        "models": list(models),
        "groups": [_group(key, _printed_first(groups[key]), models, place) for key in order],
    }


_Spelled = list[tuple[tuple[str, str], list[SpelledSite]]]


def _printed_first(spellings: Mapping[tuple[str, str], list[SpelledSite]]) -> _Spelled:
    return sorted(spellings.items(), key=lambda item: item[0][0] != PRINTED_NAME)


def _group(
    key: tuple[str, str, str], spelled: _Spelled, models: Sequence[str], place: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """An entity's sites once, and for each spelling the flat numbers of site, name, site, name, ..."""
    sites = Numbers[tuple[int, int, int]]()
    forms = []
    for (spelling, kind), spelled_sites in spelled:
        names = Numbers[str]()
        flat = [
            number
            for site in spelled_sites
            for number in (sites[place[site.corpus, site.document], site.start, site.end], names[site.form])
        ]
        digits = ["".join(_digit(site.outcomes.get(model)) for site in spelled_sites) for model in models]
        forms.append({"form": spelling, "kind": kind, "sites": flat, "names": list(names), "outcomes": digits})
    return {"source": key[0], "entity": key[1], "label": key[2], "sites": list(sites), "forms": forms}


def _digit(outcome: str | None) -> str:
    return "-" if outcome is None else str(OUTCOMES.index(outcome))
