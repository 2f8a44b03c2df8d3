"""One framework a file, run inside a model's environment by path (see bench/predict/worker/serve.py).

NAME.py defines `load(**options)` and returns an object with `version`, `labels` and
`predict(texts) -> one list of (start, end, label) a text`; NAME.mjs speaks the worker protocol itself.
Nothing of bench can be imported there.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent
ADAPTERS = {path.stem: path for path in sorted(_FOLDER.glob("[a-z]*.*")) if path.suffix in (".py", ".mjs")}
"""Name to file: the folder is the registry."""
