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
_MAX_SKIPPED = 10
_STEERING = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode's controls, format characters (bidi), surrogates, private use, separators of lines."""


def parse_header(data: bytes) -> dict[str, Any]:
    """Raises MalformedError for anything but a JSON object."""
    try:
        header = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"no JSON: {type(error).__name__}") from None
    if type(header) is not dict:
        raise MalformedError("not an object")
    return header


def answers(header: Mapping[str, Any], most: int) -> list[dict[str, Any]]:
    """What one frame holds. Raises MalformedError unless it is one answer or more, up to `most`."""
    found = _list(header, "answers")
    if not 0 < len(found) <= most or any(type(answer) is not dict for answer in found):
        raise MalformedError("not as many answers as were asked for")
    return found


def cell_report(header: Mapping[str, Any], number: int, room: int) -> CellReport:
    """The report on cell `number`; each text is cut at `room` characters. Raises MalformedError."""
    most = min(room, MAX_TEXT)
    if header.get("cell") != number or type(header.get("timed_out")) is not bool:
        raise MalformedError("not the report of this cell")
    error = header.get("error")
    if error is not None and type(error) is not dict:
        raise MalformedError("not an error")
    return CellReport(
        number,
        skipped=tuple(
            _text({"line": line}, "line", min(room, _MAX_NAME))
            for line in _list(header, "skipped")[:_MAX_SKIPPED]
        ),
        error=None
        if error is None
        else CellError(
            _name(error, "type"), _text(error, "message", most), _text(error, "traceback", most)
        ),
        timed_out=header["timed_out"],
        printed=_text(header, "printed", most),
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


def replies(
    documents: Sequence[Mapping[str, Any]], payload: bytes, arguments: Sequence[int], room: int
) -> tuple[list[Reply], int]:
    """The replies of one frame, and what is left of the room in bytes.

    `arguments` says how many the calls have, from the first of these on. Raises MalformedError.
    """
    reader = values.Reader(payload, room)
    found = [
        _reply(document, reader, count)
        for document, count in zip(documents, arguments, strict=False)
    ]
    if not reader.exhausted:
        raise MalformedError("more data than the replies describe")
    return found, reader.room


def _reply(document: Mapping[str, Any], reader: values.Reader, arguments: int) -> Reply:
    kind = document.get("reply")
    if kind == "returned":
        return _returned(document, reader, arguments)
    if kind == "raised":
        return Raised(_kinds(document), _text(document, "message"), _text(document, "traceback"))
    if kind == "missing":
        return Missing()
    if kind == "memory":
        return Died("memory", _text(document, "message"))
    if kind == "not sent":
        return NotSent(_text(document, "reason"))
    raise MalformedError("no reply")


def _returned(document: Mapping[str, Any], reader: values.Reader, arguments: int) -> Returned:
    if "value" not in document:
        raise MalformedError("a return without a value")
    value = clean(reader.read(document["value"]))
    if len(document) == 2:  # nothing was printed and no argument changed
        return Returned(value, (), "")
    changed = _list(document, "changed") if "changed" in document else []
    if any(type(index) is not int or not 0 <= index < arguments for index in changed):
        raise MalformedError("not the positions of arguments")
    printed = _text(document, "printed") if "printed" in document else ""
    return Returned(value, tuple(sorted(set(changed))), printed)


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
    # What Python calls printable is a part of what is plain.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text
    # Cut once more: an escape is ten times as long as what it stands for.
    return "".join(map(_shown, text))[:limit]


def _shown(character: str) -> str:
    return character if _is_plain(character) else _escape(character)


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
