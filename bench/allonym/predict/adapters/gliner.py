"""GLiNER: the labels are words that the model reads beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allonym.predict.worker.windows import Span, merge, windows

_CONFIGURATION = "gliner_config.json"


class Gliner:
    def __init__(self, folder: str, labels: Sequence[str], threshold: float, window: int, overlap: int) -> None:
        import torch
        from gliner import GLiNER

        self.version = ""
        self.labels, self.threshold = list(labels), threshold
        self.model = GLiNER.from_pretrained(folder, local_files_only=True)
        self.model.to("cuda" if torch.cuda.is_available() else "cpu").eval()
        # The model splits off punctuation, so that its words are about a fifth more than ours.
        self.window = min(window, self.model.config.max_len * 4 // 5)
        self.overlap = min(overlap, self.window // 4)

    def predict(self, texts: Sequence[str]) -> list[list[Span]]:
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> list[Span]:
        if not text.strip():
            return []
        bounds = windows(text, self.window, self.overlap)
        return merge([(each, self._entities(text, *each)) for each in bounds])

    def _entities(self, text: str, start: int, end: int) -> list[Span]:
        entities = self.model.predict_entities(text[start:end], self.labels, threshold=self.threshold)
        return [(start + entity["start"], start + entity["end"], entity["label"]) for entity in entities]


def fetch(folder: str, repository: str, revision: str | None = None) -> None:
    """Bring a model with the tokenizer of its backbone, which its repository may only name.

    The hub's library notes the commit beside a file that it brings into a folder; all else is taken from that commit.
    """
    from gliner import GLiNER
    from huggingface_hub import hf_hub_download

    hf_hub_download(repository, _CONFIGURATION, revision=revision, local_dir=folder)
    note = Path(folder, ".cache", "huggingface", "download", f"{_CONFIGURATION}.metadata")
    commit = note.read_text("utf-8").partition("\n")[0].strip()
    GLiNER.from_pretrained(repository, revision=commit).save_pretrained(folder)


def load(
    folder: str,
    labels: Sequence[str],
    threshold: float = 0.5,
    window: int = 250,
    overlap: int = 40,
) -> Gliner:
    """The model in `folder`, asked for `labels`; windows and their overlap in words."""
    return Gliner(folder, labels, threshold, window, overlap)
