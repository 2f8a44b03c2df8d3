"""Stanza's English pipeline: tokenizer and named entities."""

from __future__ import annotations

from collections.abc import Sequence


class Pipeline:
    def __init__(self, folder: str, package: str) -> None:
        import stanza

        self.version = stanza.__version__
        self.pipeline = stanza.Pipeline(
            "en", dir=folder, package=None, processors=_of(package), download_method=None, logging_level="ERROR"
        )
        self.labels = self.pipeline.processors["ner"].get_known_tags()

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [[(name.start_char, name.end_char, name.type) for name in self.pipeline(text).ents] for text in texts]


def _of(package: str) -> dict[str, str]:
    return {"tokenize": "combined", "ner": package}


def fetch(folder: str, package: str) -> None:
    """Bring the tokenizer and the `package` of the named-entity processor."""
    import stanza

    stanza.download("en", model_dir=folder, package=None, processors=_of(package))


def load(folder: str, package: str) -> Pipeline:
    """The pipeline in `folder`."""
    return Pipeline(folder, package)
