"""The table of intervals by the number of places: what is left of a table of pairs, and what stands in the block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from allonym.corpus.load import load_corpus
from allonym.corpus.values import Corpus, Mention
from allonym.evaluate.plan import plan
from allonym.evaluate.probing import run_probes
from allonym.evaluate.spelling_rows import english_names
from allonym.measures.main import PROSE
from allonym.predict.adapters.capitalised import CapitalisedRuns
from allonym.statistics import Resamplers
from allonym.tools.places import ASKED, Drawable, table, variances, written


@pytest.fixture(scope="module")
def asked() -> Drawable:
    whole = load_corpus("dispatches")
    some = Corpus(whole.name, whole.documents[:30], whole.prose)
    runs = CapitalisedRuns()

    def predict(texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
        for text in texts:
            yield tuple(Mention(*span) for span in runs.predict([text])[0])

    tables = run_probes(predict, plan([some], ("respell", "control"), full=True))
    english = english_names(tables)
    assert english is not None
    return Drawable(tables["respell"].part(PROSE, "PER", "register:press"), english)


def test_a_draw_has_so_many_places_and_names(asked: Drawable) -> None:
    few = asked.of(20, 2)
    assert few.asked == 20 < asked.asked
    english = few.english.codes["site"].tolist()
    assert {english.count(site) for site in english} == {2}
    assert len(asked.of(None).pairs) == len(asked.pairs)


def test_fewer_places_have_wider_intervals(asked: Drawable) -> None:
    draws = Resamplers(replicates=200)
    few, every = (asked.of(places).widths(draws) for places in (10, None))
    assert all(few[name] > every[name] > 0 for name in ("spelling.both", "spelling.f1", "spelling.gap"))


def test_english_names_of_a_place_vary(asked: Drawable) -> None:
    within, between = variances(asked.english)
    assert within + between == pytest.approx(0.25, abs=0.1)  # of a share near a half


def test_the_block_has_a_line_for_each_number_of_places(asked: Drawable) -> None:
    draws = Resamplers(replicates=20)
    assert [line[0] for line in table(asked, draws).rows] == [*map(str, ASKED), "all"]
    assert "| all |" in written(asked, draws)
