"""The verdict as a comment on a change under review: Markdown with verdict, table, names lost, and some sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from allonym.compare.report import around
from allonym.corpus.articles import is_hidden
from allonym.corpus.values import Corpus
from allonym.gate.report import sentence, tables
from allonym.gate.verdict import Verdict
from allonym.show.forms.markdown import escaped, markdown

MARK = "<!-- allonym gate -->"
"""The first line, by which the next run finds the comment again."""
_SENTENCES = 5


def comment(verdict: Verdict, corpora: Sequence[Corpus] = ()) -> str:
    """The comment; `corpora` are the texts, of which no article is quoted."""
    parts = [MARK, f"## Allonym gate: {verdict.status}", "", escaped(sentence(verdict)), ""]
    quoted = [f"- {line}" for line in _quoted(verdict, corpora)]
    if quoted:
        parts += ["Some of the places where names were lost:", "", *quoted, ""]
    return "\n".join([*parts, *map(markdown, tables(verdict))]) + "\n"


def _quoted(verdict: Verdict, corpora: Sequence[Corpus]) -> Iterator[str]:
    """The words around lost names, one place a name and as many names as there is room for."""
    texts = {corpus.name: corpus for corpus in corpora}
    open_ = {(c.name, d.id) for c in corpora for d in c.documents if d.text is not None and not is_hidden(d)}
    seen: set[tuple[str, str]] = set()
    for model, moved in verdict.moved.items():
        for name in moved.lost:
            key = (name.entity, name.surface)
            if key in seen or (name.corpus, name.document) not in open_ or len(seen) == _SENTENCES:
                continue
            seen.add(key)
            yield f"{escaped(model)} lost **{escaped(name.surface)}**: {escaped(around(name, texts[name.corpus]))}"
