"""A probability expression as a tree: what was written, with indices still symbolic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

Operator = Literal["sum", "product"]


@dataclass(frozen=True)
class Index:
    """A whole number that may hang on symbols: `constant` + the sum of coefficient · symbol."""

    constant: int = 0
    symbols: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        text = "".join(
            f"{'-' if times < 0 else '+'}{'' if abs(times) == 1 else abs(times)}{name}"
            for name, times in self.symbols
        )
        if self.constant or not text:
            text += f"{self.constant:+d}"
        return text.removeprefix("+")

    def at(self, values: Mapping[str, int]) -> int:
        return self.constant + sum(times * values[name] for name, times in self.symbols)

    def plus(self, other: Index, sign: int = 1) -> Index:
        times = dict(self.symbols)
        for name, count in other.symbols:
            times[name] = times.get(name, 0) + sign * count
        kept = tuple(sorted((name, count) for name, count in times.items() if count))
        return Index(self.constant + sign * other.constant, kept)

    def renamed(self, old: str, new: str) -> Index:
        return Index(
            self.constant,
            tuple(sorted((new if name == old else name, times) for name, times in self.symbols)),
        )


@dataclass(frozen=True)
class One:
    """One variable in a P(…) or below a sum: `A`, `A'`, `¬A`, `A=1`, `X_{s-1}`."""

    base: str
    index: Index | None = None
    mark: str = ""
    """Tells values of one variable apart: primes, or `=k` for a value that a sum names."""
    negated: bool = False
    value: Index | None = None
    """The value itself where it is a number."""
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Span:
    """`X_1, …, X_t`: from `first` to `last` in steps of `step`, empty where that overshoots."""

    base: str
    first: Index
    last: Index
    step: int
    mark: str = ""
    position: int = field(default=0, compare=False)


Item = One | Span


@dataclass(frozen=True)
class Number:
    value: Fraction
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Probability:
    """P(left | right); `right` is empty where there is no bar."""

    left: tuple[Item, ...]
    right: tuple[Item, ...] = ()
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Sum:
    """The sum of the body over all values of `over`."""

    over: tuple[Item, ...]
    body: Node
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Repeat:
    """The body for `symbol` from `first` to `last`, added or multiplied."""

    operator: Operator
    symbol: str
    first: Index
    last: Index
    body: Node
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Combine:
    """The parts added or multiplied."""

    operator: Operator
    parts: tuple[Node, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Quotient:
    """`inline` is one written with a slash and without brackets around it."""

    above: Node
    below: Node
    position: int = field(default=0, compare=False)
    inline: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Power:
    base: Node
    exponent: Index
    position: int = field(default=0, compare=False)


Node = Number | Probability | Sum | Repeat | Combine | Quotient | Power


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Sum(body=body) | Repeat(body=body):
            return (body,)
        case Combine(parts=parts):
            return parts
        case Quotient(above=above, below=below):
            return above, below
        case Power(base=base):
            return (base,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def product(factors: Sequence[Node], place: int = 0) -> Node:
    """The factors multiplied; a single one stays as it is."""
    return factors[0] if len(factors) == 1 else Combine("product", tuple(factors), place)


def mentions(node: Node, symbol: str) -> bool:
    """Whether the value hangs on `symbol` where nothing in the node binds it."""
    if isinstance(node, Repeat):
        inner = node.symbol != symbol and mentions(node.body, symbol)
        return inner or _has(symbol, node.first, node.last)
    own: list[Index | None] = [node.exponent] if isinstance(node, Power) else []
    for item in _items(node):
        own += [item.first, item.last] if isinstance(item, Span) else [item.index, item.value]
    return _has(symbol, *own) or any(mentions(child, symbol) for child in children(node))


def _has(symbol: str, *indices: Index | None) -> bool:
    return any(name == symbol for index in indices if index for name, _ in index.symbols)


def _items(node: Node) -> tuple[Item, ...]:
    if isinstance(node, Probability):
        return (*node.left, *node.right)
    return node.over if isinstance(node, Sum) else ()


def greatest_index(node: Node) -> int:
    """The greatest index that is a plain number; 0 if there is none."""
    found = [0]
    for part in walk(node):
        for item in _items(part):
            indices = (item.first, item.last) if isinstance(item, Span) else (item.index,)
            found += [each.constant for each in indices if each is not None and not each.symbols]
    return max(found)


def changed(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` done to every node, from the leaves up."""
    match node:
        case Sum(body=body) | Repeat(body=body):
            node = replace(node, body=changed(body, change))
        case Combine(parts=parts):
            node = replace(node, parts=tuple(changed(part, change) for part in parts))
        case Quotient(above=above, below=below):
            node = replace(node, above=changed(above, change), below=changed(below, change))
        case Power(base=base):
            node = replace(node, base=changed(base, change))
    return change(node)


def change_items(node: Node, change: Callable[[Item], Item]) -> Node:
    """The tree with `change` done to every variable."""

    def items(node: Node) -> Node:
        match node:
            case Probability(left=left, right=right):
                return replace(node, left=tuple(map(change, left)), right=tuple(map(change, right)))
            case Sum(over=over):
                return replace(node, over=tuple(map(change, over)))
        return node

    return changed(node, items)
