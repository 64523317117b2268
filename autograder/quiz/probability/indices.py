"""Reads indices: `3`, `s-1`, `{t}`, and the ranges `{1:s-1}` and `{<s}`."""

from __future__ import annotations

from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind
from autograder.quiz.probability.names import Names
from autograder.quiz.probability.tree import Index


def read_index(cursor: Cursor, names: Names) -> Index:
    """A sum of whole numbers and symbols."""
    sign = -1 if cursor.accept("-") else 1
    index = Index().plus(_atom(cursor, names), sign)
    while token := cursor.accept("+-"):
        index = index.plus(_atom(cursor, names), -1 if token.text == "-" else 1)
    return index


def read_short(cursor: Cursor, names: Names) -> Index:
    """An index in braces, or the single number or symbol that LaTeX would take without them."""
    if opened := cursor.accept("{("):
        index = read_index(cursor, names)
        cursor.expect("})", opened)
        return index
    return _atom(cursor, names)


def _atom(cursor: Cursor, names: Names) -> Index:
    token = cursor.now
    if token.kind is Kind.NUMBER:
        cursor.take()
        if "." in token.text or len(token.text) > 4:
            raise cursor.fault(
                "An index must be a small whole number.",
                "인덱스는 작은 정수여야 합니다.",
                token.start,
            )
        number = int(token.text)
        cursor.accept("*")
        if cursor.now.kind is Kind.WORD and names.symbol(cursor.now.text):
            return Index(0, ((_symbol(cursor, names), number),)) if number else Index()
        return Index(number)
    if token.kind is Kind.WORD:
        return Index(0, ((_symbol(cursor, names), 1),))
    raise cursor.unexpected()


def _symbol(cursor: Cursor, names: Names) -> str:
    token = cursor.take()
    symbol = names.symbol(token.text)
    if symbol is None:
        known = ", ".join(names.symbols)
        raise cursor.fault(
            f"The index {token.text!r} is not defined: no sum or product runs over it"
            + (f", and only {known} is given." if known else "."),
            f"인덱스 {token.text!r}이(가) 정의되지 않았습니다. 이에 대한 합이나 곱이 없습니다."
            + (f" 주어진 기호는 {known}입니다." if known else ""),
            token.start,
        )
    return symbol


def read_subscript(cursor: Cursor, names: Names) -> tuple[Index, Index | None, int]:
    """What stands below a variable: first and last index and the step; no last for a single one."""
    opened = cursor.accept("{")
    if opened is None:
        index = _atom(cursor, names)
        # Missing braces: inside P(…) nothing but an index is added to or subtracted from.
        while cursor.now.is_sign("+-") and cursor.ahead().kind in (Kind.NUMBER, Kind.WORD):
            sign = -1 if cursor.take().text == "-" else 1
            index = index.plus(_atom(cursor, names), sign)
        return index, None, 1
    found = _inside(cursor, names)
    cursor.expect("}", opened)
    return found


def _inside(cursor: Cursor, names: Names) -> tuple[Index, Index | None, int]:
    one = Index(1)
    if token := cursor.accept("<≤>≥"):
        index = read_index(cursor, names)
        match token.text:
            case "<":
                return one, index.plus(one, -1), 1
            case "≤":
                return one, index, 1
            case ">":
                return index.plus(one), names.last, 1
        return index, names.last, 1
    first = read_index(cursor, names)
    if cursor.now.is_sign(":…,"):
        while cursor.accept(":…,"):
            pass
        last = read_index(cursor, names)
        return first, last, names.step(first, last)
    return first, None, 1
