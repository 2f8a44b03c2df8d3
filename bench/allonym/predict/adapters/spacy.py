"""spaCy pipelines of the 2.x and 3.x lines: of a plain one all that its entities depend on, of one with rules all."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

_UNUSED = ["tagger", "attribute_ruler", "lemmatizer", "morphologizer"]
"""Components without which the entities are the same. The parser is none: no entity crosses the end of a sentence."""
_DEAF = {*_UNUSED, "parser", "senter", "ner", "beam_ner", "tok2vec", "transformer", "curated_transformer"}
"""Where a pipeline has others (rules that read parts of speech, somebody's own), all of it runs."""
_FINDERS = {"ner", "beam_ner", "entity_ruler", "span_ruler", "future_entity_ruler"}


class Pipeline:
    def __init__(self, folder: Path) -> None:
        import spacy

        components = json.loads((folder / "meta.json").read_text("utf-8"))["pipeline"]
        unused = _UNUSED if set(components) <= _DEAF else []
        with warnings.catch_warnings():
            # W031 and W095 say that another spaCy trained the model: the roster says so too.
            warnings.filterwarnings("ignore", message=r"\[W(031|095)\]")
            without = "exclude" if int(spacy.__version__.split(".")[0]) >= 3 else "disable"
            self.nlp = spacy.load(folder, **{without: unused})
        self.version = self.nlp.meta["version"]
        finders = [pipe for name, pipe in self.nlp.pipeline if name in _FINDERS]
        self.labels = sorted({label for pipe in finders for label in pipe.labels})

    def predict(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int, str]]]:
        for doc in self.nlp.pipe(texts):
            yield [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]


def fetch(folder: str, pipeline: str, source: str = "") -> None:
    """Bring a pipeline, named with its version, from spaCy's own downloads (or from another `source`)."""
    import io
    import urllib.request
    import zipfile

    from spacy import about

    wheel = f"{pipeline}/{pipeline}-py3-none-any.whl"
    with urllib.request.urlopen(f"{source or about.__download_url__}/{wheel}", timeout=60) as response:
        zipfile.ZipFile(io.BytesIO(response.read())).extractall(folder)


def load(folder: str) -> Pipeline:
    """The pipeline in a folder, itself or as `fetch` laid it there."""
    home = Path(folder)
    found = [home] if (home / "vocab").is_dir() else [path.parent for path in sorted(home.glob("*/*/vocab"))]
    if len(found) != 1:
        raise LookupError(f"{folder} holds {len(found)} pipelines")
    return Pipeline(found[0])
