"""The component in a pipeline of spaCy 3, in its own environment, found by its entry point."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from allonym import paths

PYTHON = paths.ENVIRONMENTS / "spacy3" / "bin" / "python"
TEXT = "Salma Haddad opened the fair. Haddad spoke for an hour, and visitors from Lisbon thanked her."
PIPELINE = f"""
import sys, spacy
nlp = spacy.blank("en")
nlp.add_pipe("entity_ruler").add_patterns([{{"label": "PERSON", "pattern": "Salma Haddad", "id": "salma"}},
                                           {{"label": "GPE", "pattern": "Lisbon"}}])
TEXT = {TEXT!r}
def told(doc):
    return [(one.text, one.label_) for one in doc.ents]
WANTED = [("Salma Haddad", "PERSON"), ("Haddad", "PERSON"), ("Lisbon", "GPE")]
"""

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the environment spacy3 is not installed")


def run(site: Path, code: str, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [PYTHON, "-c", PIPELINE + code, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_mends_what_the_pipeline_found(site: Path) -> None:
    run(site, """
nlp.add_pipe("allonym_mend", last=True)
doc = nlp(TEXT)
assert told(doc) == WANTED, told(doc)
assert doc.ents[0].ent_id_ == "salma", "what was not changed is the pipeline's own"
((start, end, label, remedy, why, _),) = doc.user_data["allonym_mend"]
assert (TEXT[start:end], label, remedy) == ("Haddad", "PERSON", "consistency") and "votes" in why
assert doc.char_span(start, end)[0].ent_type_ == "PERSON"
""")  # fmt: skip


def test_it_works_with_pipe_in_this_process_and_in_two(site: Path) -> None:
    run(site, """
nlp.add_pipe("allonym_mend", last=True)
if __name__ == "__main__":
    assert [told(doc) for doc in nlp.pipe([TEXT, "", TEXT])] == [WANTED, [], WANTED]
    assert [told(doc) for doc in nlp.pipe([TEXT, "", TEXT], n_process=2)] == [WANTED, [], WANTED]
""")  # fmt: skip


def test_it_goes_to_disk_and_back_with_its_settings(site: Path, tmp_path: Path) -> None:
    run(site, """
nlp.add_pipe("allonym_mend", config={"names": ["Muammar Gaddafi"], "setting": "bold"}, last=True)
nlp.to_disk(sys.argv[1])
nlp.from_bytes(nlp.to_bytes())
again = spacy.load(sys.argv[1])
assert again.get_pipe_config("allonym_mend")["setting"] == "bold"
assert told(again(TEXT)) == WANTED
assert ("Kadhafi", "PERSON") in told(again("Moammar Kadhafi spoke. Kadhafi left."))
""", str(tmp_path / "pipeline"))  # fmt: skip
    shutil.rmtree(tmp_path / "pipeline")


def test_overlapping_tokens_leave_the_pipelines_own(site: Path) -> None:
    """A run that is a part of a token cannot be an entity: what stood there stays."""
    run(site, """
nlp.add_pipe("allonym_mend", last=True)
text = "Salma Haddad left. The Haddad-backed plan and anti-Haddad posters stayed, Haddad said."
doc = nlp(text)
assert all(one.start < one.end for one in doc.ents)
assert ("Salma Haddad", "PERSON") in told(doc)
""")  # fmt: skip


def test_what_is_no_setting_is_one_line(site: Path) -> None:
    run(site, """
try:
    nlp.add_pipe("allonym_mend", config={"setting": "daring"})
except Exception as error:
    assert "no setting 'daring'" in str(error), error
else:
    raise SystemExit("no error")
""")  # fmt: skip
