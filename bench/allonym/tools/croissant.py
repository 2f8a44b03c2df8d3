"""The sizes and hashes in gold/croissant.json, the gold's card for machines in the Croissant format 1.1.

python -m allonym.tools.croissant          writes them again (make card)
python -m allonym.tools.croissant --check  exit status 1 where they are not those of the files (make lint)

What the card says beside them stands in that file alone.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from allonym import paths
from allonym.corpus.files import read_text, writing

FILE = "croissant.json"


def text(root: Path = paths.GOLD) -> str:
    """The card of a gold folder with the sizes and hashes of the files as they are; paths in it are relative to it."""
    card = json.loads(read_text(root / FILE))
    for file in card["distribution"]:
        if file["@type"] == "cr:FileObject":
            content = (root / file["contentUrl"]).read_bytes()
            file.update(contentSize=f"{len(content)} B", sha256=hashlib.sha256(content).hexdigest())
    return json.dumps(card, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    path = paths.GOLD / FILE
    new = text(paths.GOLD)
    if "--check" in arguments:
        if path.read_text("utf-8") == new:
            return 0
        sys.stderr.write(f"{path.name} is not that of this gold; write it again: make card\n")
        return 1
    with writing(path) as file:
        file.write(new)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
