"""Hugging Face token classification: any repository, or a folder as `save_pretrained` writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from allonym.predict.worker import tokens

_NEEDED = ["*.json", "*.txt", "*.model", "*.safetensors", "pytorch_model*.bin"]


class TokenClassifier:
    def __init__(self, folder: str, window: int, overlap: int, join: Mapping[str, str]) -> None:
        import torch
        import transformers

        self.version = ""
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, use_fast=True)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = transformers.AutoModelForTokenClassification.from_pretrained(folder, local_files_only=True)
        self.model.to(self.device).eval()
        tags = self.model.config.id2label
        self.tags = [tags[number] for number in range(len(tags))]
        self.join = join
        self.labels = {join.get(label, label) for tag in self.tags if (label := tag.rpartition("-")[2]) != "O"}
        room = min(window, tokenizer.model_max_length, getattr(self.model.config, "max_position_embeddings", window))
        self.tokenizer = tokenizer.backend_tokenizer
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(room, stride=min(overlap, room // 4))

    def predict(self, texts: Sequence[str]) -> list[list[tokens.Span]]:
        encodings = self.tokenizer.encode_batch(list(texts))
        return [self._read(text, encoding) for text, encoding in zip(texts, encodings, strict=True)]

    def _read(self, text: str, encoding: Any) -> list[tokens.Span]:
        # A window at a time: a batch's padding would let the neighbours of a text change its numbers.
        pieces = [tokens.pieces(window, self._tags(window)) for window in (encoding, *encoding.overflowing)]
        return tokens.spans(text, tokens.words(tokens.stitch(pieces)), self.join)

    def _tags(self, window: Any) -> list[str]:
        import torch

        given = {"input_ids": window.ids, "attention_mask": window.attention_mask}
        with torch.inference_mode():
            rows = {name: torch.tensor([row], device=self.device) for name, row in given.items()}
            (scores,) = self.model(**rows).logits
        return [self.tags[best] for best in scores.argmax(dim=-1).tolist()]


def fetch(folder: str, repository: str, revision: str | None = None) -> None:
    """Bring what a token classifier needs of a repository."""
    from huggingface_hub import snapshot_download

    snapshot_download(repository, revision=revision, local_dir=folder, allow_patterns=_NEEDED)


def load(
    folder: str,
    window: int = 512,
    overlap: int = 64,
    join: Mapping[str, str] | None = None,
) -> TokenClassifier:
    """The classifier in `folder`; windows (at most what the model takes) and their overlap in word pieces."""
    return TokenClassifier(folder, window, overlap, join or {})
