"""One framework a file, run inside a model's environment by path (see bench/allonym/predict/worker/serve.py).

NAME.py defines `load(**options)` and returns an object with `version`, `labels` and
`predict(texts) -> one list of (start, end, label) a text`. Where weights come from a hub it also defines
`fetch(folder, ...)`, given [fetch] of the model's TOML as `load` is given [options]. NAME.mjs speaks the
worker protocol itself. Of allonym, only allonym.predict.worker can be imported there.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent
ADAPTERS = {path.stem: path for path in sorted(_FOLDER.glob("[a-z]*.*")) if path.suffix in (".py", ".mjs")}
"""Name to file: the folder is the registry."""
