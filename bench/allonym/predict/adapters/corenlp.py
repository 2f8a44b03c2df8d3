"""A Stanford CoreNLP server that runs somewhere; its address stands in CORENLP_URL."""

from __future__ import annotations

import json
import os
import urllib.parse
import urllib.request
from collections.abc import Sequence

from allonym.predict.worker.offsets import Utf16

_ANSWER = {"annotators": "tokenize,ssplit,pos,lemma,ner", "outputFormat": "json"}
_LABELS = ("PERSON", "LOCATION", "ORGANIZATION", "MISC", "CITY", "COUNTRY", "STATE_OR_PROVINCE", "NATIONALITY")


class Server:
    labels = _LABELS
    version = ""

    def __init__(self, url: str, timeout: float) -> None:
        question = urllib.parse.urlencode({"properties": json.dumps(_ANSWER), "pipelineLanguage": "en"})
        self.url, self.timeout = f"{url.rstrip('/')}/?{question}", timeout

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [self._ask(text) if text.strip() else [] for text in texts]

    def _ask(self, text: str) -> list[tuple[int, int, str]]:
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        request = urllib.request.Request(self.url, text.encode("utf-8"), headers)
        with urllib.request.urlopen(request, timeout=self.timeout) as response:
            document = json.load(response)
        offsets = Utf16(text)
        mentions = [name for sentence in document["sentences"] for name in sentence.get("entitymentions", ())]
        bounds = [(name["characterOffsetBegin"], name["characterOffsetEnd"]) for name in mentions]
        at = offsets.code_point
        return [(at(start), at(end), name["ner"]) for (start, end), name in zip(bounds, mentions, strict=True)]


def load(timeout: float = 60) -> Server:
    """The server at CORENLP_URL."""
    return Server(os.environ["CORENLP_URL"], timeout)
