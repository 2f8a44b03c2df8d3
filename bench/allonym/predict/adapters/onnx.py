"""Token classifiers in ONNX with a Hugging Face tokenizer.json and config.json beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from allonym.predict.worker import tokens


class TokenClassifier:
    version = ""

    def __init__(self, folder: Path, model: str, window: int, overlap: int, join: Mapping[str, str]) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text("utf-8"))
        self.tags = [config["id2label"][str(i)] for i in range(len(config["id2label"]))]
        self.join = join
        self.labels = {join.get(label, label) for tag in self.tags if (label := tag.rpartition("-")[2]) != "O"}
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(window, stride=overlap)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / model), options, providers=["CPUExecutionProvider"])
        self.inputs = {node.name for node in self.session.get_inputs()}

    def predict(self, texts: Sequence[str]) -> list[list[tokens.Span]]:
        return [
            self._read(text, encoding) for text, encoding in zip(texts, self.tokenizer.encode_batch(texts), strict=True)
        ]

    def _read(self, text: str, encoding: Any) -> list[tokens.Span]:
        # A window at a time: a batch's padding would let the neighbours of a text change its numbers.
        windows = [tokens.pieces(window, self._tags(window)) for window in (encoding, *encoding.overflowing)]
        return tokens.spans(text, tokens.words(tokens.stitch(windows)), self.join)

    def _tags(self, window: Any) -> list[str]:
        import numpy as np

        given = {
            "input_ids": window.ids,
            "attention_mask": window.attention_mask,
            "token_type_ids": window.type_ids,
        }
        feed = {name: np.array([row], dtype=np.int64) for name, row in given.items() if name in self.inputs}
        (scores,) = self.session.run(None, feed)[0]
        return [self.tags[best] for best in scores.argmax(axis=-1)]


def load(
    folder: str, model: str, window: int = 512, overlap: int = 64, join: Mapping[str, str] | None = None
) -> TokenClassifier:
    """The classifier `folder`/`model`; windows and their overlap are counted in word pieces."""
    return TokenClassifier(Path(folder), model, window, overlap, join or {})
