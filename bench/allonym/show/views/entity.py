"""Each entity of the gold: how many of its mentions each model found; one entity: each of its forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from allonym.corpus.values import Corpus
from allonym.errors import unknown
from allonym.match.mentions import outcomes
from allonym.runs.read import Run
from allonym.show.table import Column, Table, text_column
from allonym.show.wanted import Wanted, models_of

_Key = tuple[str, ...]


def tables(run: Run, wanted: Wanted) -> list[Table]:
    corpora = wanted.texts()
    models = models_of(run, wanted)
    sizes: Counter[_Key] = Counter()
    found: dict[str, Counter[_Key]] = defaultdict(Counter)
    for corpus in corpora:
        for key, model, is_found in _outcomes(run, corpus, models, by_form=bool(wanted.entity)):
            if model is None:
                sizes[key] += 1
            else:
                found[model][key] += is_found
    if wanted.entity:
        known = {key[0] for key in sizes}
        if wanted.entity not in known:
            raise unknown("entity in the gold", wanted.entity, known)
        sizes = Counter({key: n for key, n in sizes.items() if key[0] == wanted.entity})
    order = sorted(sizes, key=lambda key: (key[0], -sizes[key], key) if wanted.entity else (-sizes[key], key))
    lines = tuple(
        (*key, sizes[key], *(found[model][key] if model in found else None for model in models)) for key in order
    )
    names = ("entity", "form", "corpus") if wanted.entity else ("entity", "corpus")
    columns = (*map(text_column, names), Column("mentions"), *map(Column, models))
    note = "Mentions found: same bounds under the neutral convention, same coarse label."
    title = f"Forms of {wanted.entity}" if wanted.entity else "Entities"
    return [Table(title, columns, lines, (note,), keys=len(names) + 1)]


def _outcomes(run: Run, corpus: Corpus, models: list[str], *, by_form: bool) -> Iterator[tuple[_Key, str | None, bool]]:
    """(key, None, False) for each mention of an entity, and (key, model, found) for each model that has answers."""
    answers = {model: found for model in models if (found := run.predictions(model, corpus.name)) is not None}
    for one in outcomes(corpus, answers, lambda mention: mention.entity):
        key = (str(one.mention.entity), *((one.surface,) if by_form else ()), corpus.name)
        yield key, None, False
        for model in answers:
            yield key, model, one.found(model)
