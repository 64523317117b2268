"""Formulas whose truth is known by how they were made: equal ones, and ones with one fault.

An equal one is the key after a chain of rewritings that change no value. A wrong one has one change
more that does; where a change might by chance not matter, an evaluation with Python's own numbers,
which shares nothing with the checker, has to see a difference before it counts as wrong.
"""

from __future__ import annotations

import math
import random
from typing import NamedTuple

from autograder.quiz.formula.key import FormulaKey, Variable

DOMAIN = {"x": (0.2, 2.5), "y": (0.3, 2.0), "w": (0.5, 3.0)}
"""All positive, so that roots, logarithms and quotients have a value."""
VARIABLES = tuple(Variable(name, *ends) for name, ends in DOMAIN.items())
SMALL = [f"10^{{-{k}}}" for k in (9, 12, 15, 18, 25, 35, 50, 80, 150, 300, 330)]


class Case(NamedTuple):
    answer: str
    key: FormulaKey
    right: bool
    how: str


DEEPEST = 8
"""Brackets in brackets; the reader refuses what nobody would type."""

# A tree is a number, the name of a variable, or (operation, part, ...).


def leaf(rng):
    return rng.choice([*DOMAIN, *DOMAIN, rng.randint(2, 7)])


def tree(rng, depth):
    if depth == 0:
        return leaf(rng)
    kind = rng.choice(["+", "+", "-", "*", "*", "/", "^", "call", "leaf"])
    if kind == "leaf":
        return leaf(rng)
    if kind == "^":
        return ("^", tree(rng, depth - 1), rng.choice([2, 2, 3]))
    if kind == "/":
        return ("/", tree(rng, depth - 1), rng.choice([*DOMAIN, ("+", 1, ("^", leaf(rng), 2))]))
    if kind == "call":
        name = rng.choice(["sin", "cos", "tanh", "exp", "ln", "sqrt", "sigmoid", "relu", "abs"])
        if name in ("exp", "ln", "sqrt"):
            return (name, rng.choice([rng.choice([*DOMAIN]), ("*", rng.choice([*DOMAIN]), 2)]))
        return (name, tree(rng, depth - 1))
    return (kind, tree(rng, depth - 1), tree(rng, depth - 1))


def places(node, path=()):
    yield path
    if isinstance(node, tuple):
        for at, part in enumerate(node[1:], 1):
            yield from places(part, (*path, at))


def part_at(node, path):
    for at in path:
        node = node[at]
    return node


def put(node, path, new):
    if not path:
        return new
    at, *rest = path
    return (*node[:at], put(node[at], rest, new), *node[at + 1 :])


def rewritings(rng, a):
    """Everything that may stand for `a` where all variables are positive."""
    other = rng.choice([*DOMAIN])
    number = rng.randint(2, 5)
    yield ("-", ("+", a, other), other)
    yield ("/", ("*", number, a), number)
    yield ("/", ("*", a, other), other)
    yield ("*", a, ("+", ("^", ("sin", other), 2), ("^", ("cos", other), 2)))
    yield ("neg", ("neg", a))
    yield ("ln", ("exp", a)) if size(a) < 4 else a
    yield ("-", ("relu", a), ("relu", ("neg", a)))
    yield ("+", ("max", a, other), ("-", ("min", a, other), other))
    match a:
        case str():
            yield from (("sqrt", ("^", a, 2)), ("abs", a), ("relu", a), ("exp", ("ln", a)))
            yield ("max", a, ("neg", a))
        case ("+", one, two):
            yield from (("+", two, one), ("-", one, ("neg", two)))
        case ("-", one, two):
            yield from (("+", one, ("neg", two)), ("neg", ("-", two, one)))
        case ("*", ("+", one, two), three):
            yield ("+", ("*", one, three), ("*", two, three))
        case ("*", one, two):
            yield ("*", two, one)
        case ("/", one, two):
            yield from (("*", one, ("/", 1, two)), ("/", ("neg", one), ("neg", two)))
        case ("^", one, power):
            yield from powers(one, power)
        case (name, one):
            yield from calls(name, one)


def powers(base, power):
    if power == 3:
        yield ("*", base, ("^", base, 2))
    if power == 2:
        yield from (("*", base, base), ("^", ("neg", base), 2), ("^", ("abs", base), 2))
    if power == 2 and isinstance(base, tuple) and base[0] == "+":
        _, one, two = base
        yield ("+", ("+", ("^", one, 2), ("*", 2, ("*", one, two))), ("^", two, 2))


def calls(name, one):
    match name, one:
        case "tanh", one:
            yield ("-", ("*", 2, ("sigmoid", ("*", 2, one))), 1)
        case "sigmoid", one:
            yield ("/", 1, ("+", 1, ("exp", ("neg", one))))
            yield ("-", 1, ("sigmoid", ("neg", one)))
        case "sin", one:
            half = ("/", one, 2)
            yield ("*", 2, ("*", ("sin", half), ("cos", half)))
        case "cos", one:
            yield ("-", 1, ("*", 2, ("^", ("sin", ("/", one, 2)), 2)))
        case "relu", one:
            yield from (("max", one, 0), ("/", ("+", one, ("abs", one)), 2))
        case "abs", one:
            yield from (("max", one, ("neg", one)), ("sqrt", ("^", one, 2)), ("abs", ("neg", one)))
        case "sqrt", one:
            yield ("^", one, ("/", 1, 2))


def depth(node):
    return max(map(len, places(node)))


def size(node):
    return sum(1 for _ in places(node))


def rewritten(rng, node, times):
    for _ in range(times):
        path = rng.choice(list(places(node)))
        part = part_at(node, path)
        if size(node) > 60 or (path and part_at(node, path[:-1])[0] == "^" and path[-1] == 2):
            continue  # an exponent stays a number
        node = put(node, path, rng.choice(list(rewritings(rng, part))))
    return node


def spoilt(rng, node):
    """One change; whether it matters is for `differ` to say."""
    path = rng.choice(list(places(node)))
    part = part_at(node, path)
    other = rng.choice([name for name in DOMAIN if name != part])
    changes = [("+", part, 1), ("neg", part), ("*", part, other), other]
    match part:
        case int():
            changes = [part + 1, part + 2]
        case ("+", one, two):
            changes += [("-", one, two), one, two, ("*", one, two)]
        case ("-", one, two):
            changes += [("-", two, one), ("+", one, two), one]
        case ("*" | "/" | "^", one, two):
            changes += [one, two, ("/", two, one), ("+", one, two)]
        case (str() as name, one):
            changes += [one, ("cos" if name != "cos" else "sin", one), (name, ("*", 2, one))]
    return put(node, path, rng.choice(changes))


def value(node, at):
    """With Python's own floats; raises for what has no value."""
    match node:
        case int() | float():
            return float(node)
        case str():
            return at[node]
        case (name, one):
            return CALLS[name](value(one, at))
        case (name, one, two):
            return PAIRS[name](value(one, at), value(two, at))
    raise TypeError(node)


CALLS = {
    "neg": lambda a: -a, "sin": math.sin, "cos": math.cos, "tanh": math.tanh, "exp": math.exp,
    "ln": math.log, "sqrt": math.sqrt, "abs": abs, "relu": lambda a: max(a, 0.0),
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
}  # fmt: skip
PAIRS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "/": lambda a, b: a / b, "^": lambda a, b: a**b, "max": max, "min": min,
}  # fmt: skip


def differ(rng, first, second):
    """Whether both have clearly different values somewhere; None where they have none."""
    found = False
    for _ in range(40):
        at = {name: rng.uniform(*ends) for name, ends in DOMAIN.items()}
        try:
            one, two = value(first, at), value(second, at)
        except (ArithmeticError, ValueError, TypeError):
            return None
        if isinstance(one, complex) or isinstance(two, complex) or max(abs(one), abs(two)) > 1e12:
            return None
        found = found or abs(one - two) > 1e-5 * max(abs(one), abs(two), 1e-3)
    return found


def typed(rng, node):  # noqa: PLR0911  one for each kind of node
    """As somebody may type it."""
    match node:
        case int() | str():
            return str(node)
        case ("neg", one):
            return f"(-{typed(rng, one)})"
        case ("/", one, two):
            above, below = typed(rng, one), typed(rng, two)
            return rng.choice([rf"\frac{{{above}}}{{{below}}}", f"(({above})/({below}))"])
        case ("^", one, two):
            return f"({typed(rng, one)}){rng.choice(['^', '**'])}{{{typed(rng, two)}}}"
        case ("abs", one) if rng.random() < 0.3:
            inner = typed(rng, one)
            return f"abs({inner})" if "|" in inner else f"|{inner}|"
        case ("max" | "min" as name, one, two):
            return f"{name}({typed(rng, one)}, {typed(rng, two)})"
        case ("*", one, two):
            return f"({typed(rng, one)}){rng.choice(['*', ' · ', ' ', ''])}({typed(rng, two)})"
        case (name, one, two):
            return f"({typed(rng, one)} {name} {typed(rng, two)})"
        case (name, one):
            return f"{rng.choice(['', chr(92)]) if name in PLAIN else ''}{name}({typed(rng, one)})"
    raise TypeError(node)


PLAIN = ("sin", "cos", "tanh", "exp", "ln")


def make(seed, right):
    """The case that belongs to this seed."""
    rng = random.Random(f"{seed} {right}")
    while True:
        key = tree(rng, rng.choice([1, 2, 2, 3]))
        same = rewritten(rng, key, rng.randint(1, 6))
        if differ(rng, key, same) is None or size(same) > 80 or depth(same) > DEEPEST:
            continue
        asked = FormulaKey(typed(rng, key), VARIABLES)
        if right:
            return Case(typed(rng, same), asked, True, "rewritten")
        if rng.random() < 0.2:
            return _barely(rng, key, same, asked)
        wrong = spoilt(rng, same)
        if differ(rng, key, wrong):
            return Case(typed(rng, wrong), asked, False, "spoilt")


def _barely(rng, key, same, asked):
    """Wrong by a tiny number, or in a corner of the domain only."""
    name = rng.choice([*DOMAIN])
    second = rng.choice([other for other in DOMAIN if other != name])
    low, high = DOMAIN[name]
    width = rng.choice([0.1, 0.01, 1e-3, 1e-4, 1e-5])
    middle = rng.uniform(low + 0.2, high - 0.2)
    bump = rng.choice(
        [
            rng.choice(SMALL),
            f"max({low + width:.6f} - {name}, 0)",
            f"relu({name} - {high - width:.6f})",
            f"relu({width:.6f} - |{name} - {middle:.6f}|)",
            f"(|{name} - {middle:.6f}| - ({name} - {middle:.6f}))",
            f"relu({width:.6f} - |{name} - {second}|)",
        ]
    )
    return Case(f"{typed(rng, same)} {rng.choice('+-')} {bump}", asked, False, f"barely: {bump}")
