"""Replies of the box as values. Whatever comes in may be hostile: exact types, or an error."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.box.inside import frames, values
from autograder.box.inside.values import MalformedError
from autograder.box.reply import (
    CellError,
    CellReport,
    Died,
    Missing,
    NotSent,
    Raised,
    Reply,
    Returned,
)

MAX_TEXT = 8_000
"""In characters, of any one text out of the box."""
_MAX_NAME = 300
_MAX_KINDS = 8
_STEERING = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode's controls, format characters (bidi), surrogates, private use, separators of lines."""


def request(header: Mapping[str, Any], calls: Sequence[Sequence[Any]] | None = None) -> bytes:
    """A message to the box. Raises TypeError if an argument of a call is no data."""
    if calls is None:
        return frames.pack(header)
    payload: list[bytes] = []
    try:
        described = [values.encode(tuple(arguments), payload, 1 << 40) for arguments in calls]
    except values.UnsendableError as error:
        raise TypeError(f"an argument cannot be sent: {error}") from None
    return frames.pack({**header, "calls": described}, payload)


def parse_header(data: bytes) -> dict[str, Any]:
    """Raises MalformedError for anything but a JSON object."""
    try:
        header = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"no JSON: {type(error).__name__}") from None
    if type(header) is not dict:
        raise MalformedError("not an object")
    return header


def payload_size(header: Mapping[str, Any], max_bytes: int) -> int:
    """The bytes that must follow this header. Raises MalformedError if more than allowed."""
    if header.get("reply") != "returned":
        return 0
    if "value" not in header:
        raise MalformedError("a return without a value")
    size = values.measure(header["value"])
    if values.weight(header["value"]) > max_bytes:
        raise MalformedError("announces more bytes than all calls together may return")
    return size


def cell_report(header: Mapping[str, Any], number: int) -> CellReport:
    """The report on cell `number`. Raises MalformedError."""
    if header.get("cell") != number or type(header.get("timed_out")) is not bool:
        raise MalformedError("not the report of this cell")
    error = header.get("error")
    if error is not None and type(error) is not dict:
        raise MalformedError("not an error")
    return CellReport(
        number,
        skipped=tuple(_text({"line": line}, "line") for line in _list(header, "skipped")),
        error=None
        if error is None
        else CellError(_name(error, "type"), _text(error, "message"), _text(error, "traceback")),
        timed_out=header["timed_out"],
        printed=_text(header, "printed"),
    )


def calls_to(header: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Raises MalformedError."""
    found = header.get("calls_to")
    if type(found) is not dict:
        raise MalformedError("not a mapping of functions")
    return {
        plain_text(name, _MAX_NAME): frozenset(
            _name({"name": other}, "name") for other in _list(found, name)
        )
        for name in found
    }


def reply(header: Mapping[str, Any], payload: bytes, arguments: int) -> Reply:
    """The reply to a call with so many arguments. Raises MalformedError."""
    kind = header.get("reply")
    if kind == "returned":
        changed = _list(header, "changed")
        if any(type(index) is not int or not 0 <= index < arguments for index in changed):
            raise MalformedError("not the positions of arguments")
        value, _ = values.decode(header["value"], payload)
        return Returned(clean(value), tuple(sorted(set(changed))), _text(header, "printed"))
    if kind == "raised":
        return Raised(_kinds(header), _text(header, "message"), _text(header, "traceback"))
    if kind == "missing":
        return Missing()
    if kind == "memory":
        return Died("memory", _text(header, "message"))
    if kind == "not sent":
        return NotSent(_text(header, "reason"))
    raise MalformedError("no reply")


def clean(value: Any) -> Any:
    """Strings within a value may be shown to people as well."""
    if type(value) is str:
        return plain_text(value, frames.MAX_HEADER)
    if type(value) is list or type(value) is tuple:
        return type(value)(map(clean, value))
    return value


def plain_text(text: str, limit: int = MAX_TEXT) -> str:
    """The text without anything that steers a terminal or turns a line around, cut at the limit.

    Control characters and lone surrogates are written as escapes; tabs and ends of lines stay.
    """
    text = text[:limit]
    if text.isascii() and text.isprintable():
        return text
    return "".join(character if _is_plain(character) else _escape(character) for character in text)


def _is_plain(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in _STEERING


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _text(document: Mapping[str, Any], key: str, limit: int = MAX_TEXT) -> str:
    value = document.get(key)
    if type(value) is not str:
        raise MalformedError(f"{key} is no text")
    return plain_text(value, limit)


def _name(document: Mapping[str, Any], key: str) -> str:
    return _text(document, key, _MAX_NAME)


def _kinds(document: Mapping[str, Any]) -> tuple[str, ...]:
    names = _list(document, "kinds")
    if not 0 < len(names) <= _MAX_KINDS:
        raise MalformedError("an exception of no kind, or of too many")
    return tuple(_name({"kind": name}, "kind") for name in names)


def _list(document: Mapping[str, Any], key: str) -> list[Any]:
    value = document.get(key)
    if type(value) is not list:
        raise MalformedError(f"{key} is no list")
    return value
