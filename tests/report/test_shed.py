"""A page that would be too large leaves detail out and says so."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from allonym.report import make
from allonym.report.page import json_in_script
from allonym.report.shed import shed
from allonym.runs.read import read_run

_DOCUMENTS = [{"corpus": "c", "id": str(number), "text": "ü<" * 40, "gold": [0, 1, 0, 0]} for number in range(6)]
_DATA: dict[str, Any] = {
    "spellings": {
        "models": ["a"],
        "groups": [{"entity": f"e{number}", "sites": [[0, 1, 2]] * 9} for number in range(5)],
    },
    "mistakes": {
        "documents": _DOCUMENTS,
        "found": [{number: [0, 1, 0] for number in range(6)}],
        "mistakes": [[part for number in range(6) for part in (number, 0, 0, -1)]],
    },
    "names": None,
}


def _size(data: Any) -> int:
    return len(json_in_script(data).encode())


@given(integers(0, _size(_DATA) + 10))
def test_what_is_left_fits_names_go_first_and_every_number_has_its_document(room: int) -> None:
    left, told = shed(_DATA, room)
    groups, documents = left["spellings"]["groups"], left["mistakes"]["documents"]
    assert groups == _DATA["spellings"]["groups"][: len(groups)]
    assert documents == _DOCUMENTS[: len(documents)]
    assert len(documents) == len(_DOCUMENTS) or not groups
    assert _size(left) <= room or not documents
    assert len(told) == (len(groups) < 5) + (len(documents) < 6)
    flat = left["mistakes"]["mistakes"][0]
    assert flat[::4] == list(range(len(documents)))
    assert list(left["mistakes"]["found"][0]) == list(range(len(documents)))


def test_a_page_over_the_limit_says_what_is_left_out(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.show.test_spelled import CORPUS

    run = read_run(run_folder)
    whole = make.write_report(run, [CORPUS], tmp_path / "page.html").read_text("utf-8")
    assert "Left out" not in whole
    limit = len(whole.encode()) - 1
    monkeypatch.setattr(make, "LARGEST", limit)
    page = make.write_report(run, [CORPUS], tmp_path / "page.html").read_text("utf-8")
    assert len(page.encode()) <= limit
    assert "names by spelling." in page


def test_an_entity_has_its_printed_name_beside_its_id(run_folder: Path, tmp_path: Path) -> None:
    from tests.show.test_spelled import CORPUS

    page = make.write_report(read_run(run_folder), [CORPUS], tmp_path / "page.html").read_text("utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])["mistakes"]
    names = dict(zip(data["entities"], data["names"], strict=True))
    assert names["ali_mamlouk"] == "Ali Mamlouk"
