"""Any endpoint that speaks OpenAI's chat completions: a prompt from a file, names as JSON back.

The address stands in ALLONYM_CHAT_URL (up to and with its version, /v1), the model's name there in
ALLONYM_CHAT_MODEL, a key, where one is needed, in ALLONYM_CHAT_KEY.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Span = tuple[int, int, str]
_PASSING = (408, 409, 425, 429, 500, 502, 503, 504)
"""Answers after which one asks again."""


class Chat:
    version = ""

    def __init__(
        self, prompt: str, labels: Sequence[str], tries: int, timeout: float, parameters: dict[str, Any]
    ) -> None:
        self.labels = list(labels)
        self.prompt = Path(prompt).read_text("utf-8").replace("{labels}", ", ".join(self.labels))
        self.url = os.environ["ALLONYM_CHAT_URL"].rstrip("/") + "/chat/completions"
        self.model, self.key = os.environ["ALLONYM_CHAT_MODEL"], os.environ.get("ALLONYM_CHAT_KEY", "")
        self.tries, self.timeout, self.parameters = tries, timeout, parameters
        self.usage: list[dict[str, int]] = []

    def predict(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        self.usage.clear()
        for text in texts:
            yield self._names(text)

    def _names(self, text: str) -> list[Span]:
        if not text.strip():
            self.usage.append({})
            return []
        for attempt in range(self.tries):
            answer = self._ask(text)
            usage = {key: value for key, value in (answer.get("usage") or {}).items() if isinstance(value, int)}
            try:
                names = read_names(answer["choices"][0]["message"]["content"])
            except (ValueError, KeyError, TypeError) as error:
                print(f"attempt {attempt + 1}: not the JSON that was asked for: {error!r}", file=sys.stderr)
                continue
            self.usage.append(usage)
            return locate(text, names)
        raise RuntimeError(f"no JSON in {self.tries} answers")

    def _ask(self, text: str) -> dict[str, Any]:
        messages = [{"role": "system", "content": self.prompt}, {"role": "user", "content": text}]
        body = json.dumps({"model": self.model, "messages": messages, "temperature": 0, **self.parameters})
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        for attempt in range(self.tries):
            try:
                request = urllib.request.Request(self.url, body.encode("utf-8"), headers)
                with urllib.request.urlopen(request, timeout=self.timeout) as response:
                    answer: dict[str, Any] = json.load(response)
                    return answer
            except urllib.error.HTTPError as error:
                if error.code not in _PASSING or attempt + 1 == self.tries:
                    raise RuntimeError(f"{error.code} {error.reason}: {error.read()[:300]!r}") from None
                wait = error.headers.get("Retry-After", "")
                time.sleep(float(wait) if wait.isdecimal() else 2.0**attempt)
        raise AssertionError("the last try returns or raises")


def read_names(content: str) -> list[tuple[str, str]]:
    """(name, label) pairs in order from an answer, which may stand in a fence or among words. ValueError if none.

    >>> read_names('Here: ```json\\n{"names": [{"text": "Ali", "label": "PERSON"}]}\\n```')
    [('Ali', 'PERSON')]
    """
    found = re.search(r"[\[{].*[\]}]", content, re.DOTALL)
    if not found:
        raise ValueError(content[:200])
    names = json.loads(found[0])
    names = names["names"] if isinstance(names, dict) else names
    return [(str(name["text"]), str(name["label"])) for name in names]


def locate(text: str, names: Sequence[tuple[str, str]]) -> list[Span]:
    """Offsets of names that are given in the order of the text: each after the one before.

    A name that is not found from there on is looked for from the start; one that is not in the text,
    or stands there only in another word, is left out.

    >>> locate("Ali met Omar. Ali left.", [("Ali", "PER"), ("Omar", "PER"), ("Ali", "PER"), ("Oma", "PER")])
    [(0, 3, 'PER'), (8, 12, 'PER'), (14, 17, 'PER')]
    """
    found: list[Span] = []
    position = 0
    for name, label in names:
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)] if name.strip() else []
        free = [place for place in places if all(place[1] <= s or e <= place[0] for s, e, _ in found)]
        if not free:
            continue
        start, end = next((place for place in free if place[0] >= position), free[0])
        found.append((start, end, label))
        position = max(position, end)
    return sorted(found)


def load(
    prompt: str, labels: Sequence[str], tries: int = 3, timeout: float = 120, parameters: dict[str, Any] | None = None
) -> Chat:
    """A model behind an endpoint; `prompt` is the file with the instructions, {labels} in it is filled in.

    `parameters` go into each request beside model, messages and temperature.
    """
    return Chat(prompt, labels, tries, timeout, parameters or {})
