"""The recorded results on public corpora, and whether the models' order there is that of the headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from allonym.evaluate.score import ModelCounts
from allonym.measures import Micro, measure
from allonym.measures.main import HEADLINE, MAIN
from allonym.records.public import PublicResults
from allonym.runs.read import Run
from allonym.show.kinds import DECIMAL, PERCENT, Cell
from allonym.show.orders import REPLICATES, headline_draws
from allonym.show.table import Column, Table, text_column
from allonym.statistics.resampling import percentiles, resample
from allonym.statistics.standings import kendall
from allonym.statistics.types import Floats

_NOTE = (
    "Kendall's tau of F1 there and {headline} here, over {models} models: 1 is the same order, 0 none, -1 the reverse. "
    "Bounds: there documents are drawn, with the paragraphs within them; here people, with the places within them."
)


def _f1(counts: ModelCounts) -> float:
    main = Micro(measure(MAIN.name))
    return float(main(counts.counts.columns(main.measure.scheme).sum(axis=0)).item())


def draws(counts: Sequence[ModelCounts]) -> Floats:
    """Strict micro F1 of models on one corpus, observed and then in each replicate: (1 + replicates, models)."""
    main = Micro(measure(MAIN.name))
    tables = np.stack([one.counts.columns(main.measure.scheme) for one in counts], axis=1)
    drawn = resample(tables, counts[0].document, replicates=REPLICATES)
    return np.concatenate([np.asarray(main(totals)) for totals in (drawn.observed[None], drawn.replicates)])


def public_table(results: Sequence[PublicResults]) -> Table:
    """A line a model, the best of the first corpus first: of each corpus F1 with its interval, and F1 of raw bounds."""
    if not results:
        return Table("", (text_column("model"),), ())
    models = sorted(results[0].predictions, key=lambda model: -_f1(results[0].counts(model, MAIN.convention)))
    columns: list[list[Cell]] = []
    heads = [text_column("model")]
    for one in results:
        values = draws([one.counts(model, MAIN.convention) for model in models])
        low, high = percentiles(values[1:])
        raw = draws([one.counts(model, "raw") for model in models])[0]
        pairs = zip(values[0].tolist(), low.tolist(), high.tolist(), strict=True)
        columns += [[f"{PERCENT(v)} ({PERCENT(a)}–{PERCENT(b)})" for v, a, b in pairs], raw.tolist()]
        size = f"{one.corpus.name}, {len(one.corpus.documents):,} documents"
        heads += [text_column(size), Column(f"{one.corpus.name}, raw", PERCENT)]
    return Table("", tuple(heads), tuple(zip(models, *columns, strict=True)), keys=1)


def public_orders(run: Run, results: Sequence[PublicResults]) -> Table:
    """A line a corpus: how alike it and the headline order the models that both have."""
    heads = (text_column("corpus"), Column("documents"), *(Column(name, DECIMAL) for name in ("tau", "low", "high")))
    lines = list(_orders(run, results))
    models = max((len(_both(run, one)) for one in results), default=0)
    note = _NOTE.format(headline=measure(HEADLINE.name).title, models=models)
    return Table("", heads, tuple(lines), (note,), keys=1)


def _orders(run: Run, results: Sequence[PublicResults]) -> Iterator[tuple[Cell, ...]]:
    for one in results:
        models = _both(run, one)
        ours = headline_draws(run, models)
        if ours is not None:
            tau = kendall(draws([one.counts(model, MAIN.convention) for model in models]), ours)
            low, high = percentiles(tau[1:, None])
            yield one.corpus.name, len(one.corpus.documents), float(tau[0]), low.item(), high.item()


def _both(run: Run, one: PublicResults) -> list[str]:
    return [model for model in one.predictions if model in run.measured and model not in one.reference]
