"""The spellings that the schemes of an origin derive from a name's scholarly form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from allonym.names.name import Name, join
from allonym.names.operations import Stratum, stratum
from allonym.names.registry import Spelling
from allonym.names.scheme import Options, Scheme, schemes
from allonym.names.spell import spell


def derived(name: Name, origin: str) -> Iterator[Spelling]:
    """Every scheme's spelling of the name, then the forms of the article; equal forms once, the printed one left out.

    >>> from allonym.names.name import parse_scholarly
    >>> [s.form for s in derived(parse_scholarly("Čehov"), "Russian")]
    ['Chekhov', 'Tsjechov', 'Tchekhov', 'Tschechow', 'Čehov']
    """
    if not all(part.scholarly for part in name.parts):
        return
    seen = {name.printed, ""}
    for scheme, label in _ways(origin.lower(), any(part.role == "article" for part in name.parts)):
        parts = spell(name, scheme)
        shown = _as_printed(name, parts)
        if shown in seen:
            continue
        seen.add(shown)
        yield Spelling(join(parts), label, relative_stratum(name, parts, scheme.relay), f"scheme: {label}", parts)


@cache
def _ways(origin: str, with_article: bool) -> tuple[tuple[Scheme, str], ...]:
    """The schemes of an origin with their names, then each with the other forms of the article that it may have."""
    tables = sorted(schemes(origin), key=_plain_first)
    ways = [(scheme, scheme.name) for scheme in tables]
    if with_article:
        chosen = [(scheme, Options(article=form)) for scheme in tables for form in scheme.article.others]
        ways += [(scheme.with_options(options), f"{scheme.name}, {options}") for scheme, options in chosen]
    return tuple(ways)


def _plain_first(scheme: Scheme) -> tuple[bool, int, str]:
    """The order in which schemes claim a form that several give: the English press before regions and registers."""
    order = ("english", "orthography", "scholarly")
    name = scheme.name.partition("/")[2]
    return scheme.relay, order.index(name) if name in order else len(order), scheme.name


def relative_stratum(name: Name, parts: Sequence[str], relay: bool = False) -> Stratum:
    """The stratum of a spelling, compared with the printed form on the parts that both have."""
    shown = _as_printed(name, parts)
    return stratum(name.printed or name.scholarly, shown or join(parts), "relay" if relay else None)


def _as_printed(name: Name, parts: Sequence[str]) -> str:
    """The spelling without the parts that the printed form lacks; all of it where nothing is printed."""
    if not name.printed:
        return join(parts)
    return join(text for text, part in zip(parts, name.parts, strict=True) if part.printed)


def merged(*sources: Iterable[Spelling]) -> tuple[Spelling, ...]:
    """Spellings of several sources, each form once: the first source that has it is its evidence."""
    spellings: dict[str, Spelling] = {}
    for source in sources:
        for spelling in source:
            spellings.setdefault(spelling.form, spelling)
    return tuple(spellings.values())
