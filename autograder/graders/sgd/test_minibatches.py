"""Hidden tests of minibatches: properties that hold whatever the random numbers.

The chances of a right solution failing by bad luck are below one in 10¹² for each test.
"""

import itertools

import numpy as np
import pytest

from autograder.grading.student import StudentError
from autograder.grading.values import MisfitError, as_array
from autograder.text import Text

WITH_REMAINDER = [(10, 4), (23, 6), (7, 10), (1, 5), (11, 2)]
WITHOUT_REMAINDER = [(12, 4), (9, 1), (6, 6), (1, 1), (30, 5)]
LAST_SEED = 2**31 - 1
NONSENSE = [(0, 3), (-2, 3), (5, 0), (5, -1), (0, 0)]
REFUSED = [(n, size, 7, replace) for n, size in NONSENSE for replace in (False, True)]
USUAL = [(5, 3, 7)]  # Made once: what is the same for all is asked in one message.
MOST = 100
"""Batches of an epoch, or indices of a batch; no call here has as many."""

REDRAWN = {
    "en": "Every batch is drawn afresh from all the samples, so within one epoch some samples "
    "come several times and others never. Without replacement one shuffle serves the "
    "whole epoch.",
    "ko": "미니배치마다 전체 샘플에서 새로 뽑아서, 한 에폭 안에 여러 번 나오는 샘플도 있고 한 "
    "번도 나오지 않는 샘플도 있습니다. 비복원추출에서는 한 번 섞은 순서를 에폭 내내 "
    "씁니다.",
}
OUT_OF_RANGE = {
    "en": "There are indices outside 0 to n − 1.",
    "ko": "0부터 n − 1까지의 범위를 벗어난 인덱스가 있습니다.",
}
NOT_FULL = {
    "en": "With replace=True an epoch has as many batches as without it, and all of them are full.",
    "ko": "복원추출(replace=True)에서도 한 에폭의 미니배치 개수는 같고, 모든 미니배치가 꽉 차야 "
    "합니다.",
}
NEVER_TWICE = {
    "en": "With replace=True no index ever comes twice in a batch. Draws with replacement do "
    "not know of each other: the same sample may come again at once.",
    "ko": "복원추출(replace=True)인데 한 미니배치 안에서 같은 인덱스가 두 번 나오는 일이 "
    "없습니다. 복원추출에서는 뽑기가 서로 독립이므로 같은 샘플이 곧바로 다시 나올 수 "
    "있습니다.",
}
REPEATED = {
    "en": "With replace=True the same batch comes again and again within the epoch. Draw anew "
    "for every batch.",
    "ko": "복원추출(replace=True)인데 한 에폭 안에서 같은 미니배치가 되풀이됩니다. "
    "미니배치마다 새로 뽑아야 합니다.",
}
FROM_A_PIECE = {
    "en": "With replace=True no index ever comes in two batches of an epoch. Draw every batch from "
    "all the indices, not from a piece of them.",
    "ko": "복원추출(replace=True)인데 한 에폭의 두 미니배치에 같은 인덱스가 나오는 일이 없습니다. "
    "인덱스의 일부가 아니라 전체에서 미니배치를 뽑아야 합니다.",
}
UNREACHABLE = {
    "en": "With replace=True some index from 0 to n − 1 never comes. Does the random "
    "function's upper end belong to its range?",
    "ko": "복원추출(replace=True)인데 0부터 n − 1까지의 인덱스 가운데 나오지 않는 것이 "
    "있습니다. 난수 함수의 범위에 위쪽 끝이 포함되는지 확인하십시오.",
}
UNEVEN = {
    "en": "With replace=True some indices come far more often than others. Every draw must give "
    "each index from 0 to n − 1 the same chance.",
    "ko": "복원추출(replace=True)인데 어떤 인덱스가 다른 인덱스보다 훨씬 자주 나옵니다. "
    "한 번 뽑을 때마다 0부터 n − 1까지의 모든 인덱스가 같은 확률로 나와야 합니다.",
}
NOT_REPRODUCIBLE = {
    "en": "The same seed gives other batches when it is called again. All randomness has to "
    "come from a generator that starts from this seed within the call.",
    "ko": "같은 seed로 다시 호출하면 다른 미니배치가 나옵니다. 모든 난수는 호출할 때마다 이 "
    "seed로 새로 시작하는 생성기에서 나와야 합니다.",
}
SEED_WITHOUT_EFFECT = {
    "en": "Another seed gives the same batches. The order has to depend on the seed that is "
    "passed in.",
    "ko": "seed를 바꾸어도 같은 미니배치가 나옵니다. 순서는 넘겨받은 seed에 따라 정해져야 합니다.",
}

NOT_SHUFFLED = {
    "en": "Whatever the seed, the same index always comes at a certain place. All of them have to "
    "be shuffled, the first and the last too.",
    "ko": "seed가 무엇이든 늘 같은 인덱스가 오는 자리가 있습니다. 처음과 마지막까지 모든 인덱스를 "
    "섞어야 합니다.",
}
SHUFFLED_WITHIN = {
    "en": "Another seed puts the same samples into a batch, only in another order. Shuffle all the "
    "indices before they are cut into batches.",
    "ko": "seed를 바꾸어도 미니배치마다 들어가는 샘플은 그대로이고 순서만 달라집니다. 미니배치로 "
    "자르기 전에 모든 인덱스를 섞어야 합니다.",
}
TOO_MANY = Text.of(
    "Far more batches, or indices in a batch, were returned than an epoch has.",
    "한 에폭에 있을 수 있는 것보다 훨씬 많은 미니배치나 인덱스가 반환되었습니다.",
)


def read(value):
    """A returned value as a list of 1-D integer arrays; raises MisfitError with what it is."""
    if not isinstance(value, (list, tuple)) and not (isinstance(value, np.ndarray) and value.ndim):
        raise MisfitError(
            Text.of(
                "A list of batches must be returned; something else came back.",
                "미니배치의 리스트를 반환해야 하는데 다른 것이 반환되었습니다.",
            )
        )
    if len(value) > MOST:
        raise MisfitError(TOO_MANY)
    return [_indices(batch) for batch in value]


def _indices(batch):
    try:
        array = as_array(batch)
    except (TypeError, ValueError):
        array = np.empty((0, 0))
    if array.ndim != 1:
        raise MisfitError(
            Text.of(
                "Each batch must be a 1-D array of indices.",
                "미니배치는 인덱스로 된 1차원 배열이어야 합니다.",
            )
        )
    if array.size and array.dtype.kind not in "iu":
        raise MisfitError(
            Text.of(
                f"The indices must be integers; they are of type {array.dtype}. Other types cannot "
                f"pick rows of X.",
                f"인덱스는 정수여야 하는데 타입이 {array.dtype}입니다. 다른 타입으로는 "
                f"X의 행을 고를 수 없습니다.",
            )
        )
    if len(array) > MOST:
        raise MisfitError(TOO_MANY)
    return array.astype(np.int64)


def with_seeds(rng, sizes, *replace):
    """Calls with hidden seeds; without the optional argument if none is given."""
    return [(n, size, int(rng.integers(LAST_SEED)), *replace) for n, size in sizes]


def flat(batches):
    return np.concatenate([np.empty(0, np.int64), *batches])


def within(batches, n):
    return bool(np.all((flat(batches) >= 0) & (flat(batches) < n)))


def each_once(batches, n):
    return np.array_equal(np.sort(flat(batches)), np.arange(n))


def batches_of(student, calls):
    """The student's batches of every call (n, batch_size, seed, replace)."""
    values = student.minibatches.map(calls)
    try:
        return [read(value) for value in values]
    except MisfitError as misfit:
        raise StudentError(misfit.text) from None


@pytest.fixture(scope="session")
def sizes_of(cases):
    """Calls of which only the batches' sizes are looked at; the indices are free."""
    names = ("number of batches", "largest batch", "smallest batch before the last", "last batch")

    def sizes(value):
        lengths = [len(batch) for batch in read(value)] or [0]
        return len(lengths), max(lengths), min(lengths[:-1] or lengths), lengths[-1]

    def make(calls):
        # The seeds stay hidden: only the first two inputs are named in messages.
        return cases.values(
            "minibatches", calls, outputs=names, inputs=("n", "batch_size"), canonical=sizes
        )

    return make


@pytest.fixture(scope="session")
def with_remainder(draw, sizes_of):
    return sizes_of(with_seeds(draw("remainder"), WITH_REMAINDER))


@pytest.fixture(scope="session")
def without_remainder(draw, sizes_of):
    return sizes_of(with_seeds(draw("no remainder"), WITHOUT_REMAINDER, False))


@pytest.fixture(scope="session")
def with_replacement(draw, sizes_of):
    return sizes_of(with_seeds(draw("replacement"), WITH_REMAINDER + WITHOUT_REMAINDER, True))


@pytest.fixture(scope="session")
def seeds(draw):
    """Seeds that must differ in effect: neighbours, ends, some that agree in their low digits."""
    base = int(draw("seeds").integers(10_000, 2**20))
    near = [0, 1, base, base + 1, base + 1000, base + 2**16, LAST_SEED - 1, LAST_SEED]
    return [*near, base + 7, LAST_SEED - base]


@pytest.fixture(scope="session")
def draws(seeds):
    """With replacement: three batches of many samples, and many draws from few."""
    wide = [(60, 20, seed, True) for seed in seeds]
    small = [(5, 50, seed + more, True) for seed in seeds[:6] for more in range(4)]
    return wide, small


@pytest.fixture(scope="session")
def seeded(seeds):
    """Without and with replacement; three batches: who shuffles whole ones has too few orders."""
    return [[(40, 16, seed, replace) for seed in seeds] for replace in (False, True)]


@pytest.mark.points(
    1,
    exercise="minibatches",
    en="Where batch_size divides n: all batches full, every index exactly once",
    ko="n이 batch_size로 나누어떨어질 때: 모든 미니배치가 꽉 차고 모든 인덱스가 정확히 한 번씩",
)
def test_every_index_once(check, student, without_remainder):
    check.values(without_remainder)
    calls = without_remainder.arguments
    for (n, *_), epoch in zip(calls, batches_of(student, calls), strict=True):
        check.that(within(epoch, n), **OUT_OF_RANGE)
        check.that(each_once(epoch, n), **REDRAWN)


@pytest.mark.points(
    1,
    exercise="minibatches",
    en="Where batch_size does not divide n: the last batch holds the remainder, every index once",
    ko="n이 batch_size로 나누어떨어지지 않을 때: 마지막 미니배치에 나머지, 모든 인덱스가 한 번씩",
)
def test_the_last_batch_holds_the_remainder(check, student, with_remainder):
    check.values(with_remainder)
    calls = with_remainder.arguments
    for (n, *_), epoch in zip(calls, batches_of(student, calls), strict=True):
        check.that(within(epoch, n), **OUT_OF_RANGE)
        check.that(each_once(epoch, n), **REDRAWN)


@pytest.mark.points(
    1,
    exercise="minibatches",
    en="With replacement: full batches, drawn independently from all indices",
    ko="복원추출: 꽉 찬 미니배치, 전체 인덱스에서 독립적으로 뽑기",
)
def test_with_replacement(check, student, with_replacement, draws):
    check.values(with_replacement)
    check.earn(0.4)
    wide, small = (batches_of(student, calls) for calls in draws)
    sizes = [[len(batch) for batch in epoch] for epoch in (*wide, *small)]
    check.that(sizes == [[20] * 3] * len(wide) + [[50]] * len(small), **NOT_FULL)
    check.that(all(within(epoch, 60) for epoch in wide), **OUT_OF_RANGE)
    pairs = [pair for epoch in wide for pair in itertools.combinations(map(np.sort, epoch), 2)]
    check.that(not any(np.array_equal(a, b) for a, b in pairs), **REPEATED)
    twice = [len(np.unique(batch)) < len(batch) for epoch in wide for batch in epoch]
    check.that(any(twice), **NEVER_TWICE)
    check.that(any(np.isin(a, b).any() for a, b in pairs), **FROM_A_PIECE)
    check.that(all(within(epoch, 5) for epoch in small), **OUT_OF_RANGE)
    counts = np.bincount(np.concatenate([flat(epoch) for epoch in small]), minlength=5)
    check.that(np.all(counts[:5] > 0), **UNREACHABLE)
    # Of 1,200 even draws an index gets less than half its share once in about 10¹⁸ classes.
    check.that(np.all(counts[:5] >= counts.sum() / 10), **UNEVEN)


@pytest.mark.points(
    0.5,
    exercise="minibatches",
    en="The same seed gives the same batches, another seed another order, up to 2³¹ − 1",
    ko="seed가 같으면 같은 미니배치, 다르면 다른 순서(2³¹ − 1까지)",
)
def test_seeds(check, student, seeds, seeded):
    for calls in seeded:
        epochs, others = (batches_of(student, order) for order in (calls, calls[::-1]))
        once, again = ([tuple(flat(epoch).tolist()) for epoch in each] for each in (epochs, others))
        check.that(once == again[::-1], **NOT_REPRODUCIBLE)
        check.that(len(set(once)) == len(seeds), **SEED_WITHOUT_EFFECT)
        together = {frozenset(frozenset(batch.tolist()) for batch in epoch) for epoch in epochs}
        check.that(len(together) > 1, **SHUFFLED_WITHIN)
        # Forty places that ten seeds leave alone: by chance once in about 10¹² submissions.
        check.that(all(len(set(place)) > 1 for place in zip(*once, strict=False)), **NOT_SHUFFLED)


@pytest.mark.points(
    0.5,
    exercise="minibatches",
    en="ValueError for n < 1 or batch_size < 1",
    ko="n < 1이거나 batch_size < 1이면 ValueError",
)
def test_nonsense_is_refused(check, student):
    try:
        student.minibatches.map(USUAL)
    except StudentError as failure:
        if failure.traceback:  # Who refuses everything refuses nonsense too.
            raise
    check.raises("minibatches", REFUSED, ValueError, inputs=("n", "batch_size"))
