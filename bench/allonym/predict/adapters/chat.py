"""Any endpoint that speaks OpenAI's chat completions: a prompt from a file, names as JSON back.

The address stands in ALLONYM_CHAT_URL (up to and with its version, /v1), the model's name there in
ALLONYM_CHAT_MODEL, a key, where one is needed, in ALLONYM_CHAT_KEY.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import urllib3

Span = tuple[int, int, str]
Name = tuple[str, str]
_PASSING = (408, 409, 425, 429, 500, 502, 503, 504, 529)
"""Answers after which one asks again."""
_REFUSED = (400, 404, 415, 422, 501)
"""Answers of an endpoint that cannot bind its model to a schema."""
_MANY = """
You get several texts, as JSON: {"texts": [{"id": 0, "text": "..."}]}. Treat each by itself, and answer
{"texts": [{"id": 0, "names": [...]}]}, with every id once."""


class Refused(Exception):
    """The endpoint does not take a request of this kind."""


class Chat:
    """A model behind an endpoint; what each answer used up stands in `usage` beside the answers of a batch."""

    def __init__(
        self, prompt: str, labels: Sequence[str], tries: int, timeout: float, batch: int, parameters: dict[str, Any]
    ) -> None:
        self.labels, self.tries, self.batch = list(labels), tries, batch
        self.prompt = Path(prompt).read_text("utf-8").replace("{labels}", ", ".join(self.labels))
        self.url = os.environ["ALLONYM_CHAT_URL"].rstrip("/") + "/chat/completions"
        self.model, key = os.environ["ALLONYM_CHAT_MODEL"], os.environ.get("ALLONYM_CHAT_KEY", "")
        self.parameters = {"temperature": 0, **parameters}
        self.modes = ["schema", "object", "plain"]
        """How an answer may be asked for, the first that the endpoint takes first."""
        self.usage: list[dict[str, int]] = []
        self.snapshot = ""
        again = urllib3.Retry(
            total=tries, status_forcelist=_PASSING, allowed_methods=None, backoff_factor=1, backoff_jitter=0.5,
            backoff_max=60, raise_on_status=False,
        )  # fmt: skip
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        self.http = urllib3.PoolManager(retries=again, timeout=timeout, headers=headers)

    @property
    def version(self) -> str:
        """The model as the endpoint names it, the temperature, and the prompt by its hash."""
        prompt = hashlib.sha256(self.prompt.encode()).hexdigest()[:8]
        return f"{self.snapshot or self.model}, temperature {self.parameters['temperature']}, prompt {prompt}"

    def predict(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        self.usage.clear()
        for first in range(0, len(texts), self.batch):
            yield from self._answers(texts[first : first + self.batch])

    def _answers(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        """The spans of the texts of one request; those that its answer lacks are asked for alone."""
        asked = {number: text for number, text in enumerate(texts) if text.strip()}
        names, used = self._together(asked) if len(asked) > 1 else ({}, {})
        for number, text in enumerate(texts):
            if number in asked and number not in names:
                names[number], more = self._alone(text)
                used = {key: used.get(key, 0) + more.get(key, 0) for key in used | more}
            self.usage.append(used)
            used = {}
            yield locate(text, names.get(number, ()))

    def _together(self, texts: dict[int, str]) -> tuple[dict[int, list[Name]], dict[str, int]]:
        """The names of several texts, as far as one answer has them."""
        content = json.dumps({"texts": [{"id": id_, "text": text} for id_, text in texts.items()]}, ensure_ascii=False)
        answer, used = self._ask(self.prompt + _MANY, content, _texts_schema(self.labels))
        names: dict[int, list[Name]] = {}
        try:
            for one in read_json(answer)["texts"]:
                if one["id"] in texts and one["id"] not in names:
                    names[one["id"]] = read_names(one)
        except (ValueError, KeyError, TypeError) as error:
            print(f"the answer to {len(texts)} texts is cut short or no JSON: {error!r}", file=sys.stderr)
        return names, used

    def _alone(self, text: str) -> tuple[list[Name], dict[str, int]]:
        """The names of one text. RuntimeError where no answer has any JSON."""
        spent: dict[str, int] = {}
        for attempt in range(self.tries):
            answer, used = self._ask(self.prompt, text, _names_schema(self.labels))
            spent = {key: spent.get(key, 0) + used.get(key, 0) for key in spent | used}
            try:
                return read_names(read_json(answer)), spent
            except (ValueError, KeyError, TypeError) as error:
                print(f"attempt {attempt + 1}: not the JSON that was asked for: {error!r}", file=sys.stderr)
        raise RuntimeError(f"no JSON in {self.tries} answers")

    def _ask(self, system: str, user: str, schema: dict[str, Any]) -> tuple[str, dict[str, int]]:
        """What the model says, and what that used up."""
        while True:
            try:
                answer = self._post(system, user, schema)
                break
            except Refused:
                self.modes.pop(0)
        self.snapshot = str(answer.get("model") or self.snapshot)[:60]
        usage = answer.get("usage") if isinstance(answer.get("usage"), dict) else {}
        used = {key: value for key, value in (usage or {}).items() if isinstance(value, int)}
        try:
            return str(answer["choices"][0]["message"]["content"] or ""), used
        except (KeyError, TypeError, IndexError):
            return "", used

    def _post(self, system: str, user: str, schema: dict[str, Any]) -> dict[str, Any]:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        form = {
            "schema": {"type": "json_schema", "json_schema": {"name": "names", "strict": True, "schema": schema}},
            "object": {"type": "json_object"},
        }.get(self.modes[0])
        asked = {"model": self.model, "messages": messages, **self.parameters}
        body = json.dumps(asked | ({"response_format": form} if form else {}))
        answer = self.http.request("POST", self.url, body=body.encode("utf-8"))
        if answer.status in _REFUSED and len(self.modes) > 1:
            print(f"{answer.status} to {self.modes[0]}: {answer.data[:300]!r}", file=sys.stderr)
            raise Refused
        if answer.status >= 300:
            raise RuntimeError(f"{answer.status} {answer.reason}: {answer.data[:300]!r}")
        try:
            found = json.loads(answer.data)
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {}


def _names_schema(labels: Sequence[str]) -> dict[str, Any]:
    name = _object(text={"type": "string"}, label={"type": "string", "enum": list(labels)})
    return _object(names={"type": "array", "items": name})


def _texts_schema(labels: Sequence[str]) -> dict[str, Any]:
    one = _object(id={"type": "integer"}, **_names_schema(labels)["properties"])
    return _object(texts={"type": "array", "items": one})


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def read_json(content: str) -> Any:
    """The JSON in an answer, which may stand in a fence or among words. ValueError where there is none.

    >>> read_json('Here: ```json\\n{"names": []}\\n```')
    {'names': []}
    """
    found = re.search(r"[\[{].*[\]}]", content, re.DOTALL)
    if not found:
        raise ValueError(f"no JSON: {content[:200]!r}")
    return json.loads(found[0])


def read_names(answer: Any) -> list[Name]:
    """(name, label) pairs in their order. ValueError, KeyError or TypeError where it is none.

    >>> read_names({"names": [{"text": "Ali", "label": "PERSON"}]})
    [('Ali', 'PERSON')]
    """
    names = answer["names"] if isinstance(answer, dict) else answer
    if not isinstance(names, list):
        raise ValueError("names are no list")
    return [(str(name["text"]), str(name["label"])) for name in names]


def locate(text: str, names: Sequence[Name]) -> list[Span]:
    """Offsets of names that are given in the order of the text: each after the one before.

    A name that is not found from there on is looked for from the start. One that the text does not have (again), or has
    only inside another word, is an invention: it becomes a span over the blank between two words, where no name is,
    and so counts as spurious.

    >>> locate("Ali met Omar. Ali left.", [("Ali", "PER"), ("Omar", "PER"), ("Ali", "PER"), ("Oma", "PER")])
    [(0, 3, 'PER'), (3, 4, 'PER'), (8, 12, 'PER'), (14, 17, 'PER')]
    """
    spans: list[Span] = []
    invented: list[str] = []
    position = 0
    for name, label in names:
        places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)] if name.strip() else []
        free = [place for place in places if not any(s < place[1] and place[0] < e for s, e, _ in spans)]
        if free:
            start, end = next((place for place in free if place[0] >= position), free[0])
            spans.append((start, end, label))
            position = max(position, end)
        else:
            invented.append(label)
    return sorted([*spans, *_between(text, spans, invented)])


def _between(text: str, spans: Sequence[Span], labels: Sequence[str]) -> Iterator[Span]:
    """A place between words for each of the labels, as far as there are any."""
    inside = {at for start, end, _ in spans for at in range(start, end)}
    between = (at for at, sign in enumerate(text) if at not in inside and sign.isspace())
    for label, at in zip(labels, between, strict=False):
        yield at, at + 1, label


def load(
    prompt: str,
    labels: Sequence[str],
    tries: int = 5,
    timeout: float = 120,
    batch: int = 1,
    parameters: dict[str, Any] | None = None,
) -> Chat:
    """A model behind an endpoint; `prompt` is the file with the instructions, {labels} in it is filled in.

    `batch` texts go into one request, and one that fails or is cut short is asked again `tries` times. `parameters` go
    into each request beside model, messages and temperature.
    """
    return Chat(prompt, labels, tries, timeout, batch, parameters or {})
