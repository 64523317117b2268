"""Reads Σ, ∏ and ∫: what they run over, then their body."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from autograder.quiz.notation.cursor import Cursor
from autograder.quiz.notation.tokens import Kind
from autograder.quiz.notation.words import GREEK
from autograder.quiz.probability.indices import read_index, read_short
from autograder.quiz.probability.items import read_items
from autograder.quiz.probability.names import Names
from autograder.quiz.probability.tree import (
    Index,
    Item,
    Node,
    One,
    Operator,
    Probability,
    Quotient,
    Repeat,
    Sum,
    mentions,
    product,
    walk,
)

Body = Callable[[], list[Node]]


def read_operator(cursor: Cursor, names: Names, operator: Operator, place: int, body: Body) -> Node:
    """After Σ or ∏: `_{s=1}^{t}`, `_{A}`, `_{a ∈ A}`, `_{s ≤ t}`, and what it applies to."""
    upper = read_short(cursor, names) if cursor.accept("^") else None
    if not cursor.accept("_"):
        raise cursor.fault(
            r"What does it run over? Write it below, as in \sum_{A} or \prod_{s=1}^{t}.",
            r"무엇에 대한 합이나 곱인지 아래에 쓰십시오. 예: \sum_{A}, \prod_{s=1}^{t}",
        )
    opened = cursor.accept("{(")
    bounds = _bounds(cursor, names, operator, braced=opened is not None)
    if bounds is None:
        return _values(cursor, names, operator, place, body)
    symbol, first, last = bounds
    if opened:
        cursor.expect("})", opened)
    if cursor.accept("^"):
        upper = read_short(cursor, names)
    with names.binding(symbol):
        inner, after = _scope(cursor, symbol, body())
    repeat = Repeat(operator, symbol, first, upper or last or names.last, inner, place)
    return product([repeat, *after], place)


def _scope(cursor: Cursor, symbol: str, factors: list[Node]) -> tuple[Node, list[Node]]:
    """What a sum or product applies to: not to factors behind the last one with its index."""
    last = factors[-1]
    if any(isinstance(factor, Quotient) and factor.inline for factor in factors):
        raise cursor.fault(
            "It is not clear whether all of this is divided or each part of it; set brackets.",
            "전체를 나누는지 항마다 나누는지 분명하지 않습니다. 괄호를 쓰십시오.",
            last.position,
        )
    used = [at for at, factor in enumerate(factors) if mentions(factor, symbol)]
    end = used[-1] + 1 if used else len(factors)
    return product(factors[:end]), factors[end:]


def _bounds(
    cursor: Cursor, names: Names, operator: Operator, braced: bool
) -> tuple[str, Index, Index | None] | None:
    """The running index and its range, or None where values of variables are meant."""
    first = Index(1)
    if braced and cursor.now.kind is Kind.NUMBER:  # 1 ≤ s ≤ t
        first = read_index(cursor, names)
        if token := cursor.accept("<≤"):
            first = first.plus(Index(int(token.text == "<")))
        else:
            raise cursor.unexpected()
    token = cursor.now
    if token.kind is not Kind.WORD:
        raise cursor.unexpected()
    after = cursor.ahead()
    runs = after.is_sign("<≤") or (braced and after.is_sign("="))
    if names.base(token.text) is not None or not (runs or operator == "product"):
        if operator == "product":
            raise cursor.fault(
                r"A product runs over an index, as in \prod_{s=1}^{t}.",
                r"곱은 \prod_{s=1}^{t}와 같이 인덱스에 대해 씁니다.",
            )
        return None
    cursor.take()
    symbol = GREEK.get(token.text, token.text)
    if braced and cursor.accept("="):
        return symbol, read_index(cursor, names), None
    if braced and (sign := cursor.accept("<≤")):
        last = read_index(cursor, names)
        return symbol, first, last.plus(Index(-int(sign.text == "<")))
    return symbol, first, None


def _values(cursor: Cursor, names: Names, operator: Operator, place: int, body: Body) -> Node:
    """A sum over all values of variables, or over a value that has a name of its own."""
    assert operator == "sum"
    before = cursor.at - 1
    braced = _is_brace(cursor, before)
    with ExitStack() as scope:
        named: list[tuple[str, str]] = []
        over: list[Item] = []
        while True:
            token = cursor.now
            if token.kind is Kind.WORD and not _is_variable(names, token.text):
                cursor.take()
                named.append((token.text, scope.enter_context(names.summing(token.text))))
                while cursor.accept("'"):
                    pass
            else:
                over += _variables(cursor, names, braced)
            _skip_set(cursor)
            if not (braced and cursor.accept(",")):
                break
        if braced:
            cursor.expect("})")
        found = product(body())
    over += [_named(cursor, name, mark, found, place) for name, mark in named]
    return Sum(tuple(over), found, place)


def _is_brace(cursor: Cursor, at: int) -> bool:
    now = cursor.at
    cursor.move_to(at)
    brace = cursor.now.is_sign("{(")
    cursor.move_to(now)
    return brace


def _is_variable(names: Names, word: str) -> bool:
    if names.base(word) is not None:
        return True
    return len(word) > 1 and all(names.base(char) for char in word)


def _variables(cursor: Cursor, names: Names, braced: bool) -> tuple[Item, ...]:
    if not braced:
        return _unbraced(cursor, names)
    items = read_items(cursor, names)
    for item in items:
        if isinstance(item, One) and (item.value is not None or item.negated):
            raise cursor.fault(
                r"A sum runs over all values of a variable; write \sum_{A}.",
                r"합은 변수의 모든 값에 대해 씁니다. \sum_{A}와 같이 쓰십시오.",
                item.position,
            )
    return items


def _unbraced(cursor: Cursor, names: Names) -> tuple[Item, ...]:
    """`Σ_A P(…)`: a single variable, for what follows is the body already."""
    token = cursor.take()
    bases = names.split(token.text, token.start)
    mark = ""
    while prime := cursor.accept("'"):
        mark += prime.text
    index = None
    if cursor.now.kind is Kind.NUMBER or cursor.accept("_"):
        index = read_short(cursor, names)
    if len(bases) > 1 or (index is None) != names.has_plain(bases[0]):
        raise cursor.fault(
            r"Put what the sum runs over in braces, as in \sum_{A} or \sum_{X_1}.",
            r"합의 대상은 \sum_{A}, \sum_{X_1}과 같이 중괄호로 묶으십시오.",
            token.start,
        )
    return (One(bases[0], index, mark, position=token.start),)


def _skip_set(cursor: Cursor) -> None:
    """`∈ A`: the set of all values, whatever it is called."""
    if not cursor.accept("∈"):
        return
    depth = 0
    while cursor.now.kind is not Kind.END:
        if depth == 0 and cursor.now.is_sign(",})"):
            return
        depth += cursor.now.is_sign("{(") - cursor.now.is_sign("})")
        cursor.take()


def _named(cursor: Cursor, name: str, mark: str, body: Node, place: int) -> One:
    """The variable whose value the sum's name stands for, by where it is used."""
    used = {
        (item.base, item.index)
        for node in walk(body)
        if isinstance(node, Probability)
        for item in (*node.left, *node.right)
        if isinstance(item, One) and item.mark == mark
    }
    if len(used) == 1:
        base, index = used.pop()
        return One(base, index, mark, position=place)
    if used:
        raise cursor.fault(
            f"{name} is a value of several variables at once; give each a name of its own.",
            f"{name}이(가) 여러 변수의 값으로 쓰였습니다. 변수마다 다른 이름을 쓰십시오.",
            place,
        )
    raise cursor.fault(
        f"The sum runs over {name}, which does not occur in it.",
        f"{name}에 대한 합인데 그 안에 {name}이(가) 없습니다.",
        place,
    )


def read_integral(cursor: Cursor, names: Names, place: int, body: Body) -> Node:
    """After ∫: a body and `dA`; read as the sum over all values of A."""
    while cursor.accept("_^"):
        if opened := cursor.accept("{"):
            while not cursor.now.is_sign("}"):
                if cursor.now.kind is Kind.END:
                    cursor.expect("}", opened)
                cursor.take()
            cursor.take()
        else:
            cursor.accept("-")
            cursor.take()
    found = product(body())
    over: list[Item] = []
    while cursor.now.kind is Kind.WORD and cursor.now.text.startswith("d"):
        token = cursor.take()
        if token.text != "d":
            cursor.give_back(token, token.text[1:])
        over += _unbraced(cursor, names)
    if not over:
        raise cursor.fault(
            "An integral ends with the variable that it runs over, as in dA.",
            "적분은 dA와 같이 적분 변수로 끝나야 합니다.",
        )
    return Sum(tuple(over), found, place)
