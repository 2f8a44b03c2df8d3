"""The verdict where CI shows it: JUnit XML, GitLab's code quality report, annotations in GitHub's log."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from allonym.gate.report import sentence
from allonym.gate.verdict import BROKEN, NOTHING, REGRESSED, Check, Verdict, describe, respelled

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {REGRESSED: "failure", BROKEN: "error", NOTHING: "skipped"}
_LOST = "name lost"
_SEVERITY = {REGRESSED: "major", BROKEN: "blocker", NOTHING: "blocker", _LOST: "minor"}


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


def _findings(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """What is wrong, with a line on it: each check that fails, a run without numbers, each name lost."""
    for check in verdict.checks:
        if check.status in (REGRESSED, BROKEN):
            yield check.status, " ".join(filter(None, (check.model, check.corpus, f"{check.what}: {check.reason}")))
    if verdict.status == NOTHING:
        yield NOTHING, sentence(verdict)
    for model, moved in verdict.moved.items():
        yield from ((_LOST, line) for line in describe(model, moved))


def code_quality(verdict: Verdict, baseline: str) -> str:
    """The JSON array, of issues on the baseline's file."""
    issues = [_issue(f"allonym {kind}", said, _SEVERITY[kind], baseline) for kind, said in _findings(verdict)]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(kind: str, said: str, severity: str, baseline: str) -> dict[str, Any]:
    print_ = hashlib.sha256(f"{kind}\n{said}".encode()).hexdigest()
    place = {"path": baseline, "lines": {"begin": 1}}
    return {"description": said, "check_name": kind, "fingerprint": print_, "severity": severity, "location": place}


def workflow_commands(verdict: Verdict, baseline: str) -> list[str]:
    """Workflow commands on the baseline file: an error a check that fails, and a warning for each name lost."""
    return [
        _command("warning" if kind == _LOST else "error", baseline, f"allonym: {kind}", said)
        for kind, said in _findings(verdict)
    ]


def _command(kind: str, file: str, title: str, message: str) -> str:
    return f"::{kind} file={_property(file)},title={_property(title)}::{_data(' '.join(message.split()))}"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
