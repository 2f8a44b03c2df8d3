"""Models behind an address, against servers on this machine."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import msgspec
import pytest
from support.serving import serving

from allonym.predict.cache import Cache
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.models import Model, find_models
from allonym.predict.predict import Predictor

TEXT = "😀 Ali Mamlouk met Ali in Damascus; Alina did not."


def chat(monkeypatch: pytest.MonkeyPatch, url: str, **changes: Any) -> Model:
    monkeypatch.setenv("ALLONYM_CHAT_URL", f"{url}/v1")
    monkeypatch.setenv("ALLONYM_CHAT_MODEL", "small")
    (model,) = find_models(["chat-endpoint"])
    return msgspec.structs.replace(model, **changes)


def completion(content: str) -> dict[str, Any]:
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "details": {"cached": 0}}
    return {"choices": [{"message": {"role": "assistant", "content": content}}], "usage": usage}


def names(*found: tuple[str, str]) -> str:
    return json.dumps({"names": [{"text": text, "label": label} for text, label in found]})


ANSWER = names(("Ali Mamlouk", "PERSON"), ("Ali", "PERSON"), ("Damascus", "GPE"), ("Nobody", "PERSON"))
WARM_UP_TOO = 1


def test_chat_names_are_matched_back_to_offsets(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        assert path == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer secret"
        asked.append(json.loads(body))
        return 200, completion(f"```json\n{ANSWER}\n```")

    monkeypatch.setenv("ALLONYM_CHAT_KEY", "secret")
    with serving(reply) as url, Predictor(chat(monkeypatch, url)) as predictor:
        ((*found,),) = predictor.predict([TEXT])
        cost = predictor.cost
    assert [(m.start, m.of(TEXT), m.label) for m in found] == [
        (1, " ", "PERSON"), (2, "Ali Mamlouk", "PERSON"), (18, "Ali", "PERSON"), (25, "Damascus", "GPE"),
    ]  # fmt: skip
    assert len(asked) == 1 + WARM_UP_TOO
    assert asked[-1]["model"] == "small"
    assert asked[-1]["temperature"] == 0
    system, user = asked[-1]["messages"]
    assert "PERSON, NORP, FAC" in system["content"]
    assert user == {"role": "user", "content": TEXT}
    assert cost
    assert cost.usage == {"prompt_tokens": 100, "completion_tokens": 20}
    prices = {"prompt_tokens": 2.0, "completion_tokens": 10.0}
    assert cost.price_of_thousand_words(prices) == pytest.approx((100 * 2 + 20 * 10) / 1e6 / len(TEXT.split()) * 1000)


def test_chat_is_asked_again_after_rubbish_and_after_a_passing_error(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(200, completion("Sorry!")), (503, {}), (200, completion('{"names": [{"label": 1}]}'))]

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        return answers.pop() if answers else (200, completion(ANSWER))

    with serving(reply) as url, Predictor(chat(monkeypatch, url)) as predictor:
        ((*found,),) = predictor.predict([TEXT])
    assert len(found) == 4
    assert not answers


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (401, {"error": "no such key"}, "401 Unauthorized"),
        (200, completion("I cannot do that."), "no JSON in 5 answers"),
    ],
)
def test_chat_that_cannot_be_had_is_a_failed_model(
    monkeypatch: pytest.MonkeyPatch, status: int, content: Any, reason: str
) -> None:
    with serving(lambda *_: (status, content)) as url:  # noqa: SIM117
        with Predictor(chat(monkeypatch, url)) as predictor, pytest.raises(ModelFailed) as caught:
            list(predictor.predict([TEXT]))
    assert reason in caught.value.log_tail


def test_chat_answers_are_kept_by_prompt_and_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    count = 0

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        nonlocal count
        count += 1
        return 200, completion(ANSWER)

    with serving(reply) as url, closing(Cache(tmp_path / "cache")) as cache:
        model = chat(monkeypatch, url)
        for _ in range(2):
            with Predictor(model, cache) as predictor:
                list(predictor.predict([TEXT]))
        assert count == 1 + WARM_UP_TOO
        monkeypatch.setenv("ALLONYM_CHAT_MODEL", "large")
        with Predictor(model, cache) as predictor:
            list(predictor.predict([TEXT]))
        assert count == 2 * (1 + WARM_UP_TOO)


def test_chat_without_its_address_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLONYM_CHAT_URL", raising=False)
    (model,) = find_models(["chat-endpoint"])
    with pytest.raises(NotInstalled, match=r"set ALLONYM_CHAT_URL to the endpoint's address"), Predictor(model):
        pass


def test_corenlp_offsets_are_utf16(monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        text = body.decode("utf-8")
        wanted = json.loads(parse_qs(urlparse(path).query)["properties"][0])
        assert wanted["annotators"].endswith("ner")
        units = [len(text[: m.start()].encode("utf-16-le")) // 2 for m in re.finditer("Ali Mamlouk|Damascus", text)]
        found = [(units[0], 11, "PERSON"), (units[-1], 8, "CITY"), (0, 1, "NUMBER")] if units else []
        mentions = [{"characterOffsetBegin": s, "characterOffsetEnd": s + n, "ner": ner} for s, n, ner in found]
        return 200, {"sentences": [{"entitymentions": mentions}, {}]}

    with serving(reply) as url:
        monkeypatch.setenv("CORENLP_URL", url)
        (model,) = find_models(["corenlp-server"])
        with Predictor(model) as predictor:
            ((*found,), empty) = predictor.predict([TEXT, ""])
        assert [(m.of(TEXT), m.label) for m in found] == [("Ali Mamlouk", "PERSON"), ("Damascus", "GPE")]
        assert empty == ()
        assert not predictor.warnings
