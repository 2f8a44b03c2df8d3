"""The verdict as JUnit XML: a test case a check, for the test views of CI systems."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from allonym.gate.verdict import BROKEN, NOTHING, REGRESSED, Check, Verdict, describe, respelled

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {REGRESSED: "failure", BROKEN: "error", NOTHING: "skipped"}


def junit(verdict: Verdict) -> str:
    """The XML document; an empty run is an error of its own, since no test case is none that failed."""
    checks = verdict.checks or (Check("", "", "the run", BROKEN, reason="nothing was measured"),)
    kinds = [_KINDS.get(check.status) for check in checks]
    suite = ElementTree.Element(
        "testsuite", name="allonym gate", tests=str(len(checks)), failures=str(kinds.count("failure")),
        errors=str(kinds.count("error")), skipped=str(kinds.count("skipped")),
    )  # fmt: skip
    lost = {model: "\n".join(describe(model, moved)) for model, moved in verdict.moved.items()}
    for check, kind in zip(checks, kinds, strict=True):
        place = ".".join(filter(None, ("allonym", check.model, check.corpus)))
        case = ElementTree.SubElement(suite, "testcase", classname=_clean(place), name=_clean(check.what))
        if kind:
            behind = "\n".join(filter(None, (lost.get(check.model, ""), *respelled(verdict, check))))
            ElementTree.SubElement(case, kind, message=_clean(check.reason)).text = _clean(behind)
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
