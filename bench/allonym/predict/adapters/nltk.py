"""NLTK's ne_chunk: sentences, Treebank tokens, perceptron tags, maximum-entropy chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_NEEDED = ("punkt_tab", "averaged_perceptron_tagger_eng", "maxent_ne_chunker_tab", "words")
_LABELS = ("PERSON", "ORGANIZATION", "GPE", "LOCATION", "FACILITY", "GSP")


class Chunker:
    labels = _LABELS

    def __init__(self, folder: str) -> None:
        import nltk

        nltk.data.path[:] = [folder]
        self.nltk = nltk
        self.version = nltk.__version__
        self.chunker = nltk.chunk.ne_chunker()

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [list(self._read(text)) for text in texts]

    def _read(self, text: str) -> Iterator[tuple[int, int, str]]:
        for start, end in self._sentences(text):
            spans = [(start + s, start + e) for s, e in self._tokens(text[start:end])]
            tagged = self.nltk.pos_tag([text[s:e] for s, e in spans])
            position = 0
            for node in self.chunker.parse(tagged):
                if isinstance(node, self.nltk.Tree):
                    yield spans[position][0], spans[position + len(node) - 1][1], node.label()
                    position += len(node)
                else:
                    position += 1

    def _sentences(self, text: str) -> Iterator[tuple[int, int]]:
        return iter(self.nltk.tokenize.PunktTokenizer().span_tokenize(text))

    def _tokens(self, sentence: str) -> Iterator[tuple[int, int]]:
        return iter(self.nltk.tokenize.NLTKWordTokenizer().span_tokenize(sentence))


def fetch(folder: str) -> None:
    """Bring NLTK's models."""
    import nltk

    for name in _NEEDED:
        nltk.download(name, download_dir=folder, raise_on_error=True)


def load(folder: str) -> Chunker:
    """The chunker whose data lie in `folder`."""
    return Chunker(folder)
