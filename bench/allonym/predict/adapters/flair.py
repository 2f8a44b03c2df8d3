"""flair's sequence taggers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class Tagger:
    def __init__(self, folder: str) -> None:
        from flair.models import SequenceTagger
        from flair.splitter import SegtokSentenceSplitter

        (path,) = [p for p in sorted(Path(folder).iterdir()) if p.suffix in (".bin", ".pt")]
        self.version = ""
        self.tagger = SequenceTagger.load(path)
        tags = {tag.rpartition("-")[2] for tag in self.tagger.label_dictionary.get_items()}
        self.labels = sorted(tags - {"O", "<unk>", "<START>", "<STOP>"})
        self.splitter = SegtokSentenceSplitter()

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> list[tuple[int, int, str]]:
        sentences = self.splitter.split(text)
        self.tagger.predict(sentences)
        return [
            (sentence.start_position + span.start_position, sentence.start_position + span.end_position, span.tag)
            for sentence in sentences
            for span in sentence.get_spans(self.tagger.label_type)
        ]


def fetch(folder: str, repository: str, revision: str | None = None) -> None:
    """Bring the file of a tagger."""
    from huggingface_hub import hf_hub_download

    hf_hub_download(repository, "pytorch_model.bin", revision=revision, local_dir=folder)


def load(folder: str) -> Tagger:
    """The tagger in `folder`: its one .pt or .bin file."""
    return Tagger(folder)
