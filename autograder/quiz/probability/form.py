"""Whether an answer has the form that the question asks for, whatever its value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from autograder.quiz.probability import messages
from autograder.quiz.probability.evaluate import Work
from autograder.quiz.probability.family import Family, FormRules, Variable
from autograder.quiz.probability.parse import parse
from autograder.quiz.probability.resolve import Event, Term, resolved
from autograder.quiz.probability.tree import (
    Combine,
    Node,
    Number,
    Power,
    Probability,
    Quotient,
    Repeat,
    Sum,
    children,
    walk,
)
from autograder.text import Text

Sides = tuple[frozenset[Variable], frozenset[Variable]]


def terms(node: Node, symbols: dict[str, int], work: Work) -> Iterator[Term]:
    """Every probability of the expression once its indices run; a factor that repeats, repeats."""
    work.spend(0)
    if isinstance(node, Probability):
        yield resolved(node, symbols)
    elif isinstance(node, Repeat):
        for number in range(node.first.at(symbols), node.last.at(symbols) + 1):
            yield from terms(node.body, {**symbols, node.symbol: number}, work)
    else:
        for child in children(node):
            yield from terms(child, symbols, work)


def at_largest(node: Node, family: Family, work: Work) -> list[Term]:
    """The probabilities at the greatest length that is tried."""
    *_, last = family.instances()
    return list(terms(node, dict(last.symbols), work))


def has_sum(node: Node) -> bool:
    return any(
        isinstance(part, Sum) or (isinstance(part, Combine | Repeat) and part.operator == "sum")
        for part in walk(node)
    )


def has_quotient(node: Node) -> bool:
    return any(
        (isinstance(part, Quotient) and not _is_number(part))
        or (isinstance(part, Power) and not part.exponent.symbols and part.exponent.constant < 0)
        for part in walk(node)
    )


def _is_number(node: Node) -> bool:
    return all(isinstance(part, Number | Quotient) for part in walk(node))


def variables(events: frozenset[Event]) -> frozenset[Variable]:
    return frozenset(event.variable for event in events)


def sides(term: Term) -> Sides:
    return variables(term.left), variables(term.right)


def form_faults(
    node: Node, target: Node, rules: FormRules, family: Family, work: Work
) -> list[Text]:
    """What the rules forbid and the answer has."""
    found = at_largest(node, family, work)
    faults: list[Text] = []
    left = max((len(term.left) for term in found), default=0)
    right = max((len(term.right) for term in found), default=0)
    if rules.max_left is not None and left > rules.max_left:
        faults.append(messages.too_many_left(left, rules.max_left))
    if rules.max_right is not None and right > rules.max_right:
        faults.append(messages.too_many_right(right, rules.max_right))
    if not rules.sums and has_sum(node):
        faults.append(messages.no_sum())
    if not rules.quotients and has_quotient(node):
        faults.append(messages.no_quotient())
    if rules.product and (has_sum(node) or has_quotient(node) or len(found) < 2):
        faults.append(messages.no_product())
    if not rules.repeat_target and _repeats(target, found, family, work):
        faults.append(messages.target_repeated())
    allowed = _allowed(rules.terms, family)
    if allowed and not {sides(term) for term in found} <= allowed:
        faults.append(messages.other_terms(rules.terms))
    return faults


def _repeats(target: Node, found: list[Term], family: Family, work: Work) -> bool:
    return isinstance(target, Probability) and bool(
        set(at_largest(target, family, work)) & set(found)
    )


@lru_cache(maxsize=256)
def _allowed(written: tuple[str, ...], family: Family) -> frozenset[Sides]:
    work = Work(10**7)
    return frozenset(
        sides(term)
        for text in written
        for node in parse(text, family)
        for instance in family.instances()
        for term in terms(node, dict(instance.symbols), work)
    )
