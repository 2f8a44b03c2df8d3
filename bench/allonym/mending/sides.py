"""What stands to both sides of a run: words, signs, titles, verbs of people, and he or she behind it."""

from __future__ import annotations

from allonym.mending.runs import NameRun, Words
from allonym.mending.vocabulary import NAME, TITLE, words

_ENDS = frozenset(".!?\n…")
_MOST = 3
_FAR = 10
"""Words behind a run among which a pronoun may be the person's."""
_PRONOUNS = frozenset(["he", "she", "his", "her", "him", "who", "himself", "herself"])
_BETWEEN = frozenset(
    ["also", "then", "later", "had", "has", "have", "will", "would", "could", "should", "may", "might", "never", "and"]
)
"""Words between a name and its verb."""


def around(text: Words, run: NameRun, said: str) -> list[str]:
    """The words and signs to both sides; `said` is what the model said of the run."""
    before, after = _side(text, run.first, -1), _side(text, run.last, 1)
    left = _gap(text.text[text.ends[run.first - 1] if run.first else 0 : run.start])
    right = _gap(text.text[run.end : text.starts[run.last] if run.last < len(text.starts) else len(text.text)])
    begins = not run.first or any(sign in _ENDS for sign in left)
    found = [
        f"left {left}", f"right {right}", f"gaps {left}|{right}", f"right {right} {said}",
        f"-1 {before[0]}", f"-2 {before[1]}", f"-21 {before[1]} {before[0]}", f"-1 {before[0]} {said}",
        f"-1s {before[0][-3:]}", f"+1 {after[0]}", f"+2 {after[1]}", f"+12 {after[0]} {after[1]}",
        f"+1 {after[0]} {said}", f"+1s {after[0][-3:]}", f"+1s {after[0][-2:]}",
        f"near {before[0]} {after[0]}", f"-3 {before[2]}", f"+3 {after[2]}",
    ]  # fmt: skip
    if begins:
        found.append(f"begins {min(run.size, 3)}")
    if run.first and text.kinds[run.first - 1] == TITLE and "\n" not in left:
        found += ["titled", f"titled {text.forms[run.first - 1][0].isupper()}", f"titled {said}"]
    human = _acts(before, after, left, right) + _pronoun(text, run)
    return found + human + [f"{one} {said}" for one in human]


def _acts(before: list[str], after: list[str], left: str, right: str) -> list[str]:
    """Whether a verb of people stands beside the run: Haddad said, said Haddad."""
    verbs, found = words("verbs"), []
    if not right and (after[0] in verbs or ((after[0] in _BETWEEN or after[0].endswith("ly")) and after[1] in verbs)):
        found.append("acts")
    if not left and before[0] in verbs:
        found.append("acts before")
    return found


def _pronoun(text: Words, run: NameRun) -> list[str]:
    """Whether he or she stands behind the run, among the next words of its paragraph."""
    last = min(len(text.forms), run.last + _FAR)
    for at in range(run.last, last):
        gap = text.text[text.ends[at - 1] : text.starts[at]]
        if "\n" in gap:
            break
        if text.forms[at].lower() in _PRONOUNS:
            return ["he behind"]
    return []


def _side(text: Words, at: int, step: int) -> list[str]:
    """Three words to one side, in small letters; a name-like word is <name>, beyond the text is <end>."""
    found = []
    for number in range(3):
        where = at - 1 - number if step < 0 else at + number
        if not 0 <= where < len(text.forms):
            found.append("<end>")
        else:
            form = text.forms[where]
            found.append("<name>" if text.kinds[where] == NAME else "<number>" if form[0].isdigit() else form.lower())
    return found


def _gap(gap: str) -> str:
    """What stands between two words, as far as it matters."""
    if "\n" in gap:
        return "\\n"
    return gap.strip(" \xa0")[:_MOST]
