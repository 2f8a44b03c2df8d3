"""A wheel carries the data; an editable install reads it from the checkout."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDERS = ("gold", "models", "records", "corpora")
_NOT_OURS = Path("gold/articles/text")
"""Where the articles' texts lie that a reader brought: no wheel passes them on."""


class DataHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        root = Path(self.root)
        files = (path.relative_to(root) for folder in _FOLDERS for path in (root / folder).rglob("*"))
        build_data["force_include"] = {
            str(file): f"allonym/_data/{file}"
            for file in files
            if (root / file).is_file() and _NOT_OURS not in file.parents
        }
