"""Values as data: a JSON description and raw bytes, never code.

A value is None, a bool, int, float, complex or str, a list or tuple of values, a numpy scalar or
an ndarray of a listed dtype. Described as: the five JSON scalars by themselves; ["c", re, im];
["l", ...] and ["t", ...] for a list and a tuple; ["a", dtype, shape] for an array, ["n", dtype]
for a numpy scalar, ["p", kind, n] for a list of n scalars of one kind and ["r", dtype, lengths] for
a list of one-dimensional arrays of one dtype, whose bytes follow in the payload in the order of the
descriptions, without gaps.

Both sides read them with `Reader`, which trusts nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

NO_LIMIT = 1 << 62
"""In bytes, for values that are trusted."""
MAX_DEPTH = 24
MAX_DIMENSIONS = 16
_MAX_INT_BITS = 4096
_MAX_LENGTH = 1 << 62
_PACKED_FROM = 4
_OBJECT_BYTES = 32
"""Of a number by itself, and its place in a list."""
_ARRAY_BYTES = 128
"""Of an array besides its entries."""

_NAMES = ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
DTYPES: dict[str, np.dtype[Any]] = {name: np.dtype(f"<{name}") for name in _NAMES}
_NAME_OF = {dtype: name for name, dtype in DTYPES.items()}
# Wider than any machine's double: what a reference is compared in has no use for it.
_NARROWED = {np.dtype(np.longdouble): DTYPES["f8"], np.dtype(np.clongdouble): DTYPES["c16"]}

_ndarray, _generic, _bytes_of = np.ndarray, np.generic, np.ndarray.tobytes
_ascontiguousarray, _array, _zeros, _frombuffer, _reshape = (
    np.ascontiguousarray, np.array, np.zeros, np.frombuffer, np.ndarray.reshape,
)  # fmt: skip
_PACKED: dict[type, tuple[str, np.dtype[Any]]] = {
    float: ("float", DTYPES["f8"]),
    int: ("int", DTYPES["i8"]),
    np.float64: ("f8", DTYPES["f8"]),
    np.float32: ("f4", DTYPES["f4"]),
    np.int64: ("i8", DTYPES["i8"]),
}
_KINDS = dict(_PACKED.values())
_NUMBERS = {kind: _PACKED[kind] for kind in (np.float64, np.float32, np.int64)}
_number_bytes = np.generic.tobytes
_PLAIN = frozenset((float, int, bool, type(None)))
"""What describes itself, and is no text."""


class UnsendableError(Exception):
    """The value is no data; the text, in plain words, says what it is instead."""


class MalformedError(Exception):
    """The description is not one that `encode` makes."""


def encode(value: object, payload: list[bytes], max_bytes: int) -> Any:
    """The value's description; its bytes are appended to the payload.

    Raises UnsendableError for anything but data, and for more than `max_bytes` of it. The size of
    an array is taken from its shape before a byte is copied.
    """
    room = max_bytes

    def take(size: int) -> None:
        nonlocal room
        room -= size
        if room < 0:
            megabytes = (max_bytes - room) / (1 << 20)
            limit = max_bytes / (1 << 20)
            raise UnsendableError(
                f"{megabytes:,.0f} MB of data, where at most {limit:,.0f} MB are read"
            )

    return _describe(value, payload, take, MAX_DEPTH)


def _describe(value: Any, payload: list[bytes], take: Callable[[int], None], depth: int) -> Any:
    kind = type(value)
    if value is None or kind in (bool, float):
        return value
    if kind is int:
        if value.bit_length() > _MAX_INT_BITS:
            raise UnsendableError(f"an integer of more than {_MAX_INT_BITS} bits")
        return value
    if kind is str:
        take(len(value))
        return value
    if kind is complex:
        return ["c", value.real, value.imag]
    if kind is _ndarray:
        return _describe_array(value, payload, take)
    if kind in _NUMBERS:
        name, dtype = _NUMBERS[kind]
        take(_room_of((), dtype))
        payload.append(_number_bytes(value))
        return ["n", name]
    if issubclass(kind, _generic):
        return ["n", _describe_array(_array(value), payload, take)[1]]
    if kind is list or issubclass(kind, tuple):
        return _describe_items(value, payload, take, depth)
    raise UnsendableError(_what_it_is(kind))


def _describe_items(
    value: Any, payload: list[bytes], take: Callable[[int], None], depth: int
) -> list[Any]:
    if depth == 0:
        raise UnsendableError(f"lists or tuples nested more than {MAX_DEPTH} deep")
    is_list = type(value) is list
    # A named tuple's own methods are the student's: only the items are taken.
    items: list[Any] = list.copy(value) if is_list else list(tuple.__iter__(value))
    if is_list and items:
        packed = _packed(items, payload, take) or _rows(items, payload, take)
        if packed is not None:
            return packed
    take(8 * len(items))
    described = [
        item if type(item) is float else _describe(item, payload, take, depth - 1) for item in items
    ]
    return ["l" if is_list else "t", *described]


def _describe_array(
    array: np.ndarray[Any, Any], payload: list[bytes], take: Callable[[int], None]
) -> list[Any]:
    native = dtype = array.dtype
    if dtype not in _NAME_OF:
        native = _native(dtype)
    take(_room_of(array.shape, native))
    payload.append(_bytes_of(array if native is dtype else _ascontiguousarray(array, native)))
    return ["a", _NAME_OF[native], [*array.shape]]


def _native(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The listed dtype that holds the same numbers. Raises UnsendableError."""
    if dtype.kind == "O":
        raise UnsendableError(
            "an array of Python objects (dtype=object), as rows of different lengths make"
        )
    native = _NARROWED.get(dtype) or DTYPES.get(f"{dtype.kind}{dtype.itemsize}")
    if native is None:
        raise UnsendableError(f"an array of dtype {str(dtype)[:60]}, where numbers are expected")
    return native


def _packed(
    items: list[Any], payload: list[bytes], take: Callable[[int], None]
) -> list[Any] | None:
    """A list of scalars of one kind as bytes: a training history is not thousands of items."""
    first = type(items[0])
    if len(items) < _PACKED_FROM or first not in _PACKED or {*map(type, items)} != {first}:
        return None
    kind, dtype = _PACKED[first]
    take((dtype.itemsize + _OBJECT_BYTES) * len(items))
    try:
        payload.append(_array(items, dtype).tobytes())
    except OverflowError:  # an int of more than 64 bits
        return None
    return ["p", kind, len(items)]


def _rows(items: list[Any], payload: list[bytes], take: Callable[[int], None]) -> list[Any] | None:
    """A list of one-dimensional arrays of one dtype in one go: the batches of an epoch."""
    if {*map(type, items)} != {_ndarray}:
        return None
    dtype = items[0].dtype
    name = _NAME_OF.get(dtype)
    if name is None or any(item.ndim != 1 or item.dtype != dtype for item in items):
        return None
    lengths = [*map(len, items)]
    take(_room_of_rows(lengths, dtype))
    payload += [_bytes_of(item) for item in items]
    return ["r", name, lengths]


def _what_it_is(kind: type) -> str:
    name = str(kind.__name__)[:60]
    if issubclass(kind, _ndarray):
        return f"an array of type {name}, where a plain numpy array is expected"
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name}, where numbers, arrays, lists or tuples are expected"


class Reader:
    """Values out of descriptions and the payload that they describe, one after the other.

    It trusts nothing: `room` is how many bytes of memory the values may take together, about, and
    whatever is not exactly what `encode` could have made raises MalformedError before any of it is
    allocated. Arrays are fresh, aligned and writable.
    """

    def __init__(self, payload: bytes, room: int) -> None:
        self.room = room
        self._payload = payload
        self._offset = 0

    @property
    def exhausted(self) -> bool:
        """Whether every byte of the payload belonged to a value."""
        return self._offset == len(self._payload)

    def read(self, description: Any, depth: int = MAX_DEPTH) -> Any:
        """The value that the next of the payload's bytes belong to. Raises MalformedError."""
        kind = type(description)
        if kind is float or kind is int or description is None or kind is bool:
            self._take(_OBJECT_BYTES)
            return description
        if kind is str:
            self._take(_OBJECT_BYTES + len(description))
            return description
        if kind is not list or not description or depth < 0:
            raise MalformedError("not a value's description")
        tag = description[0]
        if tag == "a" and len(description) == 3:
            return self._array(_dtype(description[1], DTYPES), description[2])
        if tag in ("l", "t"):
            self._take((1 + len(description)) * _OBJECT_BYTES)
            items = [
                item if type(item) in _PLAIN else self.read(item, depth - 1)
                for item in description[1:]
            ]
            return items if tag == "l" else tuple(items)
        if tag == "n" and len(description) == 2:
            dtype = _dtype(description[1], DTYPES)
            self._take(_room_of((), dtype))
            return self._numbers(dtype, 1)[0]
        if tag == "p" and len(description) == 3:
            return self._packed(description[1], description[2])
        if tag == "r" and len(description) == 3:
            return self._rows(_dtype(description[1], DTYPES), description[2])
        if tag == "c" and len(description) == 3 and all(type(p) is float for p in description[1:]):
            self._take(_OBJECT_BYTES)
            return complex(description[1], description[2])
        raise MalformedError("not a value's description")

    def _packed(self, kind: Any, length: Any) -> list[Any]:
        dtype = _dtype(kind, _KINDS)
        if type(length) is not int or length < 0:
            raise MalformedError("not a length")
        self._take(_OBJECT_BYTES * length)
        array = self._array(dtype, [length])
        return array.tolist() if kind in ("float", "int") else list(array)

    def _rows(self, dtype: np.dtype[Any], lengths: Any) -> list[np.ndarray[Any, Any]]:
        shape = _lengths(lengths, NO_LIMIT)
        self._take(_room_of_rows(shape, dtype))
        whole = self._numbers(dtype, sum(shape))
        ends = list(itertools.accumulate(shape))
        return [whole[end - length : end].copy() for length, end in zip(shape, ends, strict=True)]

    def _array(self, dtype: np.dtype[Any], lengths: Any) -> np.ndarray[Any, Any]:
        shape = _lengths(lengths, MAX_DIMENSIONS)
        self._take(_room_of(shape, dtype))
        numbers = self._numbers(dtype, math.prod(shape))
        try:
            return _reshape(numbers, shape).copy() if numbers.size else _zeros(shape, dtype)
        except ValueError as error:
            raise MalformedError(f"no array: {error}") from None

    def _numbers(self, dtype: np.dtype[Any], count: int) -> np.ndarray[Any, Any]:
        """The next of the payload, as it lies there. Room for it must have been taken."""
        start = self._offset
        self._offset += count * dtype.itemsize
        if self._offset > len(self._payload):
            raise MalformedError("less data than its description says")
        if count == 0:
            return _zeros(0, dtype)
        if dtype.kind == "b":  # a byte of 2 would be neither true nor false
            truths: np.ndarray[Any, Any] = _frombuffer(self._payload, np.uint8, count, start) != 0
            return truths
        return _frombuffer(self._payload, dtype, count, start)

    def _take(self, size: int) -> None:
        self.room -= size
        if self.room < 0:
            raise MalformedError("more bytes than all calls together may return")


def _room_of(shape: Sequence[int], dtype: np.dtype[Any]) -> int:
    """Of an array, in bytes. An empty one counts by its rows: who goes through them counts too."""
    count = math.prod(shape) or math.prod([max(length, 1) for length in shape])
    return _ARRAY_BYTES + count * dtype.itemsize


def _room_of_rows(lengths: Sequence[int], dtype: np.dtype[Any]) -> int:
    """As much as of arrays by themselves."""
    empty = lengths.count(0)
    return _ARRAY_BYTES * len(lengths) + (sum(lengths) + empty) * dtype.itemsize


def _lengths(value: Any, most: int) -> list[int]:
    if type(value) is not list or len(value) > most:
        raise MalformedError("not lengths")
    for length in value:
        if type(length) is not int or not 0 <= length < _MAX_LENGTH:
            raise MalformedError("not a length")
    return value


def _dtype(name: Any, known: dict[str, np.dtype[Any]]) -> np.dtype[Any]:
    if type(name) is not str or name not in known:
        raise MalformedError("not a dtype of the list")
    return known[name]
