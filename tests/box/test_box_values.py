"""Values come through as they are, or are refused in words; descriptions are not believed."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps

from autograder.box import wire
from autograder.box.inside import values
from autograder.box.inside.values import MalformedError, UnsendableError
from autograder.box.reply import NotSent, Returned

from .conftest import Open

arrays = nps.arrays(
    st.sampled_from(list(values.DTYPES.values())),
    nps.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(codec="utf-8"))
    | arrays.filter(lambda array: array.ndim == 0).map(lambda array: array[()])
)
rows = st.sampled_from(list(values.DTYPES.values())).flatmap(
    lambda dtype: st.lists(nps.arrays(dtype, st.integers(0, 5)), min_size=4, max_size=6)
)
data = st.recursive(
    scalars | arrays | rows,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.lists(st.floats(), min_size=4),
    max_leaves=12,
)


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        equal = np.asarray(one).tobytes() == np.asarray(other).tobytes()
        return equal and one.dtype == other.dtype and one.shape == other.shape
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


@given(data)
@settings(max_examples=300, deadline=None)
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    payload: list[bytes] = []
    description = json.loads(json.dumps(values.encode(value, payload, 1 << 20)))
    raw = b"".join(payload)
    reader = values.Reader(raw, values.NO_LIMIT)
    decoded = reader.read(description)
    assert reader.exhausted
    assert same(decoded, value)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["a", "n", "p", "r", "l", "t", "c", "f8", "b1", "float", "int", "O", "V8"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


@given(json_values)
@settings(max_examples=500, deadline=None)
def test_any_description_is_read_or_refused(description: Any) -> None:
    with contextlib.suppress(MalformedError):
        values.Reader(bytes(1 << 12), 1 << 16).read(description)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "reply": st.sampled_from(["returned", "raised", "missing", "memory", "not sent", "x"]),
            "value": json_values,
            "changed": json_values,
            "printed": json_values,
            "type": json_values,
            "message": json_values,
            "traceback": json_values,
            "reason": json_values,
            "kinds": json_values,
        },
    )
)
@settings(max_examples=500, deadline=None)
def test_any_reply_is_read_or_refused(reply: Any) -> None:
    with contextlib.suppress(MalformedError):
        wire.replies([reply], bytes(64), [2], 1 << 16)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "answers": json_values,
            "calls_to": json_values,
            "cell": json_values,
            "skipped": json_values,
            "error": json_values,
            "timed_out": json_values,
        },
    )
)
@settings(max_examples=500, deadline=None)
def test_any_header_is_read_or_refused(header: dict[str, Any]) -> None:
    for read in (
        lambda: wire.replies(wire.answers(header, 2), bytes(64), [2, 2], 1 << 16),
        lambda: wire.calls_to(header),
        lambda: wire.cell_report(header, 1, wire.MAX_TEXT),
    ):
        with contextlib.suppress(MalformedError):
            read()


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_a_header_or_refused(raw: bytes) -> None:
    with contextlib.suppress(MalformedError):
        wire.parse_header(raw)


@pytest.mark.parametrize("text", ["[" * 60_000, '{"a":' * 10_000, "9" * 60_000])
def test_json_bombs_are_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        wire.parse_header(text.encode())


@pytest.mark.parametrize(
    "description",
    [
        ["a", "f8", [1 << 40, 1 << 40]],
        ["p", "float", 1 << 50],
        ["r", "f8", [1 << 20, 1 << 20]],
        ["l", ["a", "f8", [1 << 20]], ["a", "f8", [1 << 20]]],
        ["a", "b1", [1 << 60, 0]],
    ],
)
def test_a_size_is_refused_before_anything_is_allocated(description: Any) -> None:
    reply = {"reply": "returned", "value": description}
    with pytest.raises(MalformedError, match="more bytes"):
        wire.replies([reply], b"", [0], 1 << 23)


def test_payload_that_no_reply_describes_is_refused() -> None:
    reply = {"reply": "returned", "value": ["a", "f8", [1]]}
    with pytest.raises(MalformedError, match="more data"):
        wire.replies([reply], bytes(9), [0], 1 << 23)


def test_more_replies_than_calls_are_refused() -> None:
    with pytest.raises(MalformedError, match="answers"):
        wire.answers({"answers": [{"reply": "missing"}] * 3}, 2)


def test_a_forged_truth_value_is_true_or_false() -> None:
    decoded = values.Reader(b"\x00\x01\x02", values.NO_LIMIT).read(["a", "b1", [3]])
    assert decoded.view(np.uint8).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (np.ma.masked_array([1.0]), "MaskedArray"),
        (np.array([[1], [1, 2]], dtype=object), "rows of different lengths"),
        (np.array(["a"]), "dtype <U1"),
        (np.zeros(2, "f8,i4"), "dtype"),
        (np.lib.stride_tricks.as_strided(np.zeros(1), (10**9,), (0,)), "MB"),
        (np.zeros((1 << 40, 0), "b1"), "MB"),
        ({"a": 1}, "a dict"),
        ((x for x in [1]), "a generator"),
        (1 << 5000, "bits"),
        (object(), "an object"),
    ],
)
def test_what_is_no_data_is_refused_in_words(value: object, reason: str) -> None:
    with pytest.raises(UnsendableError, match=reason):
        values.encode(value, [], 1 << 20)


def test_lists_that_hold_themselves_are_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(UnsendableError, match="nested"):
        values.encode(loop, [], 1 << 20)


ODD = """
import numpy as np
class Liar:
    def __array__(self, *args, **kwargs): return np.ones(3)
    def __float__(self): return 1.0
    def __eq__(self, other): return True
class Sub(np.ndarray): pass
odd = {
    "liar": Liar(), "subclass": np.ones(3).view(Sub), "matrix": np.asmatrix(np.ones(3)),
    "masked": np.ma.ones(3), "function": len, "set": {1, 2}, "bytes": b"x",
    "many": [(1,) for _ in range(20_000)],
}
good = {
    "long double": np.longdouble(2), "big endian": np.arange(3, dtype=">i4"),
    "named tuple": np.linalg.eigh(np.eye(2)), "strided": np.arange(6.0)[::2],
    "history": [np.float64(i) for i in range(5000)],
}
def f(name): return odd[name]
def g(name): return good[name]
"""


def test_odd_results_are_not_sent_and_the_next_call_works(open_run: Open) -> None:
    run = open_run(ODD)
    names = ["liar", "subclass", "matrix", "masked", "function", "set", "bytes", "many"]
    for name in names:
        (reply,) = run.call("f", [(name,)])
        assert isinstance(reply, NotSent), name
    (reply,) = run.call("g", [("strided",)])
    assert isinstance(reply, Returned)
    assert reply.value.tolist() == [0.0, 2.0, 4.0]


def test_unusual_right_results_come_through(open_run: Open) -> None:
    run = open_run(ODD)
    names = ["long double", "big endian", "named tuple", "history"]
    replies = run.call("g", [(name,) for name in names])
    double, endian, pair, history = (r.value for r in replies if isinstance(r, Returned))
    assert (type(double), double) == (np.float64, 2.0)
    assert endian.tolist() == [0, 1, 2]
    assert type(pair) is tuple
    assert pair[1].shape == (2, 2)
    assert len(history) == 5000
    assert type(history[0]) is np.float64


def test_a_text_is_cut_after_what_steers_is_spelt_out():
    assert len(wire.plain_text("\U000e0001" * wire.MAX_TEXT)) == wire.MAX_TEXT
