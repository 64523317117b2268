"""Why a wrong answer is wrong: each small repair that would make it right is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, islice

from autograder.quiz.probability import messages
from autograder.quiz.probability.assume import silent_assumption
from autograder.quiz.probability.compare import Members, times
from autograder.quiz.probability.evaluate import TooMuchWorkError, UndefinedError, Work
from autograder.quiz.probability.family import Family, Variable, shown
from autograder.quiz.probability.form import (
    at_largest,
    has_quotient,
    has_sum,
    sides,
    variables,
)
from autograder.quiz.probability.tree import (
    Combine,
    Item,
    Node,
    Number,
    Probability,
    Quotient,
    Repeat,
    changed,
    walk,
)
from autograder.quiz.probability.write import written
from autograder.quiz.verdict import AnswerError
from autograder.text import Text

_MOST_TERMS = 6
_MOST_SUBSETS = 12


class Explainer:
    """One wrong answer against its target."""

    def __init__(self, answer: Node, target: Node, family: Family, work: Work) -> None:
        self.answer = answer
        self.target = target
        self.family = family
        self.work = work
        self.members = Members(family, work)
        self.terms = at_largest(answer, family, work)
        self.holds_if: Text | None = None
        self.swapped = False

    def feedback(self) -> list[Text]:
        """Every sentence that applies, the most telling first; fewer where work runs out."""
        found: list[Text] = []
        steps: tuple[Callable[[], Iterator[Text]], ...] = (
            self._on_both_sides,
            self._repairs,
            self._coverage,
            self._assumption,
            self._loose,
        )
        for step in steps:
            if step == self._loose and found:
                break
            try:
                found += step()
            except TooMuchWorkError:
                break
        return found

    def _holds(self, node: Node) -> bool:
        try:
            return self.members.agree(node, self.target)
        except (UndefinedError, AnswerError):
            return False

    def _on_both_sides(self) -> Iterator[Text]:
        for term in self.terms:
            left, right = sides(term)
            for name in left & right:
                yield messages.both_sides(name)
                return

    def _repairs(self) -> Iterator[Text]:
        """The first single change that makes the answer right."""
        for repair in (
            self._products,
            self._swaps,
            self._superfluous,
            self._factors,
            self._upside_down,
        ):
            for text in repair():
                yield text
                return

    def _swaps(self) -> Iterator[Text]:
        conditional = [node for node in walk(self.answer) if _has_bar(node)]
        for node in list(dict.fromkeys(conditional))[:_MOST_TERMS]:
            assert isinstance(node, Probability)
            turned = replace(node, left=node.right, right=node.left)

            def change(part: Node, node: Node = node, turned: Node = turned) -> Node:
                return turned if part == node else part

            if self._holds(changed(self.answer, change)):
                self.swapped = True
                yield messages.swapped(written(node), written(turned))

    def _products(self) -> Iterator[Text]:
        def change(part: Node) -> Node:
            if isinstance(part, Combine | Repeat) and part.operator == "sum":
                return replace(part, operator="product")
            return part

        multiplied = changed(self.answer, change)
        if multiplied != self.answer and self._holds(multiplied):
            yield messages.sum_for_product()

    def _superfluous(self) -> Iterator[Text]:
        parts = self.answer.parts if isinstance(self.answer, Combine) else ()
        for at, part in enumerate(parts[:_MOST_TERMS]):
            rest = times(*parts[:at], *parts[at + 1 :])
            if isinstance(part, Probability) and len(parts) > 1 and self._holds(rest):
                yield messages.superfluous(written(part))

    def _factors(self) -> Iterator[Text]:
        if not isinstance(self.target, Probability):
            return
        evidence = self.target.right
        for items in _subsets((*evidence, *self.target.left)):
            factor = Probability(items)
            is_evidence = set(items) <= set(evidence)
            if is_evidence and self._holds(Quotient(self.answer, factor)):
                yield messages.missing_evidence(written(factor))
            if self._holds(times(self.answer, factor)):
                yield messages.missing_factor(written(factor))

    def _upside_down(self) -> Iterator[Text]:
        turned = Quotient(Number(Fraction(1)), self.answer)
        if has_quotient(self.answer) and self._holds(turned):
            yield messages.upside_down()

    def _coverage(self) -> Iterator[Text]:
        """Each variable of a joint distribution needs one term that has it left of the bar."""
        target = at_largest(self.target, self.family, self.work)
        if self.swapped:  # that one variable is without a term and another has two follows from it
            return
        if len(target) != 1 or target[0].right or has_sum(self.answer) or has_quotient(self.answer):
            return
        count = Counter(chain.from_iterable(variables(term.left) for term in self.terms))
        wanted = sorted(variables(target[0].left), key=_order)
        if not self.terms:
            yield messages.no_probability()
        elif never := [name for name in wanted if not count[name]]:
            yield messages.never_left(self._named(never))
        if twice := [name for name in wanted if count[name] > 1]:
            yield messages.twice_left(self._named(twice))

    def _named(self, names: list[Variable]) -> list[str]:
        """As feedback calls them; in a sequence of any length `X_2, …, X_t`."""
        sequence, every = self.family.sequence, self.family.names
        if sequence is None:
            return [shown(name) for name in names]
        last = {
            every[-2:][0]: f"{sequence.name}_{{{sequence.length}-1}}",
            every[-1]: f"{sequence.name}_{sequence.length}",
        }
        said = [last.get(name, shown(name)) for name in names]
        at = every.index(names[0])
        in_a_row = len(names) > 2 and tuple(names) == every[at : at + len(names)]
        return [said[0], "…", said[-1]] if in_a_row else said

    def _assumption(self) -> Iterator[Text]:
        assumed = silent_assumption(self.answer, self.target, self.terms, self.family, self.work)
        if assumed is None:
            return
        self.holds_if = assumed.text
        order = self.family.order
        if assumed.one_short:
            yield messages.one_step_short(assumed.text)
        elif assumed.order is not None and order is not None:
            yield messages.other_order(
                assumed.text, self.family.symbols[-1] if isinstance(order, str) else order
            )
        else:
            yield messages.only_if(assumed.text)

    def _loose(self) -> Iterator[Text]:
        """What the answer depends on and the target does not."""
        evaluator = next(iter(self.members))
        try:
            axes = evaluator.value(self.answer).axes
            wanted = evaluator.value(self.target).axes
        except (UndefinedError, AnswerError, ZeroDivisionError):
            return
        for axis in axes:
            if axis not in wanted:
                name, mark = axis
                yield messages.loose_primes(name, mark) if mark else messages.loose_variable(name)
                return


def _has_bar(node: Node) -> bool:
    return isinstance(node, Probability) and bool(node.right)


def _order(name: Variable) -> tuple[str, int]:
    return name[0], name[1] or 0


def _subsets(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """The subsets that are not empty, small ones first, and not too many."""
    sizes = range(1, len(items) + 1)
    every = chain.from_iterable(combinations(items, size) for size in sizes)
    return islice(every, _MOST_SUBSETS)
