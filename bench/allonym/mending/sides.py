"""What stands to both sides of a run: words, signs, titles, verbs of people, and he or she behind it."""

from __future__ import annotations

from allonym.mending.runs import NameRun, Words
from allonym.mending.vocabulary import NAME, TITLE, is_english, words

_ENDS = frozenset(".!?\n…")
_QUOTES = frozenset("\"”’'»")
_ARTICLES = frozenset(["the", "a", "an"])
_MOST = 3
_NEAR, _FAR = 5, 10
"""Words behind a run among which its office may stand; and a pronoun."""
_PRONOUNS = frozenset(["he", "she", "his", "her", "him", "who", "himself", "herself"])
_BEFORE = frozenset(["in", "at", "near", "from", "to", "the", "of", "by", "with", "for", "against", "between", "into"])
"""Words before a name that tell, of the same name elsewhere, what it is."""
_BEHIND = {"@": "<handle>", "#": "<handle>", "/": "<address>"}
_WIDE = 6
"""Words to a side among which large letters are counted."""
_BETWEEN = frozenset(
    ["also", "then", "later", "had", "has", "have", "will", "would", "could", "should", "may", "might", "never", "and"]
)
"""Words between a name and its verb."""


def around(text: Words, run: NameRun, said: str) -> list[str]:
    """The words and signs to both sides; `said` is what the model said of the run."""
    before, after, left, right = _sides(text, run)
    begins = not run.first or any(sign in _ENDS for sign in left)
    found = [
        f"left {left}", f"right {right}", f"gaps {left}|{right}", f"right {right} {said}",
        f"-1 {before[0]}", f"-2 {before[1]}", f"-21 {before[1]} {before[0]}", f"-1 {before[0]} {said}",
        f"-1s {before[0][-3:]}", f"+1 {after[0]}", f"+2 {after[1]}", f"+12 {after[0]} {after[1]}",
        f"+1 {after[0]} {said}", f"+1s {after[0][-3:]}", f"+1s {after[0][-2:]}",
        f"near {before[0]} {after[0]}", f"-3 {before[2]}", f"+3 {after[2]}",
    ]  # fmt: skip
    size, english, large = min(run.size, 3), is_english(text.forms[run.first]), _large(text, run)
    found += [f"line {large} {size}", f"line {large} {size} {english}"]
    if begins:
        found += [f"begins {size}", f"begins {size} {english} {said}"]
    if run.first and text.kinds[run.first - 1] == TITLE and "\n" not in left:
        found += ["titled", f"titled {text.forms[run.first - 1][0].isupper()}", f"titled {said}"]
    human = _human(text, run) + _pronoun(text, run)
    return found + human + [f"{one} {said}" for one in human]


def hints(text: Words, run: NameRun) -> tuple[str, ...]:
    """What to either side tells people from places: a title, a verb of people, a word such as in."""
    before, found = _side(text, run.first, -1), _human(text, run)
    if run.first and text.kinds[run.first - 1] == TITLE and "\n" not in _left(text, run.first):
        found.append("titled")
    return (*found, *(f"-1 {one}" for one in before[:1] if one in _BEFORE))


def _sides(text: Words, run: NameRun) -> tuple[list[str], list[str], str, str]:
    """The words before and after, and the signs between; "the Haddad regime" is read as "Haddad's regime"."""
    before, after = _side(text, run.first, -1), _side(text, run.last, 1)
    left, right = _left(text, run.first), _right(text, run)
    if not _holds(after, right):
        return before, after, left, right
    if before[0] in _ARTICLES and not left:
        before, left = _side(text, run.first - 1, -1), _left(text, run.first - 1)
    return before, after, left, "'s"


def _holds(after: list[str], right: str) -> bool:
    """Whether what stands behind is as if a person's own: the Haddad regime."""
    return not right and after[0] in words("holders")


def _left(text: Words, first: int) -> str:
    """What stands before the word of this number."""
    start = text.starts[first] if first < len(text.starts) else len(text.text)
    return _gap(text.text[text.ends[first - 1] if first else 0 : start])


def _right(text: Words, run: NameRun) -> str:
    return _gap(text.text[run.end : text.starts[run.last] if run.last < len(text.starts) else len(text.text)])


def _human(text: Words, run: NameRun) -> list[str]:
    """What is done or held by people: Haddad said, "…" said Haddad, the Haddad regime, Haddad, an analyst."""
    before, after = _side(text, run.first, -1), _side(text, run.last, 1)
    left, right = _left(text, run.first), _right(text, run)
    verbs, found = words("verbs"), []
    if not right and (after[0] in verbs or ((after[0] in _BETWEEN or after[0].endswith("ly")) and after[1] in verbs)):
        found += ["acts", "spoken"] if _QUOTES & set(left) else ["acts"]
    if not left and before[0] in verbs:
        found += ["acts before", "spoken"] if _QUOTES & set(_left(text, run.first - 1)) else ["acts before"]
    if _holds(after, right):
        found.append("holds")
    if right.startswith(",") and _has_office(text, run.last):
        found.append("office")
    return found


def _has_office(text: Words, at: int) -> bool:
    """Whether a title in small letters is among the next words, no sign before it: a political analyst."""
    for where in range(at, min(len(text.forms), at + _NEAR)):
        if where > at and text.text[text.ends[where - 1] : text.starts[where]] not in (" ", "\xa0"):
            return False
        if text.kinds[where] == TITLE and text.forms[where][0].islower():
            return True
    return False


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
    """Three words to one side, as `_word` has them; beyond the text is <end>."""
    places = (at - 1 - number if step < 0 else at + number for number in range(3))
    return [_word(text, where) if 0 <= where < len(text.forms) else "<end>" for where in places]


def _word(text: Words, at: int) -> str:
    """A word in small letters; or <name>, <number>, and <handle> or <address> for what stands behind @, # or /."""
    sign = text.text[max(0, text.starts[at] - 1) : text.starts[at]]
    if sign in _BEHIND:
        return _BEHIND[sign]
    form = text.forms[at]
    return "<name>" if text.kinds[at] == NAME else "<number>" if form[0].isdigit() else form.lower()


def _large(text: Words, run: NameRun) -> str:
    """How many of the words to both sides, in the same line, begin with a large letter, in quarters."""
    large = count = 0
    for step, at in ((-1, run.first - 1), (1, run.last)):
        for where in range(at, at + step * _WIDE, step):
            if not 0 <= where < len(text.forms):
                break
            last = max(where, where - step)
            if "\n" in text.text[text.ends[last - 1] : text.starts[last]]:
                break
            large += text.forms[where][0].isupper()
            count += 1
    return str(4 * large // count) if count > 1 else "none"


def _gap(gap: str) -> str:
    """What stands between two words, as far as it matters."""
    if "\n" in gap:
        return "\\n"
    return gap.strip(" \xa0")[:_MOST]
