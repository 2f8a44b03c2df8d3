"""The chat adapter against a server that misbehaves; names back to offsets; what answers may cost."""

from __future__ import annotations

import hashlib
import json
import socket
import struct
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from support.command import allonym_here
from support.serving import serving

from allonym.paths import MODELS
from allonym.predict.budget import Budget, estimate
from allonym.predict.cache import Cache
from allonym.predict.failures import ModelFailed
from allonym.predict.models import Model, find_models
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor

TEXTS = ["Ali Mamlouk met Omar in Damascus.", "Omar left.", "Nobody came to Damascus."]
NAMES = {"Ali Mamlouk": "PERSON", "Omar": "PERSON", "Damascus": "GPE"}
USAGE = {"prompt_tokens": 100, "completion_tokens": 20}


def names_of(text: str) -> list[dict[str, str]]:
    places = sorted((text.index(name), name) for name in NAMES if name in text)
    return [{"text": name, "label": NAMES[name]} for _, name in places]


def honest(request: dict[str, Any]) -> dict[str, Any]:
    """What a well-behaved endpoint says."""
    content = request["messages"][1]["content"]
    if content.startswith('{"texts"'):
        asked = json.loads(content)["texts"]
        answer: Any = {"texts": [{"id": one["id"], "names": names_of(one["text"])} for one in asked]}
    else:
        answer = {"names": names_of(content)}
    return said(json.dumps(answer))


def said(content: Any, **more: Any) -> dict[str, Any]:
    message = {"choices": [{"message": {"role": "assistant", "content": content}}]}
    return {"model": "small-2026-11-01", "usage": USAGE} | message | more


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Model]:
    def make(url: str, **changes: Any) -> Model:
        monkeypatch.setenv("ALLONYM_CHAT_URL", f"{url}/v1")
        monkeypatch.setenv("ALLONYM_CHAT_MODEL", "small")
        (model,) = find_models(["chat-endpoint"])
        options = {**model.options, "tries": 3, "timeout": 2, **changes.pop("options", {})}
        return msgspec.structs.replace(model, options=options, **changes)

    return make


Misdeed = Callable[[int, dict[str, Any]], tuple[int, Any] | None]
"""What an endpoint says to request number N instead of an honest answer; None for that."""


def once(status: int, content: Any) -> Misdeed:
    """Only the first time after the warm-up."""
    return lambda number, _: (status, content) if number == 1 else None


def batch_without_ids(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    if request["messages"][1]["content"].startswith('{"texts"'):
        return 200, said(json.dumps({"texts": [{"names": []}]}))
    return None


def batch_turned_round(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    content = honest(request)["choices"][0]["message"]["content"]
    answer = json.loads(content)
    if "texts" in answer:
        return 200, said(json.dumps({"texts": [*answer["texts"][::-1], answer["texts"][0], {"id": 99, "names": []}]}))
    return None


def batch_cut_short(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    answer = honest(request)
    content = answer["choices"][0]["message"]["content"]
    return (200, said(content[: len(content) // 2])) if '"texts"' in content else None


def no_schema(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    refused = request.get("response_format", {}).get("type") == "json_schema"
    return (400, {"error": "response_format is not supported"}) if refused else None


def no_format_at_all(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    return (422, {"error": "unknown field"}) if "response_format" in request else None


def fenced(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    return 200, said(f"Sure!\n```json\n{honest(request)['choices'][0]['message']['content']}\n```")


def without_usage(number: int, request: dict[str, Any]) -> tuple[int, Any] | None:
    return 200, honest(request) | {"usage": None}


MISDEEDS: dict[str, Misdeed] = {
    "too many requests": once(429, {"error": "slow down"}),
    "an error of its own": once(500, b"<html>oops</html>"),
    "overloaded": once(503, {}),
    "a body that is no JSON": once(200, b"<html>login</html>"),
    "no choices": once(200, {"choices": []}),
    "content that is null": once(200, said(None)),
    "a refusal in words": once(200, said("I cannot help with that.")),
    "names without labels": once(200, said('{"names": [{"text": "Ali"}]}')),
    "a fence and a greeting": fenced,
    "no ids in a batch": batch_without_ids,
    "a batch turned round, with answers twice and to nobody": batch_turned_round,
    "a batch cut short": batch_cut_short,
    "no JSON schema": no_schema,
    "no response format at all": no_format_at_all,
    "no usage": without_usage,
}


@pytest.mark.parametrize("name", MISDEEDS)
def test_a_server_that_misbehaves_changes_no_answer(name: str, chat: Callable[..., Model]) -> None:
    asked: list[dict[str, Any]] = []

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        request = json.loads(body)
        asked.append(request)
        return MISDEEDS[name](len(asked) - 1, request) or (200, honest(request))

    with serving(reply) as url, Predictor(chat(url)) as predictor:
        found = list(predictor.predict(TEXTS))
    assert [[m.of(text) for m in some] for text, some in zip(TEXTS, found, strict=True)] == [
        ["Ali Mamlouk", "Omar", "Damascus"], ["Omar"], ["Damascus"],
    ]  # fmt: skip
    assert len(asked) > 1


def test_a_connection_that_breaks_is_tried_again(chat: Callable[..., Model]) -> None:
    count = 0

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        nonlocal count
        count += 1
        if count == 2:
            raise ConnectionResetError
        return 200, honest(json.loads(body))

    with serving(reply) as url, Predictor(chat(url)) as predictor:
        assert len(list(predictor.predict(TEXTS))) == 3
    assert count == 3


def test_a_server_that_never_answers_is_given_up(chat: Callable[..., Model]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        silent.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        model = chat(url, options={"timeout": 0.2, "tries": 1})
        with Predictor(model) as predictor, pytest.raises(ModelFailed) as caught:
            list(predictor.predict(TEXTS))
    assert "timed out" in caught.value.log_tail.lower() or "timeout" in caught.value.log_tail.lower()


def test_texts_go_in_batches_bound_to_a_schema(chat: Callable[..., Model]) -> None:
    asked: list[dict[str, Any]] = []

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        asked.append(json.loads(body))
        return 200, honest(asked[-1])

    with serving(reply) as url, Predictor(chat(url)) as predictor:
        list(predictor.predict(TEXTS))
        assert predictor.cost
        assert predictor.cost.usage == USAGE
        prompt = (MODELS / "prompts" / "plain.txt").read_text("utf-8").replace("{labels}", ", ".join(
            predictor.model.options["labels"]))  # fmt: skip
        digest = hashlib.sha256(prompt.encode()).hexdigest()[:8]
        assert predictor.version == f"small-2026-11-01, temperature 0, prompt {digest}"
    assert len(asked) == 2, "the warm-up, and all texts"
    schema = asked[1]["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["properties"]["texts"]["items"]["required"] == ["id", "names"]


def test_an_invented_name_counts_as_spurious(chat: Callable[..., Model]) -> None:
    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        invented = [{"text": "Bashar", "label": "PERSON"}, {"text": "Omar", "label": "PERSON"}] * 2
        return 200, said(json.dumps({"names": [*names_of(TEXTS[1]), *invented]}))

    with serving(reply) as url, Predictor(chat(url)) as predictor:
        ((first, *rest),) = predictor.predict([TEXTS[1]])
    assert first.of(TEXTS[1]) == "Omar"
    assert [mention.of(TEXTS[1]) for mention in rest] == [" "], "one blank is there to take an invention"


def test_a_prompt_with_the_guidelines(chat: Callable[..., Model]) -> None:
    (model,) = find_models(["chat-endpoint-guideline"])
    assert "Names do not nest" in (model.folder / model.options["prompt"]).read_text("utf-8")
    assert model.labels == find_models(["chat-endpoint"])[0].labels


PRICES = {"prompt_tokens": 2.5, "completion_tokens": 10.0}


def test_an_estimate_counts_the_prompt_once_a_request() -> None:
    (model,) = find_models(["chat-endpoint"])
    paid = msgspec.structs.replace(model, prices=PRICES)
    prompt = len((MODELS / "prompts" / "plain.txt").read_text("utf-8"))
    tokens = 8000 / 4 + prompt / 4
    assert estimate(paid, ["x" * 1000] * 8) == pytest.approx((int(tokens) * 2.5 + 1400 * 10) / 1e6)


def test_no_more_is_spent_than_may_be_and_answers_are_kept(chat: Callable[..., Model], tmp_path: Path) -> None:
    count = 0

    def reply(path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        nonlocal count
        count += 1
        time.sleep(0.1)
        return 200, honest(json.loads(body))

    texts = [f"Omar met {number} men." for number in range(40)]
    with serving(reply) as url, closing(Cache(tmp_path / "cache")) as cache:
        model = chat(url, prices=PRICES, options={"batch": 1})
        one = (100 * 2.5 + 20 * 10) / 1e6
        paid = Predictor(model, cache, workers=Pool(cache, budget=Budget(10.5 * one)))
        with paid as predictor, pytest.raises(ModelFailed, match=r"of --budget .* is spent; what was answered is kept"):
            list(predictor.predict(texts))
        spent = count
        assert 12 <= spent <= 25, "the warm-up, what the budget gives, and half a second more"
        with Predictor(model, cache) as predictor:
            assert len(list(predictor.predict(texts))) == 40
    assert count <= 40 + 2 + 10, "a new warm-up, and what was not answered"


def test_the_command_tells_what_it_will_cost_and_stops_before_it_costs_more(
    chat: Callable[..., Model], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = {"id": "one", "text": TEXTS[0], "spans": [{"start": 0, "end": 11, "label": "PERSON"}]}
    (tmp_path / "small.jsonl").write_text(json.dumps(gold))
    source = (MODELS / "chat-endpoint.toml").read_text("utf-8").replace('"prompts/', f'"{MODELS}/prompts/')
    source = source.replace(f'files = ["{MODELS}/prompts/plain.txt"]\n', "")
    (tmp_path / "free.toml").write_text(source)
    (tmp_path / "paid.toml").write_text(source + "\n[prices]\nprompt_tokens = 2.5\ncompletion_tokens = 10\n")

    def bench(model: str, budget: str) -> Any:
        given = ("bench", "--corpus", "small.jsonl", "--probe", "none", "--model", model, "--budget", budget)
        return allonym_here(tmp_path, *given)

    with serving(lambda *asked: (200, honest(json.loads(asked[2])))) as url:
        chat(url)
        refused = bench("paid.toml", "0.00001")
        assert refused.returncode == 3
        assert "more than --budget 1e-05" in " ".join(refused.stdout.split())
        assert "--budget needs [prices]" in " ".join(bench("free.toml", "1").stdout.split())
        done = bench("paid.toml", "1")
    assert done.returncode == 0
    assert "paid: about 0.00 for 1 texts without an answer; --budget 1" in done.stderr
    (model,) = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())["models"]
    assert model["usage"] == USAGE
    assert model["version"].startswith("small-2026-11-01, temperature 0, prompt ")
