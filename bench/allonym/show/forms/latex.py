"""Tables as LaTeX with booktabs, for every engine, pdfLaTeX too: signs escaped, marked letters as accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TextIO

from allonym.show.table import Table

_SIGNS = {
    **{"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{sign: "\\" + sign for sign in "&%$#_{}"},
    **{"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"{\char34}"},
    **{"–": "--", "—": "---", "…": r"\dots{}", "\u00a0": "~", "\n": " "},
    **{"≤": r"$\leq$", "≥": r"$\geq$", "≠": r"$\neq$"},
    **{"‘": "`", "’": "'", "“": "``", "”": "''", "ʿ": "`", "ʻ": "`", "ʾ": "'", "ʼ": "'", "ʹ": "'", "ʺ": "''"},
    **{"ı": r"\i{}", "ł": r"\l{}", "Ł": r"\L{}", "ø": r"\o{}", "Ø": r"\O{}", "ß": r"\ss{}", "æ": r"\ae{}"},
    **{"Æ": r"\AE{}", "œ": r"\oe{}", "Œ": r"\OE{}", "đ": r"\dj{}", "Đ": r"\DJ{}"},
}
_ACCENTS = {
    **{"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": "."},
    **{"\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k"},
    **{"\u0331": "b"},
}


def write(tables: Sequence[Table], file: TextIO) -> None:
    file.write("% \\usepackage{booktabs}\n" + "\n".join(map(latex, tables)))


def latex(table: Table) -> str:
    """The table as a LaTeX float with a label; of the encodings, T1 has every letter that is named here.

    >>> from allonym.show.kinds import PERCENT
    >>> from allonym.show.table import Column, text_column
    >>> print(latex(Table("F1 & more", (text_column("model"), Column("F1", PERCENT)), (("a_b", 0.5),))))
    \\begin{table}
    \\caption{F1 \\& more}
    \\label{tab:f1-more}
    \\small
    \\begin{tabular}{lr}
    \\toprule
    model & F1 \\\\
    \\midrule
    a\\_b & 50.0 \\\\
    \\bottomrule
    \\end{tabular}
    \\end{table}
    <BLANKLINE>
    """
    aligned = "".join("r" if column.number else "l" for column in table.columns)
    lines: list[str] = []
    for number, row in enumerate(table.written()):
        lines += [r"\midrule"] if number in table.groups and number else []
        lines.append(_row(row))
    named = (rf"\caption{{{escaped(table.title)}}}", rf"\label{{tab:{_label(table.title)}}}")
    head = (r"\begin{table}", *named, r"\small", rf"\begin{{tabular}}{{{aligned}}}")
    notes = (rf"\par\smallskip\footnotesize {escaped(note)}" for note in table.notes)
    body = (r"\toprule", _row(table.heads), r"\midrule", *lines, r"\bottomrule", r"\end{tabular}")
    return "\n".join([*head, *body, *notes, r"\end{table}", ""])


def _label(title: str) -> str:
    """What a title is called in a \\ref: its words, without the number of a run.

    >>> _label("Leaderboard of run 20261126T033501.830846Z")
    'leaderboard-of-run'
    """
    return "-".join(re.findall(r"[a-z][a-z0-9]*", re.sub(r"\d{4,}\S*", "", title.lower())))


def _row(cells: Sequence[str]) -> str:
    # A row that begins with a bracket would be read as an argument of the row before it.
    first, *others = (escaped(cell).replace("[", "{[}") for cell in cells)
    return " & ".join([first, *others]) + r" \\"


def escaped(text: str) -> str:
    """The text for LaTeX's text mode; letters that it has no name for (Arabic, Cyrillic) stay as they are.

    >>> print(escaped("50% of Ömer_ʿAlī Ḥasan – sm-3.8.0ᵃᵇ"))
    50\\% of \\"{O}mer\\_`Al\\={i} \\d{H}asan -- sm-3.8.0\\textsuperscript{a}\\textsuperscript{b}
    """
    return "".join(map(_letter, unicodedata.normalize("NFC", text)))


def _letter(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    base, *marks = list(unicodedata.normalize("NFD", sign))
    if marks and all(mark in _ACCENTS for mark in marks):
        result = _SIGNS.get(base, base)
        for mark in marks:
            result = f"\\{_ACCENTS[mark]}{{{result}}}"
        return result
    if unicodedata.decomposition(sign).startswith("<super>"):
        return rf"\textsuperscript{{{unicodedata.normalize('NFKC', sign)}}}"
    return sign
