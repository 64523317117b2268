r"""Reads derivative signs: `d/dx`, `\frac{d}{dx}`, `\frac{\partial L}{\partial w}`, `dL/dw`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.quiz.formula.tree import Node, Unworked
from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind, Token

if TYPE_CHECKING:
    from autograder.quiz.formula.names import Names
    from autograder.quiz.formula.parse import Parser


def read_differential(parser: Parser, names: Names) -> Node | None:
    """A derivative, worked out if what it applies to can be read; None if there is no sign."""
    cursor = parser.cursor
    if cursor.now.is_sign("∇"):
        _skip(cursor)
        return Unworked()
    start = cursor.at
    by = _stacked(cursor, names) if _is_fraction(cursor.now) else _in_line(cursor, names)
    if by is None:
        cursor.move_to(start)
        return None
    name, applied = by
    if applied or not parser.starts_factor():
        return Unworked()
    body = parser.group() if cursor.now.is_sign("([{") else parser.term()
    return parser.derived(body, name)


def _is_fraction(token: Token) -> bool:
    return token.kind is Kind.COMMAND and token.text in ("frac", "dfrac", "tfrac")


def _stacked(cursor: Cursor, names: Names) -> tuple[str, bool] | None:
    cursor.take()
    if not cursor.accept("{"):
        return None
    applied = _above(cursor, names, "}")
    if applied is None or not (cursor.accept("}") and cursor.accept("{")):
        return None
    name = _below(cursor, names)
    return None if name is None or not cursor.accept("}") else (name, applied)


def _in_line(cursor: Cursor, names: Names) -> tuple[str, bool] | None:
    applied = _above(cursor, names, "/")
    if applied is None or not cursor.accept("/"):
        return None
    name = _below(cursor, names)
    return None if name is None else (name, applied)


def _above(cursor: Cursor, names: Names, closing: str) -> bool | None:
    """`d` or `dL`: whether it is applied to something already; None if it is no such thing."""
    token = cursor.now
    if not _is_d(token, names):
        return None
    cursor.take()
    applied = token.kind is Kind.WORD and len(token.text) > 1
    for _ in range(12):  # a name with its subscripts
        if cursor.now.is_sign(closing) or cursor.now.kind is Kind.END:
            break
        applied = True
        cursor.take()
        if cursor.now.is_sign("}") and cursor.ahead().is_sign(closing):
            cursor.take()
    return applied


def _below(cursor: Cursor, names: Names) -> str | None:
    """`dx`: the variable."""
    token = cursor.now
    if not _is_d(token, names):
        return None
    cursor.take()
    if token.kind is Kind.WORD and len(token.text) > 1:
        cursor.give_back(token, token.text[1:])
    if cursor.now.kind not in (Kind.WORD, Kind.COMMAND):
        return None
    return names.read(cursor)


def _is_d(token: Token, names: Names) -> bool:
    if token.is_sign("∂"):
        return True
    starts = token.kind is Kind.WORD and token.text.startswith("d")
    return starts and "d" not in names.variables and token.text not in names.variables


def _skip(cursor: Cursor) -> None:
    while cursor.now.kind is not Kind.END:
        cursor.take()
