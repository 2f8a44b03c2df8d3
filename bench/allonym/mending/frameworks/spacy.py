"""A component of spaCy 3: `nlp.add_pipe("allonym_mend", last=True)` mends what the components before it found.

The pipeline is asked once and as it stands, so `normalise`, which changes what a model is asked, has no place here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from allonym.mending.compose import mend
from allonym.mending.remedies import find_remedy
from allonym.mending.values import MendedSpan, Spans

NAME = "allonym_mend"
REMEDIES = ("consistency", "corrector")


@Language.factory(  # type: ignore[untyped-decorator]
    NAME,
    assigns=["doc.ents"],
    requires=["doc.ents"],
    default_config={"setting": "safe", "remedies": [*REMEDIES], "names": [], "weights": None},
)
def component(
    nlp: Language,  # noqa: ARG001 - spaCy gives both to every factory
    name: str,  # noqa: ARG001
    setting: str,
    remedies: list[str],
    names: list[str],
    weights: str | None,
) -> MendComponent:
    """The component of a pipeline. InputError for a remedy, a setting or weights that are none."""
    return MendComponent(setting, remedies, names, weights)


class MendComponent:
    """Gives a document mended `doc.ents`, and in `doc.user_data["allonym_mend"]` what was changed, by what and why.

    Whatever it needs is in its configuration, which goes with the pipeline to disk and to other processes.
    """

    def __init__(
        self, setting: str = "safe", remedies: Sequence[str] = REMEDIES, names: Sequence[str] = (),
        weights: str | None = None,
    ) -> None:  # fmt: skip
        self._made_of = (setting, (*remedies,), (*names,), weights)
        self._mend = self._made()

    def _made(self) -> Callable[[str, Spans], Spans]:
        setting, remedies, names, weights = self._made_of
        for remedy in remedies:
            find_remedy(remedy)
        found: list[Sequence[tuple[int, int, str]]] = [()]
        mended = mend(lambda _: found, remedies, setting=setting, names=names, weights=weights)

        def of(text: str, spans: Spans) -> Spans:
            found[0] = [span[:3] for span in spans]
            return mended([text])[0]

        return of

    def __call__(self, doc: Doc) -> Doc:
        before = tuple(MendedSpan(one.start_char, one.end_char, one.label_) for one in doc.ents)
        known = {span[:3]: entity for span, entity in zip(before, doc.ents, strict=True)}
        after = self._mend(doc.text, before)
        if after == before:
            return doc
        changed = [(span, made) for span in after if span.remedy and (made := _of_tokens(doc, span)) is not None]
        taken = [made for _, made in changed]
        kept = [entity for entity in known.values() if not any(_overlap(entity, made) for made in taken)]
        doc.ents = tuple(sorted([*kept, *taken], key=lambda span: span.start))
        doc.user_data[NAME] = [(*span,) for span, _ in changed]
        return doc

    def __reduce__(self) -> tuple[Any, ...]:
        return MendComponent, self._made_of


def _of_tokens(doc: Doc, span: MendedSpan) -> Span | None:
    """The span of a document; None where tokens have other bounds, and what the pipeline found then stays."""
    found: Span | None = doc.char_span(span.start, span.end, label=span.label)
    return found


def _overlap(one: Span, two: Span) -> bool:
    return bool(one.start < two.end and two.start < one.end)
