"""Documents of tokens with tags or with spans of tokens: what formats of JSON rows and of columns share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from allonym.corpus.check import numbered
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.tags import Chunks, TagColumns, canonical, decode, read_tags
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

TokenSpan = tuple[int, int, str]
"""First token, past the last one, label."""
Where = Callable[[int, int], str]


def spans_of_tags(sequences: Sequence[Sequence[str]], options: FormatOptions, where: Where) -> list[list[TokenSpan]]:
    """The spans of each sequence of tags; `where(sequence, token)` names a place in an error."""
    known = canonical({tag for sequence in sequences for tag in sequence}, options.scheme == "IO")
    for unit, sequence in enumerate(sequences):
        for place, tag in enumerate(sequence):
            if tag not in known:
                raise InputError(f"{tag!r} is no tag", where=where(unit, place))
    tags = read_tags([[known[tag] for tag in sequence] for sequence in sequences])
    return by_sequence(decode(tags, options.scheme, options.repair, where), tags)


def by_sequence(chunks: Chunks, tags: TagColumns) -> list[list[TokenSpan]]:
    """The chunks of each sequence of the tags."""
    spans: list[list[TokenSpan]] = [[] for _ in tags.lengths]
    rows = zip(chunks.unit.tolist(), chunks.start.tolist(), chunks.end.tolist(), chunks.label.tolist(), strict=True)
    for unit, start, end, label in rows:
        spans[unit].append((start, end, tags.labels[label]))
    return spans


def joined(tokens: Sequence[str], blanks: Sequence[bool] | None = None) -> tuple[str, list[tuple[int, int]]]:
    """The text of tokens and the bounds of each; `blanks`: whether one follows each token, else there is one between.

    >>> joined(["don", "'t", "go"], [False, True, False])
    ("don't go", [(0, 3), (3, 5), (6, 8)])
    """
    pieces, bounds, place = [], [], 0
    if blanks is None:
        blanks = [place + 1 < len(tokens) for place in range(len(tokens))]
    for token, blank in zip(tokens, blanks, strict=True):
        bounds.append((place, place + len(token)))
        pieces.append(token + " " * blank)
        place += len(pieces[-1])
    return "".join(pieces), bounds


def found_in(
    text: str, tokens: Sequence[str], where: Callable[[int], str], called: str = "the text"
) -> list[tuple[int, int]]:
    """The bounds of tokens that follow each other in a text; `where(token)` names a place in an error."""
    bounds, place = [], 0
    for number, token in enumerate(tokens):
        start = text.find(token, place)
        if start < 0:
            raise InputError(f"token {token!r} is not in {called}", where=where(number))
        place = start + len(token)
        bounds.append((start, place))
    return bounds


def mentions_of(
    spans: Iterable[TokenSpan], bounds: Sequence[tuple[int, int]], where: Callable[[int], str], at: int = 0
) -> tuple[Mention, ...]:
    """Spans of tokens as mentions of a text in which the tokens' own begins `at`; empty tokens do not count.

    InputError for tokens that there are not, and for spans of nothing; `where(token)` names the place.
    """
    mentions = []
    for first, stop, label in spans:
        whole = [one for one in bounds[first:stop] if one[0] < one[1]]
        if not label:
            raise InputError(f"tokens {first}-{stop - 1} have an empty label", where=where(first))
        if not 0 <= first < stop <= len(bounds):
            raise InputError(f"tokens {first}-{stop - 1} {label} are not among {len(bounds)}", where=where(first))
        if not whole:
            raise InputError("a span over a token that is not there", where=where(first))
        mentions.append(Mention(at + whole[0][0], at + whole[-1][1], label))
    return tuple(sorted(mentions))


def of_tokens(name: object, number: int, tokens: Sequence[str], spans: Iterable[TokenSpan], where: str) -> Document:
    """A document of tokens with a blank between them."""
    text, bounds = joined(tokens)
    return numbered(name, number, text, mentions_of(spans, bounds, lambda _: where), where)
