"""The spelling matrix: what each model made of an entity under each of its spellings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.corpus.values import Corpus
from bench.labels import TO_COARSE
from bench.leaderboard.score import under
from bench.leaderboard.spellings import spelled_twice, surface
from bench.match.outcome import OUTCOMES, outcome
from bench.report.evidence import Predictions

AS_PRINTED = "as printed"


@dataclass(frozen=True, slots=True)
class Site:
    """A place where an entity stands under a spelling, and what each model made of it there.

    start and end bound the mention in the document as printed, whatever spelling was put there.
    """

    source: str
    document: str
    start: int
    end: int
    entity: str
    label: str
    form: str
    kind: str
    outcomes: Mapping[str, str]

    @property
    def corpus(self) -> str:
        return self.source.split(" · ")[0]


def printed_sites(corpora: Iterable[Corpus], predictions: Predictions) -> Iterator[Site]:
    """The sites of the entities that a corpus itself spells in more than one way."""
    for corpus in corpora:
        twice = spelled_twice(corpus)
        answers = {model: found for (model, name), found in predictions.items() if name == corpus.name}
        for document in corpus.documents:
            found = {
                model: [under("neutral", m, document) for m in documents[document.id].mentions]
                for model, documents in answers.items()
            }
            for mention in document.mentions:
                form = surface(mention, document)
                if mention.entity and form in twice.get(mention.entity, ()):
                    neutral = under("neutral", mention, document)
                    yield Site(
                        f"{corpus.name} · {AS_PRINTED}",
                        document.id,
                        mention.start,
                        mention.end,
                        mention.entity,
                        TO_COARSE[mention.label],
                        form,
                        AS_PRINTED,
                        {model: outcome(neutral, theirs) for model, theirs in found.items()},
                    )


def matrix(sites: Iterable[Site], models: Sequence[str], documents: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The page's data: for each source and entity the forms, their sites, and a digit a site for each model.

    `documents` are those of the page's evidence, which sites point into. A digit numbers the outcome among
    OUTCOMES; "-" where the model has none.
    """
    place = {(document["corpus"], document["id"]): number for number, document in enumerate(documents)}
    groups: dict[tuple[str, str, str], dict[str, list[Site]]] = {}
    for site in sites:
        groups.setdefault((site.source, site.entity, site.label), {}).setdefault(site.form, []).append(site)
    order = sorted(groups, key=lambda key: (key[2] != "PER", key[1], key[0]))
    return {
        "outcomes": list(OUTCOMES),
        "models": list(models),
        "groups": [
            {
                "source": key[0],
                "entity": key[1],
                "label": key[2],
                "forms": [_form(form, found, models, place) for form, found in groups[key].items()],
            }
            for key in order
        ],
    }


def _form(
    form: str, sites: Sequence[Site], models: Sequence[str], place: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    return {
        "form": form,
        "kind": sites[0].kind,
        "sites": [[place[site.corpus, site.document], site.start, site.end] for site in sites],
        "outcomes": ["".join(_digit(site.outcomes.get(model)) for site in sites) for model in models],
    }


def _digit(outcome: str | None) -> str:
    return "-" if outcome is None else str(OUTCOMES.index(outcome))
