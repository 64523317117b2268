"""What the numbers of the sample course's quizzes are by definition: counted, simulated, summed.

Nothing here knows the formulas of the keys. `NUMBERS` gives, for each question (and blank) that
asks for a number, a function of the variant's values.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np


def places(n, k, p=0, s=1):
    """How often a kernel fits into the padded input."""
    padded = [None] * (p + n + p)
    return sum(1 for start in range(0, len(padded), s) if start + k <= len(padded))


def entries(*shapes):
    """How many numbers arrays of these shapes hold together."""
    return sum(np.zeros(shape).size for shape in shapes)


def recurrent(d, h):
    """The weights of one recurrent block: input, state and bias."""
    return (d, h), (h, h), (h,)


def linear_states(w, u, start, inputs):
    states = [start]
    for x in inputs:
        states.append(w * states[-1] + u * x)
    return states


def truncated_slope(w, start, inputs, steps):
    """d s_T / d w where only the last `steps` steps see a change of w: a central difference."""

    def final(other):
        state = start
        for number, x in enumerate(inputs):
            weight = other if number >= len(inputs) - steps else w
            state = weight * state + x
        return state

    h = Fraction(1, 10**6)
    return float((final(w + h) - final(w - h)) / (2 * h))


def slope(function, at, h=1e-5):
    return (function(at + h) - function(at - h)) / (2 * h)


def two(p):
    return np.array([p, 1 - p])


def mean_surprise(truth, belief, base=2):
    return float(sum(t * -math.log(b, base) for t, b in zip(truth, belief, strict=True)))


def posterior(prior, hit, alarm):
    """From the joint table of (sick, positive)."""
    joint = {}
    for sick, positive in itertools.product((True, False), repeat=2):
        rate = hit if sick else alarm
        weight = prior if sick else 1 - prior
        joint[sick, positive] = weight * (rate if positive else 1 - rate)
    return joint[True, True] / (joint[True, True] + joint[False, True])


def pair_table(a, b, c):
    """The joint table of two bits, from the row of the first and the rows of the second."""
    second = {1: (1 - b, b), 0: (1 - c, c)}
    return {
        (x, y): (a if x else 1 - a) * second[x][y] for x, y in itertools.product((0, 1), repeat=2)
    }


def best(function, low, high, steps=200_000):
    """Where the function is largest, by looking everywhere."""
    grid = np.linspace(low, high, steps + 1)[1:-1]
    return float(grid[np.argmax(function(grid))])


def never_drawn(n):
    """By following, draw by draw, the probability that it has not come yet."""
    left = Fraction(1)
    for _ in range(n):
        left -= left * Fraction(1, n)
    return float(left)


def batches(n, b):
    return len([range(start, min(start + b, n)) for start in range(0, n, b)])


def bits_to_single_out(n):
    """Halvings of n equally likely values until one is left."""
    count = 0
    while n > 1:
        n /= 2
        count += 1
    return count


def repeated(factor, times):
    product = 1.0
    for _ in range(times):
        product *= factor
    return product


def pairs(n, tau):
    return sum(1 for target in range(n) if target - tau >= 0)


def largest_sigmoid_slope():
    x = np.linspace(-8, 8, 400_001)
    return float(np.max(np.gradient(1 / (1 + np.exp(-x)), x)))


NUMBERS = {
    ("activations", "slope-through-layers"): lambda k: repeated(largest_sigmoid_slope(), k),
    ("activations", "sigmoid-value"): lambda w, x, b: (
        math.exp(w * x + b) / (math.exp(w * x + b) + 1)
    ),
    ("autoregressive", "training-pairs"): pairs,
    ("autoregressive", "two-steps-ahead"): lambda c, phi, x: linear_states(phi, 1, x, [c, c])[-1],
    ("bayes-and-chain-rule", "positive-test"): lambda prior, hit, alarm, **_: posterior(
        prior, hit, alarm
    ),
    ("bptt", "how-many-factors"): lambda t, i: len(range(i + 1, t + 1)),
    ("bptt", "size-after-k-steps"): lambda w, k: repeated(factor=w, times=k),
    ("bptt", "truncated-gradient"): lambda w, a, b, c, h, **_: truncated_slope(
        w, h, [a, b, c], steps=2
    ),
    ("convolution", "output-width"): places,
    ("convolution", "output-of-image", "height"): lambda H, KH, **_: places(H, KH),
    ("convolution", "output-of-image", "width"): lambda W, KW, **_: places(W, KW),
    ("convolution", "layer-parameters"): lambda a, b, k, **_: entries((b, a, k, k), (b,)),
    ("entropy-kl", "entropy-of-a-coin"): lambda p: mean_surprise(two(p), two(p)),
    ("entropy-kl", "uniform"): bits_to_single_out,
    ("entropy-kl", "cross-entropy"): lambda p, q: mean_surprise(two(p), two(q)),
    ("entropy-kl", "kl"): lambda p, q, **_: (
        mean_surprise(two(p), two(q)) - mean_surprise(two(p), two(p))
    ),
    ("entropy-kl", "relation", "zero"): lambda: (
        mean_surprise(two(0.3), two(0.3)) - mean_surprise(two(0.3), two(0.3))
    ),
    ("likelihood", "estimate-of-a-coin"): lambda n, k: best(
        lambda p: k * np.log(p) + (n - k) * np.log(1 - p), 0, 1
    ),
    ("likelihood", "likelihood-of-a-sequence"): lambda p, k, m: math.prod([p] * k + [1 - p] * m),
    ("likelihood", "variance-of-two"): lambda a, b: best(
        lambda v: -np.log(v) - ((a - (a + b) / 2) ** 2 + (b - (a + b) / 2) ** 2) / (2 * v),
        0,
        100,
    ),
    ("lstm-gru", "lstm-parameters"): lambda d, h: entries(*recurrent(d, h) * 4),
    ("lstm-gru", "gru-saves"): lambda d, h: (
        entries(*recurrent(d, h) * 4) - entries(*recurrent(d, h) * 3)
    ),
    ("lstm-gru", "forgetting"): lambda f, k: repeated(factor=f, times=k),
    ("rnn-forward", "shapes", "rows"): lambda n, d, h: np.linalg.lstsq(
        np.ones((n, d)), np.ones((n, h)), rcond=None
    )[0].shape[0],
    ("rnn-forward", "shapes", "entries"): lambda h, **_: entries((h, h)),
    ("rnn-forward", "shapes", "states"): lambda n, d, h: (
        (np.ones((n, d)) @ np.ones((d, h)) + np.ones((n, h)) @ np.ones((h, h))).size
    ),
    ("rnn-forward", "count-parameters"): lambda d, h, o, **_: entries(
        *recurrent(d, h), (h, o), (o,)
    ),
    ("rnn-forward", "forward-by-hand"): lambda w, u, a, b, c: linear_states(w, u, 0, [a, b, c])[-1],
    ("rnn-forward", "tanh-step"): lambda wx, wh, h, x: (
        1 - 2 / (math.exp(2 * (np.array([wx, wh]) @ np.array([x, h]))) + 1)
    ),
    ("sequence-data", "order-matters", "ten"): lambda **values: pair_table(**values)[1, 0],
    ("sequence-data", "order-matters", "one"): lambda **values: pair_table(**values)[0, 1],
    ("sequence-data", "size-of-table"): lambda t, v: (
        len(list(itertools.product(range(v), repeat=t))) - 1
    ),
    ("sgd", "one-step"): lambda w, x, y, lr: w - lr * slope(lambda v: (v * x - y) ** 2, w),
    ("sgd", "never-drawn"): never_drawn,
    ("sgd", "count-updates"): lambda n, b, epochs: sum(batches(n, b) for _ in range(epochs)),
    ("sgd", "difference-quotient"): lambda x, h: ((x + h) ** 2 - x**2) / h,
}
