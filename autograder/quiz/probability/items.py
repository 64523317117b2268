"""Reads what stands in P(…) and below a sum: variables, their values, and ranges of them."""

from __future__ import annotations

from dataclasses import replace

from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind
from autograder.quiz.probability.indices import read_short, read_subscript
from autograder.quiz.probability.names import Names
from autograder.quiz.probability.tree import Index, Item, One, Span
from autograder.quiz.verdict import AnswerError

_BARS = ("bar", "overline", "not")


def read_items(cursor: Cursor, names: Names) -> tuple[Item, ...]:
    """One item or more, up to a bar, a closing bracket or whatever else ends a list."""
    entries: list[Item | int] = []
    while True:
        _entry(cursor, names, entries)
        if cursor.accept(",∩&") or _accept_and(cursor):
            continue
        if not _starts(cursor):
            break
    return _without_dots(cursor, names, entries)


def _starts(cursor: Cursor) -> bool:
    now = cursor.now
    if now.kind is Kind.COMMAND:
        return now.text in _BARS
    return now.is_sign("¬…~!(") or (now.kind is Kind.WORD and now.text != "given")


def _accept_and(cursor: Cursor) -> bool:
    found = cursor.now.kind is Kind.WORD and cursor.now.text in ("and", "AND", "그리고")
    if found:
        cursor.take()
    return found


def _entry(cursor: Cursor, names: Names, entries: list[Item | int]) -> None:
    """One variable, several run together, a bracketed list, or dots (kept as their place)."""
    place = cursor.place
    if cursor.accept("…"):
        entries.append(place)
    elif opened := cursor.accept("("):
        with cursor.deeper():
            entries += read_items(cursor, names)
            cursor.expect(")]", opened)
    else:
        entries += _variables(cursor, names)


def _variables(cursor: Cursor, names: Names) -> list[Item]:
    negated = False
    while cursor.now.is_sign("¬~!"):
        if cursor.take().text == "~":
            raise cursor.fault(
                r"~ can be read as a blank or as 'not'; write \neg for 'not'.",
                r"~은(는) 빈칸으로도 부정으로도 읽힙니다. 부정은 \neg로 쓰십시오.",
            )
        negated = not negated
    if cursor.accept_command(*_BARS):
        return [_negate(cursor, item) for item in _barred(cursor, names)]
    token = cursor.now
    if token.kind is not Kind.WORD:
        raise _refusal(cursor)
    cursor.take()
    if cursor.now.is_sign("(") and token.text.casefold() in ("p", "pr"):
        raise cursor.fault(
            "A P(…) begins inside another one; is a bracket missing before it?",
            "P(…) 안에서 다른 P(…)가 시작됩니다. 그 앞에 괄호가 빠졌는지 확인하십시오.",
            token.start,
        )
    if glued := names.glued(token.text):
        cursor.give_back(token, glued[1])
        item = _variable(cursor, names, glued[0], token.start)
        return [_negate(cursor, item) if negated else item]
    *run, base = names.split(token.text, token.start)
    for before in run:
        _check_index(cursor, names, before, None, token.start)
    found: list[Item] = [One(before, position=token.start) for before in run]
    last = _variable(cursor, names, base, token.start)
    found.append(_negate(cursor, last) if negated else last)
    return found


def _barred(cursor: Cursor, names: Names) -> list[Item]:
    if opened := cursor.accept("{"):
        items = _variables(cursor, names)
        cursor.expect("}", opened)
        return items
    return _variables(cursor, names)


def _refusal(cursor: Cursor) -> AnswerError:
    if cursor.now.is_sign("/;:"):
        return cursor.fault(
            "Inside P(…) a condition is written with a bar |, a list with commas.",
            "P(…) 안에서 조건은 세로줄 |로, 나열은 쉼표로 씁니다.",
        )
    if cursor.now.is_sign(")]|,"):
        return cursor.fault("A variable is missing here.", "여기에 변수가 빠졌습니다.")
    return cursor.unexpected()


def _negate(cursor: Cursor, item: Item) -> Item:
    if isinstance(item, Span):
        raise cursor.fault(
            "Only one variable can be negated.", "부정은 변수 하나에만 쓸 수 있습니다."
        )
    return replace(item, negated=not item.negated)


def _variable(cursor: Cursor, names: Names, base: str, position: int) -> Item:
    mark = _primes(cursor)
    first: Index | None = None
    last: Index | None = None
    step = 1
    if _starts_index(cursor, names, position) or cursor.accept("_"):
        first, last, step = read_subscript(cursor, names)
    mark += _primes(cursor)
    negated = False
    while cursor.accept("^"):
        if cursor.now.kind is Kind.WORD and cursor.now.text in ("c", "C"):
            cursor.take()
            negated = not negated
        elif cursor.now.is_sign("'"):
            mark += _primes(cursor)
        elif cursor.now.is_sign("{") and cursor.ahead().is_sign("'"):
            opened = cursor.take()
            mark += _primes(cursor)
            cursor.expect("}", opened)
        elif _is_complement(cursor):
            negated = not negated
        elif first is not None and last is None:
            last = read_short(cursor, names)
            step = names.step(first, last)
        else:
            raise cursor.unexpected()
    _check_index(cursor, names, base, first, position)
    if first is not None and last is not None:
        return Span(base, first, last, step, mark, position)
    one = One(base, first, mark, negated, position=position)
    return _with_value(cursor, names, one) if cursor.accept("=") else one


def _starts_index(cursor: Cursor, names: Names, position: int) -> bool:
    """A number, or the symbol that was cut from the variable's own word."""
    now = cursor.now
    return now.kind is Kind.NUMBER or (
        now.kind is Kind.WORD and now.start == position and names.symbol(now.text) is not None
    )


def _is_complement(cursor: Cursor) -> bool:
    """`^{c}` and `^\\complement`; then it is taken."""
    if cursor.accept_command("complement"):
        return True
    inner = cursor.ahead()
    if cursor.now.is_sign("{") and inner.text in ("c", "C", "complement"):
        for _ in range(2):
            cursor.take()
        cursor.expect("}")
        return True
    return False


def _primes(cursor: Cursor) -> str:
    mark = ""
    while token := cursor.accept("'"):
        mark += token.text
    return mark


def _check_index(
    cursor: Cursor, names: Names, base: str, index: Index | None, position: int
) -> None:
    if index is None and not names.has_plain(base):
        raise cursor.fault(
            f"{base} needs an index, such as {base}_1.",
            f"{base}에는 {base}_1과 같이 인덱스가 필요합니다.",
            position,
        )
    if index is not None and not names.has_indexed(base):
        raise cursor.fault(
            f"{base} has no index in this question.",
            f"이 문제에서 {base}에는 인덱스가 없습니다.",
            position,
        )


def _with_value(cursor: Cursor, names: Names, item: One) -> One:
    """`A=1`, `A=a`, `A=a'`, `X_s=x_s`, `A=k` below a sum over k."""
    token = cursor.take()
    if token.kind is Kind.NUMBER:
        if "." in token.text or len(token.text) > 2:
            raise cursor.fault(
                "The value must be a small whole number.",
                "변수의 값은 작은 정수여야 합니다.",
                token.start,
            )
        return replace(item, value=Index(int(token.text)))
    if token.kind is not Kind.WORD:
        cursor.move_to(cursor.at - 1)
        raise cursor.unexpected()
    mark = _primes(cursor)
    index: Index | None = None
    name = token.text
    if cursor.now.kind is Kind.NUMBER or cursor.accept("_"):
        index = read_short(cursor, names)
        name += f"_{index}"
    mark += _primes(cursor)
    if index is None and names.is_bound(token.text):
        return replace(item, value=Index(0, ((token.text, 1),)))
    if bound := names.value_mark(name):
        return replace(item, mark=bound + mark)
    other = names.base(token.text)
    if other == item.base and index in (None, item.index):
        return replace(item, mark=item.mark + mark)
    if other is not None and (other != item.base or item.index is not None):
        raise cursor.fault(
            f"A value of {item.base} cannot be named after another variable.",
            f"{item.base}의 값에 다른 변수의 이름을 쓸 수 없습니다.",
            token.start,
        )
    names.free_value(item.base, item.index, name, token.start)
    return replace(item, mark=item.mark + mark)


def _without_dots(cursor: Cursor, names: Names, entries: list[Item | int]) -> tuple[Item, ...]:
    """The entries with `X_1, X_2, …, X_t` made into one range."""
    items: list[Item] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        if not isinstance(entry, int):
            items.append(entry)
            at += 1
            continue
        before = items[-1] if items else None
        after = entries[at + 1] if at + 1 < len(entries) else None
        if not (_may_end(before) and _may_end(after) and _alike(before, after)):
            raise cursor.fault(
                "The dots … need a variable with an index on both sides, as in X_1, …, X_t.",
                "줄임표 …의 양쪽에는 X_1, …, X_t와 같이 인덱스가 있는 변수가 필요합니다.",
                entry,
            )
        assert isinstance(before, One)
        assert isinstance(after, One)
        assert before.index is not None
        assert after.index is not None
        step = names.step(before.index, after.index)
        first = before.index
        items.pop()
        while items and _follows(items[-1], before, first, -step):
            first = _index(items.pop())
        last = after.index
        at += 2
        while at < len(entries) and _follows(entries[at], before, last, step):
            last = _index(entries[at])
            at += 1
        items.append(Span(before.base, first, last, step, before.mark, before.position))
    return tuple(items)


def _may_end(entry: Item | int | None) -> bool:
    return (
        isinstance(entry, One)
        and entry.index is not None
        and not entry.negated
        and entry.value is None
    )


def _alike(before: Item | int | None, after: Item | int | None) -> bool:
    assert isinstance(before, One)
    assert isinstance(after, One)
    return before.base == after.base and before.mark == after.mark


def _follows(entry: Item | int, like: One, index: Index, step: int) -> bool:
    """Whether the entry is the plain neighbour of `index` at a distance of `step`."""
    return (
        isinstance(entry, One)
        and _may_end(entry)
        and entry.base == like.base
        and entry.mark == like.mark
        and _index(entry).plus(index, -1) == Index(step)
    )


def _index(entry: Item | int) -> Index:
    assert isinstance(entry, One)
    assert entry.index is not None
    return entry.index
