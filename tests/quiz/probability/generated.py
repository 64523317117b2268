"""Expressions whose truth is known by how they were made: right ones, and ones with one fault.

A right one follows from the chain rule, Bayes and summing out; conditions are dropped only where
the oracle says that they do not matter. A wrong one changes one factor of a right one in a way that
no distribution in general position forgives.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from autograder.quiz.probability.family import Family, Kind, ProbabilityKey, Sequence
from tests.quiz.probability.separation import separated
from tests.quiz.probability.typing_habits import Hand

NAMES = [
    ["A", "B", "C", "D", "E"],
    ["X_1", "X_2", "X_3", "X_4", "X_5"],
    ["X", "Y", "Z", "W", "V"],
    ["Rain", "Wet", "Sun", "Cold", "Dark"],
]


class Case(NamedTuple):
    answer: str
    key: ProbabilityKey
    right: bool
    how: str


class Network(NamedTuple):
    family: Family
    parents: dict[str, list[str]]

    @property
    def names(self):
        return list(self.parents)


def network(rng):
    names = rng.choice(NAMES)[: rng.choice([3, 3, 4, 4, 5])]
    kind = rng.choice([Kind.ANY, Kind.DAG, Kind.DAG, Kind.DAG, Kind.MARKOV, Kind.INDEPENDENT])
    edges = ()
    order = None
    if kind is Kind.ANY:
        parents = {name: names[:at] for at, name in enumerate(names)}
    elif kind is Kind.MARKOV:
        order = rng.choice([1, 2])
        parents = {name: names[max(0, at - order) : at] for at, name in enumerate(names)}
    elif kind is Kind.INDEPENDENT:
        parents = {name: [] for name in names}
    else:
        line = rng.sample(names, len(names))
        parents = {
            name: [other for other in line[: line.index(name)] if rng.random() < 0.5]
            for name in names
        }
        edges = tuple((cause, name) for name in names for cause in parents[name])
    return Network(Family(kind, tuple(names), order=order, edges=edges), parents)


def pruned(rng, net, name, given):
    """Some conditions fewer, where the oracle says that they do not matter."""
    given = list(given)
    for other in rng.sample(given, len(given)):
        rest = [each for each in given if each != other]
        if rng.random() < 0.8 and separated(net.parents, name, other, rest):
            given = rest
    for other in net.names:  # and sometimes one that does not matter more
        free = other != name and other not in given
        if free and rng.random() < 0.05 and separated(net.parents, name, other, given):
            given.append(other)
    return given


def chain(rng, net, names, given=()):
    """Factors (variables left, variables right) of P(names | given)."""
    line = rng.sample(list(names), len(names))
    factors = []
    while line:
        if len(line) > 1 and rng.random() < 0.1:
            factors.append((line[:2], [*given, *(n for n in names if n not in line)]))
            line = line[2:]
            continue
        before = [*given, *(n for n in names if n not in line)]
        factors.append((line[:1], pruned(rng, net, line[0], before)))
        line = line[1:]
    return factors


def split(rng, names):
    """Some names to ask for and some to condition on; the first are never none."""
    line = rng.sample(names, len(names))
    asked = rng.randint(1, len(line))
    given = rng.randint(0, len(line) - asked)
    return line[:asked], line[asked : asked + given]


def rendered(hand, factors):
    factors = hand.rng.sample(factors, len(factors))
    return hand.product(
        hand.probability(hand.rng.sample(left, len(left)), hand.rng.sample(right, len(right)))
        for left, right in factors
    )


def plain(left, right=()):
    return f"P({','.join(left)}{'|' if right else ''}{','.join(right)})"


def case(net, hand, left, right, answer, truth, how):
    key = ProbabilityKey(plain(left, right), net.family)
    return Case(hand.equation(hand.probability(left, right), answer), key, truth, how)


def right_chain(rng, net, hand):
    left, right = split(rng, net.names)
    answer = rendered(hand, chain(rng, net, left, right))
    return case(net, hand, left, right, answer, True, "chain rule")


def right_bayes(rng, net, hand):
    first, second, *rest = rng.sample(net.names, len(net.names))
    given = rest[: rng.randint(0, len(rest))]
    above = rendered(
        hand,
        [
            ([second], pruned(rng, net, second, [first, *given])),
            ([first], pruned(rng, net, first, given)),
        ],
    )
    if rng.random() < 0.5:
        below = hand.probability([second], pruned(rng, net, second, given))
    else:
        below = hand.summed([first], rendered(hand, chain(rng, net, [first, second], given)))
    answer = hand.quotient(above, below)
    return case(net, hand, [first], [second, *given], answer, True, "Bayes")


def right_quotient(rng, net, hand):
    left, right = split(rng, net.names)
    above = rendered(hand, chain(rng, net, [*left, *right]))
    answer = hand.quotient(above, rendered(hand, chain(rng, net, right))) if right else above
    return case(net, hand, left, right, answer, True, "definition of a condition")


def right_sum(rng, net, hand):
    left, *hidden = rng.sample(net.names, len(net.names))
    hidden = hidden[: rng.randint(1, min(2, len(hidden)))]
    answer = hand.summed(hidden, rendered(hand, chain(rng, net, [left, *hidden])))
    return case(net, hand, [left], [], answer, True, "summed out")


def wrong_factor(rng, net, hand):
    """One condition fewer, and the oracle says that it matters."""
    left, right = split(rng, net.names)
    factors = chain(rng, net, left, right)
    for at in rng.sample(range(len(factors)), len(factors)):
        names, given = factors[at]
        for other in rng.sample(given, len(given)):
            rest = [each for each in given if each != other]
            if not all(separated(net.parents, name, other, rest) for name in names):
                factors[at] = (names, rest)
                answer = rendered(hand, factors)
                return case(net, hand, left, right, answer, False, "a condition dropped")
    return wrong_count(rng, net, hand)


def wrong_count(rng, net, hand):
    """One factor too many or, where another one is left, one too few."""
    left, right = split(rng, net.names)
    factors = chain(rng, net, left, right)
    at = rng.randrange(len(factors))
    if len(factors) > 1 and rng.random() < 0.5:
        del factors[at]
    else:
        factors.append(factors[at])
    return case(net, hand, left, right, rendered(hand, factors), False, "a factor too many or few")


def wrong_side(rng, net, hand):
    left, right = split(rng, net.names)
    factors = chain(rng, net, left, right)
    turned = [at for at, (_, given) in enumerate(factors) if given]
    if not turned:
        return wrong_count(rng, net, hand)
    at = rng.choice(turned)
    factors[at] = factors[at][::-1]
    return case(net, hand, left, right, rendered(hand, factors), False, "sides swapped")


def wrong_sign(rng, net, hand):
    left, right = split(rng, net.names)
    factors = chain(rng, net, left, right)
    if len(factors) < 2:
        return wrong_count(rng, net, hand)
    answer = hand.pick([" + ", "+", "＋"]).join(hand.probability(*factor) for factor in factors)
    return case(net, hand, left, right, answer, False, "a sum for a product")


def wrong_evidence(rng, net, hand):
    first, second, *rest = rng.sample(net.names, len(net.names))
    given = rest[: rng.randint(0, len(rest))]
    above = rendered(hand, [([second], [first, *given]), ([first], given)])
    below = hand.probability([second], given)
    wrongs = [above, hand.quotient(below, above), hand.product([above, below])]
    answer = hand.pick(wrongs)
    return case(net, hand, [first], [second, *given], answer, False, "evidence missing")


def wrong_sum(rng, net, hand):
    """One hidden variable is not summed out."""
    left, *hidden = rng.sample(net.names, len(net.names))
    hidden = hidden[:2]
    body = rendered(hand, chain(rng, net, [left, *hidden]))
    answer = hand.summed(hidden[:1], body)
    return case(net, hand, [left], [], answer, False, "a sum missing")


def sequence(rng, hand, truth):
    """A product of symbolic length with a window of `window` conditions, all where None."""
    order = rng.choice([None, 1, 2, 3])
    kind = Kind.MARKOV if order else Kind.ANY
    family = Family(kind, sequence=Sequence(sizes=(3, 4, 5)), order=order)
    enough = [None, *range(order, 4)] if order else [None]
    window = rng.choice(enough if truth else [each for each in (0, 1, 2, 3) if each not in enough])
    if rng.random() < 0.25:
        left = "P(X_t|X_{t-1},...,X_1)"
        return Case(_last(hand, window), ProbabilityKey(left, family), truth, f"next, {window}")
    answer = rng.choice([_forward, _forward, _pattern, _backward])(hand, window)
    key = ProbabilityKey("P(X_1,...,X_t)", family)
    return Case(hand.equation(hand.enclosed(hand.span("1", "t")), answer), key, truth, f"{window}")


def _last(hand, window):
    if window is None:
        above, below = (hand.enclosed(hand.span("1", last)) for last in ("t", "t-1"))
        return hand.quotient(above, below)
    if window > 1:  # at t = 3 a range of three stops short of X_0
        return hand.enclosed(hand.indexed("t"), hand.span(f"t-{window}", "t-1"))
    return hand.enclosed(hand.indexed("t"), hand.indexed("t-1") if window else "")


def _window(hand, symbol, window):
    if window is None:
        return hand.pick([hand.span("1", f"{symbol}-1"), hand.indexed(f"<{symbol}")])
    if window == 0:
        return ""
    if window == 1:
        return hand.indexed(f"{symbol}-1")
    return hand.span(f"{symbol}-{window}", f"{symbol}-1")


def _forward(hand, window):
    symbol = hand.pick(["s", "i", "k", "j"])
    factor = hand.enclosed(hand.indexed(symbol), _window(hand, symbol, window))
    if window == 1 or hand.rng.random() < 0.4:
        return hand.enclosed(hand.indexed("1")) + hand.bounds(symbol, "2", "t") + factor
    return hand.bounds(symbol, "1", "t") + factor


def _pattern(hand, window):
    """P(X_1) P(X_2|X_1) ⋯ P(X_t|…)"""
    if window is not None and window > 1:
        return _forward(hand, window)
    second = hand.enclosed(hand.indexed("2"), hand.indexed("1") if window != 0 else "")
    last = hand.enclosed(hand.indexed("t"), _window(hand, "t", window))
    return hand.enclosed(hand.indexed("1")) + second + hand.pick([r"\cdots ", "...", "⋯"]) + last


def _backward(hand, window):
    symbol = hand.pick(["s", "i", "k"])
    if window is None:
        factor = hand.enclosed(
            hand.indexed(symbol),
            hand.pick([hand.span(f"{symbol}+1", "t"), hand.indexed(f">{symbol}")]),
        )
        return hand.bounds(symbol, "1", "t") + factor
    if window > 1:
        return _forward(hand, window)
    condition = hand.indexed(f"{symbol}+1") if window else ""
    factor = hand.enclosed(hand.indexed(symbol), condition)
    return hand.enclosed(hand.indexed("t")) + hand.bounds(symbol, "1", "t-1") + factor


RIGHT = [right_chain, right_chain, right_bayes, right_quotient, right_sum]
WRONG = [wrong_factor, wrong_factor, wrong_count, wrong_side, wrong_sign, wrong_evidence, wrong_sum]


def make(seed, right):
    """The case that belongs to this seed."""
    rng = random.Random(f"{seed} {right}")
    hand = Hand(rng)
    if rng.random() < 0.25:
        return sequence(rng, hand, right)
    return rng.choice(RIGHT if right else WRONG)(rng, network(rng), hand)
