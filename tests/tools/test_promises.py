"""The table of promises is counted from reports: of tests, and of runs of `make fuzz`, which add up."""

import json
from pathlib import Path

from allonym.tools.promises import tried

REPORT = """<testsuites><testsuite>
<testcase classname="tests.attack.test_x" name="test_a[1]"/>
<testcase classname="tests.attack.test_x" name="test_a[2]"><failure message="no"/></testcase>
<testcase classname="tests.attack.test_x" name="test_b">
<properties><property name="tried" value="3"/></properties></testcase>
</testsuite></testsuites>"""


def test_cases_and_inputs_are_counted(tmp_path: Path) -> None:
    report, *fuzzed = (tmp_path / name for name in ("a.xml", "1.json", "2.json"))
    report.write_text(REPORT)
    for file, counts in zip(fuzzed, ([10, 10], [5, 4]), strict=True):
        file.write_text(json.dumps({"make fuzz": counts}))
    assert tried([report, *fuzzed]) == {
        "tests/attack/test_x.py::test_a": (2, 1), "tests/attack/test_x.py::test_b": (3, 3), "make fuzz": (15, 14),
    }  # fmt: skip
