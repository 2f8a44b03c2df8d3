"""What writers change beside letters: the article and its spacing, Abd al-, initials, order, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from allonym.names.engine.key import PARTICLES
from allonym.names.engine.written import WrittenWord
from allonym.names.folds import FOLDS

_ARTICLE = re.compile(r"\b([AaEe][lL])([- ])(?=\w{3})")
_TWO_ARTICLES = re.compile(r"\b(?:abd[aeou]l|[ae]l)[- ][ae]l(?:\b|\w{4})", re.IGNORECASE)
_JOINED_ARTICLE = re.compile(r"[ae](?:l\w{4}|([dnrstz])\1)")
_JOINED = 0.03
"""The share of those who write two syllables of a given name as one word: Kim Jongun, Sahlework Zewde."""
_SERVANT = re.compile(r"\b([Aa]bd[aeuo]l)([- ]?)(\w{3,})")
_SHARES = {"spaced": 0.01, "hyphen": 0.01, "joined": 0.02, "left out": 0.04}
"""How often another writer changes the article so, beside keeping it: estimates, not counts."""


_ALLAH = re.compile("l?[au]h?|l?lah", re.IGNORECASE)
"""What follows the l of Abdallah, whose article is no word of its own."""


def is_varied(word: str) -> bool:
    """Whether a word's key is an article, or may be Abd with one."""
    return word in ("al", "el") or word.startswith("abd")


def rewritings(form: str) -> Iterator[tuple[str, float, str]]:
    """Other ways to write the article and Abd al- of a form, each with its share beside the form's own.

    >>> [other for other, _, _ in rewritings("Fayez al-Sarraj")]
    ['Fayez Al Sarraj', 'Fayez Alsarraj', 'Fayez Sarraj']
    """
    if (found := _ARTICLE.search(form)) and not form[: found.start()].lower().endswith(("abd ", "abd-")):
        article, sign = found.groups()
        before, after = form[: found.start()], form[found.end() :]
        if sign == "-":
            yield f"{before}{article.capitalize()} {after}", _SHARES["spaced"], "article spaced"
        else:
            yield f"{before}{article.lower()}-{after}", _SHARES["hyphen"], "article with a hyphen"
        yield f"{before}{article.capitalize()}{after[:1].lower()}{after[1:]}", _SHARES["joined"], "article joined"
        if before.strip() or after.strip():
            yield f"{before}{after}", _SHARES["left out"], "article left out"
    if found := _SERVANT.search(form):
        abd, sign, rest = found.groups()
        before, after = form[: found.start()], form[found.end() :]
        if sign:
            yield f"{before}{abd}{rest.lower()}{after}", 0.08, "Abd joined"
        elif not _ALLAH.fullmatch(rest):
            yield f"{before}{abd} {rest.capitalize()}{after}", 0.08, "Abd parted"
        if not _ALLAH.fullmatch(rest):
            yield f"{before}Abd al-{rest.capitalize()}{after}", 0.03, "Abd with its article"


def may_get_article(words: Sequence[WrittenWord]) -> bool:
    """Whether the last word of a name may get an article: a large one, which a space and no particle stands before."""
    last = words[-1]
    return (
        len(words) > 1
        and words[-2].key not in PARTICLES
        and last.glue == " "
        and not last.fixed
        and last.text[:1].isupper()
        and not _JOINED_ARTICLE.match(last.key)
    )


def has_two_articles(form: str) -> bool:
    """Whether an article follows another: Abdel al-Fatah.

    >>> has_two_articles("Abdel al-Fatah"), has_two_articles("Abd al-Fatah"), has_two_articles("Al-Hasan al-Kattani")
    (True, False, False)
    """
    return _TWO_ARTICLES.search(form) is not None


def with_article(form: str) -> Sequence[tuple[str, float]]:
    """The form of a name with an article before its last word, and the share of those who put it in.

    >>> [other for other, _ in with_article("Anwar Sadat")]
    ['Anwar al-Sadat', 'Anwar el-Sadat']
    """
    before, space, last = form.rpartition(" ")
    return ((f"{before} al-{last}", 0.02), (f"{before} el-{last}", 0.012)) if space and len(last) > 3 else ()


def without_hyphen(words: Sequence[WrittenWord], form: str) -> Iterator[tuple[str, float]]:
    """The form with two words that a hyphen parts as one, where the name has one hyphen, and the share of that.

    >>> from allonym.names.engine.written import read
    >>> list(without_hyphen(read("Kim Jong-un"), "Kim Chong-un"))
    [('Kim Chongun', 0.03)]
    """
    if sum(word.glue == "-" for word in words) == 1 and form.count("-") == 1:
        before, _, after = form.partition("-")
        yield before + after[:1].lower() + after[1:], _JOINED


def turned(words: Sequence[WrittenWord]) -> str | None:
    """A name of two words with the second first; None for another."""
    if len(words) != 2 or any(word.fixed or word.glue == "-" for word in words):
        return None
    return f"{words[1].text} {words[0].text}"


def _with_hyphens(words: Sequence[WrittenWord]) -> list[str]:
    """The words that are no titles or initials; those that a hyphen joins are one."""
    found: list[str] = []
    for word in words:
        if word.fixed:
            continue
        if word.glue == "-" and found:
            found[-1] += f"-{word.text}"
        else:
            found.append(word.text)
    return found


def plain_variants(words: Sequence[WrittenWord]) -> Iterator[tuple[str, str, float]]:
    """What is left for a name of no known origin: folds, initials, order; each with how it came and its weight."""
    texts = [word.glue + word.text for word in words]
    whole = "".join(texts).strip()
    for title, fold in FOLDS.items():
        yield fold(whole), f"fold: {title}", 0.4
    loose = _with_hyphens(words)
    if len(loose) > 1:
        yield f"{loose[0][0].upper()}. {' '.join(loose[1:])}", "initial", 0.2
        yield f"{loose[-1]} {' '.join(loose[:-1])}", "order", 0.15
        yield f"{loose[-1]}, {' '.join(loose[:-1])}", "order", 0.1
        if "-" in whole:
            yield whole.replace("-", " "), "hyphen", 0.1
