"""Text as LaTeX that every engine sets, pdfLaTeX too: signs escaped, marked letters as accents."""

from __future__ import annotations

import unicodedata

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
