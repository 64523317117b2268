"""Which assumption a wrong answer makes in silence: the same test under stronger families."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from autograder.quiz.probability import messages
from autograder.quiz.probability.compare import Members, ShapeOf
from autograder.quiz.probability.evaluate import UndefinedError, Work
from autograder.quiz.probability.family import Family, Instance, Kind, Variable, variable
from autograder.quiz.probability.form import sides
from autograder.quiz.probability.joint import Names, Shape, chain, dag, independent
from autograder.quiz.probability.resolve import Term
from autograder.quiz.probability.tree import Node
from autograder.quiz.verdict import AnswerError
from autograder.text import Text


@dataclass(frozen=True)
class Assumption:
    """A smaller family than the declared one, and how it is called."""

    shape: ShapeOf
    text: Text
    identical: bool = False
    order: int | None = None
    """That of a Markov chain."""
    one_short: bool = False
    """The order is one less than the symbolic one that the question names."""


def silent_assumption(
    answer: Node, target: Node, found: list[Term], family: Family, work: Work
) -> Assumption | None:
    """The weakest assumption of those tried under which the answer is right, if there is one."""
    for assumption in _assumptions(found, family):
        try:
            members = Members(family, work, assumption.shape, assumption.identical)
            if members.agree(answer, target):
                return assumption
        except (UndefinedError, AnswerError):  # an answer may be defined for some lengths only
            return None
    return None


def _assumptions(found: list[Term], family: Family) -> Iterator[Assumption]:
    """Weakest first."""
    if isinstance(family.order, str):
        yield Assumption(_one_less, messages.markov_one_less(family.symbols[-1]), one_short=True)
    if family.kind in (Kind.ANY, Kind.MARKOV) and _is_sequence(family):
        yield from _chains(family)
    if family.kind is Kind.ANY and not family.sequence:
        yield from _conditional(found, family)
        yield from _own_network(found, family)
    if family.kind is Kind.DAG:
        yield from _without_an_edge(family)
    if family.kind not in (Kind.INDEPENDENT, Kind.IID):
        yield Assumption(_independent, messages.all_independent())
    if family.kind is not Kind.IID and not family.values and _alike(family):
        yield Assumption(_identical, messages.all_iid(), identical=True)


def _is_sequence(family: Family) -> bool:
    names = family.names
    return len(names) > 2 and all(
        a[0] == b[0] and a[1] is not None and b[1] == a[1] + 1 for a, b in pairwise(names)
    )


def _alike(family: Family) -> bool:
    return len({base for base, _ in family.names}) == 1


def _independent(_: Family, instance: Instance) -> Shape:
    return independent(instance.variables)


def _identical(_: Family, instance: Instance) -> Shape:
    return independent(instance.variables, identical=True)


def _one_less(_: Family, instance: Instance) -> Shape:
    order = (instance.order or 1) - 1
    return chain(instance.variables, order) if order else independent(instance.variables)


def _chains(family: Family) -> Iterator[Assumption]:
    longest = family.order if isinstance(family.order, int) else len(family.names) - 1
    for order in range(longest - 1, 0, -1):

        def shape(_: Family, instance: Instance, order: int = order) -> Shape:
            return chain(instance.variables, order)

        yield Assumption(shape, messages.markov(order), order=order)


def _conditional(found: list[Term], family: Family) -> Iterator[Assumption]:
    """Independences that dropping a condition from one of the terms, or adding it, would need."""
    seen: set[tuple[frozenset[Variable], frozenset[Variable], frozenset[Variable]]] = set()
    names = frozenset(family.names)
    for whole in (False, True):
        for left, right in dict.fromkeys(map(sides, found)):
            others = names - left - right
            splits = [(left, others, right)] if whole else []
            if not whole:
                splits += [(left, frozenset({name}), right) for name in sorted(others, key=str)]
                splits += [
                    (left, frozenset({name}), right - {name}) for name in sorted(right, key=str)
                ]
            for first, second, given in splits:
                if first and second and not first & given and (first, second, given) not in seen:
                    seen |= {(first, second, given), (second, first, given)}
                    yield _apart(_ordered(first), _ordered(second), _ordered(given))


def _ordered(names: frozenset[Variable]) -> Names:
    return tuple(sorted(names, key=lambda name: (name[0], name[1] or 0)))


def _apart(first: Names, second: Names, given: Names) -> Assumption:
    """`first` and `second` independent given `given`, and nothing else."""

    def shape(_: Family, instance: Instance) -> Shape:
        rest = tuple(n for n in instance.variables if n not in (*first, *second, *given))
        return Shape(
            (
                ((*given, *first), ()),
                (second, given),
                (rest, (*given, *first, *second)),
            )
        )

    return Assumption(shape, messages.independent(first, second, given))


def _own_network(found: list[Term], family: Family) -> Iterator[Assumption]:
    """The answer read as a network of its own: each variable once left of a bar."""
    parents: dict[Variable, Names] = {}
    for left, right in map(sides, found):
        if len(left) != 1 or left & right or next(iter(left)) in parents:
            return
        parents[next(iter(left))] = _ordered(right)
    rest = [name for name in family.names if name not in parents]
    for name in rest:
        parents[name] = tuple(other for other in parents if other != name)
    order: list[Variable] = []
    while len(order) < len(parents):
        ready = [n for n in parents if n not in order and set(parents[n]) <= set(order)]
        if not ready:
            return
        order += ready[:1]
    statements = [
        (name, tuple(other for other in order[:at] if other not in parents[name]), parents[name])
        for at, name in enumerate(order)
    ]
    needed = [((name,), apart, given) for name, apart, given in statements if apart]
    if not needed or not any(parents.values()):  # plain independence has a sentence of its own
        return
    shape = Shape(tuple(((name,), parents[name]) for name in order))
    yield Assumption(
        lambda *_: shape, messages.several([messages.independent(*each) for each in needed])
    )


def _without_an_edge(family: Family) -> Iterator[Assumption]:
    edges = [(variable(cause), variable(effect)) for cause, effect in family.edges]
    for edge in edges:
        kept = [other for other in edges if other != edge]

        def shape(
            _: Family, instance: Instance, kept: list[tuple[Variable, Variable]] = kept
        ) -> Shape:
            return dag(instance.variables, kept)

        yield Assumption(shape, messages.no_edge(*edge))
