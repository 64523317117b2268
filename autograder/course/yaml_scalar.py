"""What an unquoted word of YAML means: a number, a truth value, nothing, or just the text.

By YAML 1.2's core schema: `no` and `12:30` are texts, `1e-6` is a number.
"""

from __future__ import annotations

import re

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_NUMBER = 40

Scalar = str | int | float | bool | None


class ScalarError(Exception):
    """The word looks like a number and is none; the message says what to write."""


def resolve(written: str) -> Scalar:
    """The value of an unquoted word; raises ScalarError."""
    if written in _WORDS:
        return _WORDS[written]
    if _LEADING_ZERO.fullmatch(written):
        number = written.lstrip("+-0") or "0"
        raise ScalarError(f"a number has no leading zero: write {number}, or '{written}'")
    is_integer = _INTEGER.fullmatch(written) is not None
    if is_integer or _FLOAT.fullmatch(written):
        if len(written) > _LONGEST_NUMBER:
            raise ScalarError("the number is too long; put it in quotes if it is text")
        return int(written, _base(written)) if is_integer else float(written)
    if _NOT_FINITE.fullmatch(written):
        return float(written.replace(".", ""))
    return written


def _base(written: str) -> int:
    return {"0o": 8, "0x": 16}.get(written[:2], 10)
