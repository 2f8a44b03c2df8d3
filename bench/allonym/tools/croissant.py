"""The gold's card for machines, in the Croissant format 1.1: gold/croissant.json.

python -m allonym.tools.croissant          writes it (make card)
python -m allonym.tools.croissant --check  exit status 1 where it is not what would be written (make lint)
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from allonym import paths
from allonym.corpus.files import writing

FILE = "croissant.json"
_VERSION = "1.0.0"
"""Of the data, which has a version of its own: that of the program follows its tags."""
_TERMS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format"),
    *("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
    *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
_CONTEXT: dict[str, Any] = {
    **{"@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/"},
    **{"cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/"},
    **{"dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo"},
    **{name: f"cr:{name}" for name in _TERMS},
    **{name: {"@id": f"cr:{name}", "@type": "@json"} for name in ("data", "examples")},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
}
_FIELDS = {
    "entities.jsonl": {
        "id": "The entity's id, to which mentions point.",
        "label": "Its fine label.",
        "origin": "The language that the name comes from.",
        "native": "The name in its own script.",
    },
    "unseen.jsonl": {"id": "The id of a person who does not exist.", "origin": "The language of the name."},
}
"""Of each file of records its columns, with what they say."""
_SETS = {
    "texts": ("*/*.txt", "text/plain", "The texts that the project wrote."),
    "labels": ("*/*.json", "application/json", "Spans as standoff: offsets in Unicode code points, label, entity."),
}


def card(root: Path = paths.GOLD) -> dict[str, Any]:
    """The card of a gold folder, as JSON-LD; paths are relative to it."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "allonym-gold",
        "description": "Texts with names labelled by hand, read twice, and the entities that they name with every "
        "known spelling: what models for named entity recognition are held to when a name is spelled another way.",
        "version": _VERSION,
        "datePublished": "2026-11-26",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "sc:Organization", "name": "The Allonym authors"},
        "citeAs": "The Allonym authors: Allonym, which NER models still find a name when it is spelled another way.",
        "inLanguage": "en",
        "keywords": ["named entity recognition", "transliteration", "romanisation", "benchmark"],
        "distribution": [*(_file(root / name) for name in _FIELDS), *map(_set, _SETS)],
        "recordSet": [_records(name) for name in _FIELDS],
    }


def _file(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "contentUrl": path.name,
        "contentSize": f"{len(content)} B",
        "encodingFormat": "application/jsonlines",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _set(name: str) -> dict[str, Any]:
    pattern, form, description = _SETS[name]
    return {
        "@type": "cr:FileSet",
        "@id": name,
        "name": name,
        "description": description,
        "encodingFormat": form,
        "includes": pattern,
    }


def _records(name: str) -> dict[str, Any]:
    stem = Path(name).stem
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{stem}/{column}",
            "name": column,
            "description": said,
            "dataType": "sc:Text",
            "source": {"fileObject": {"@id": name}, "extract": {"column": column}},
        }
        for column, said in _FIELDS[name].items()
    ]
    return {"@type": "cr:RecordSet", "@id": stem, "name": stem, "key": {"@id": f"{stem}/id"}, "field": fields}


def text(root: Path = paths.GOLD) -> str:
    """The file's content."""
    return json.dumps(card(root), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    path = paths.GOLD / FILE
    if "--check" in arguments:
        if path.is_file() and path.read_text("utf-8") == text():
            return 0
        sys.stderr.write(f"{path.name} is not that of this gold; write it again: make card\n")
        return 1
    with writing(path) as file:
        file.write(text())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
