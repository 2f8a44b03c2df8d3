"""Lists of spans: by arithmetic against the decoder."""

import json
import re

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allonym.scoring.spanlists import SpanColumns, _by_arithmetic, _by_decoder, read_span_lists

numbers = st.integers(0, 120) | st.integers(0, 10**8 - 1)
labels = st.sampled_from(["PER", "", "a", "名", "x" * 20, "],[", "{,}", ", ", '{"start":'])
span = st.tuples(numbers, numbers, labels).map(lambda row: dict(zip(("start", "end", "label"), row, strict=True)))
lists = st.lists(st.lists(span, max_size=4))
SEPARATORS = ((",", ":"), (", ", ": "))


def columns(found: SpanColumns) -> list[object]:
    spans, labels = found
    return [*(getattr(spans, name).tolist() for name in ("unit", "start", "end", "label")), labels]


def written(drawn: list[object], separators: tuple[str, str]) -> bytes:
    return "".join(json.dumps(one, separators=separators, ensure_ascii=False) + "\n" for one in drawn).encode()


@given(lists, st.sampled_from(SEPARATORS))
def test_plain_lists_are_read_by_arithmetic(drawn: list[object], separators: tuple[str, str]) -> None:
    data = written(drawn, separators)
    found = [_by_arithmetic(data, blank) for blank in (b"", b" ")]
    assert any(found) or b"\\" in data
    assert all(one is None or columns(one) == columns(_by_decoder(data)) for one in found)


@settings(max_examples=1000)
@given(lists, st.sampled_from(SEPARATORS), st.data())
def test_what_is_read_after_any_change_is_what_the_decoder_reads(
    drawn: list[object], separators: tuple[str, str], data: st.DataObject
) -> None:
    """Bytes taken out, doubled or put in: either the decoder reads the same, or arithmetic declines."""
    content = written(drawn, separators)
    for _ in range(data.draw(st.integers(1, 2))):
        at, to = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        to = min(to, at + 30)
        new = data.draw(
            st.sampled_from([b"", b" ", b"-", b"0", b".", b"9", b",", b"]", b"[", b'"', b"\\", b"{}", b"\n"])
        )
        content = content[:at] + data.draw(st.sampled_from([new, content[at:to] * 2])) + content[to:]
    found = _by_arithmetic(content, b"") or _by_arithmetic(content, b" ")
    if found is None:
        return
    assert columns(found) == columns(_by_decoder(content))


@example(b'[{"start":0,"end":3,"label":"\x90\x8d"}]\n')
@example(b'[{"start":0,"end":0,"label":"\x00"}]\n')
@example(b'[{"start":01,"end":3,"label":"A"}]\n')
@example(b'[{"start":-1,"end":3,"label":"A"}]\n')
@example(b'[{"start":1,"end":3,"label":"A"}{"start":1,"end":3,"label":"A"}]\n')
@example(b'[{"start":1,"end":3,"label":"A"}\n]\n')
@example(b'{"start":1,"end":3,"label":"A"},\n\n')
@example(b'[{"start":1,"end":/,"label":"A"}]\n')
@example(b'[{"start":1,"end":123456789,"label":"A"}]\n')
@given(st.from_regex(re.compile(rb'\A(\[(\{"start":[-0-9.:]{1,9},"end":[0-9]{1,2},"label":"[^"]?"\},?)*\]\n){1,3}\Z')))
def test_what_is_no_list_is_left_to_the_decoder(content: bytes) -> None:
    try:
        expected = columns(_by_decoder(content))
    except (msgspec.MsgspecError, OverflowError, UnicodeDecodeError):
        assert _by_arithmetic(content, b"") is None
    else:
        assert columns(read_span_lists(content)) == expected


def test_other_keys_and_orders_are_read_by_the_decoder() -> None:
    found = read_span_lists(b'[]\n[ {"label": "\\u0041", "end": 2, "start": 1, "score": 0.5} ]\n')
    assert columns(found) == [[1], [1], [2], [0], ("A",)]
    with pytest.raises(msgspec.MsgspecError):
        read_span_lists(b'[{"start": "1"}]\n')
