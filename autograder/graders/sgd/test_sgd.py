"""Hidden tests of sgd: right whatever the shuffle, wrong whatever the luck.

Nobody knows a student's random numbers, so no test compares with the reference's own batches.
Two ways around: runs that no order can change, and runs so small that every order can be tried.
A notebook's sgd may shuffle for itself, so its batches are compared with those of the notebook's
minibatches only to find that it passes them another seed.
"""

import itertools

import numpy as np
import pytest

from autograder.grading.student import StudentError
from autograder.grading.values import as_array

LR = 0.04
NAMES = ("w", "b", "history")
NAMED_INPUTS = ("X", "y", "batch_size")
"""The inputs that messages may name: the seeds stay hidden."""
MOST = 100
"""Numbers in an array; no run here has as many features or epochs."""

NO_TRIPLE = {
    "en": "Three things must be returned: w with one entry for each feature, the number b, and "
    "the history.",
    "ko": "세 가지를 반환해야 합니다. 특성마다 값이 하나씩 있는 w, 숫자 b, 그리고 history입니다.",
}
NO_ORDER = {
    "en": "No order of batches leads to these values. Do X and y use the same indices in a "
    "step? Are w and b both updated from their values before the step?",
    "ko": "미니배치를 어떤 순서로 쓰더라도 이런 값은 나오지 않습니다. 한 번의 갱신에서 X와 y에 "
    "같은 인덱스를 쓰는지, w와 b를 모두 갱신하기 전의 값으로 계산하는지 확인하십시오.",
}
WHOLE_GRADIENT = {
    "en": "Each step uses the gradient on all the data; the batch only counts the steps. Cut X "
    "and y down to the batch's samples first.",
    "ko": "갱신할 때마다 전체 데이터의 그래디언트를 씁니다. 미니배치는 갱신 횟수만 정하고 "
    "있습니다. 먼저 X와 y에서 미니배치의 샘플만 골라내십시오.",
}
REPLACE_WITHOUT_EFFECT = {
    "en": "replace=True changes nothing. Pass it on to minibatches.",
    "ko": "replace=True로 바꾸어도 달라지는 것이 없습니다. minibatches에 그대로 넘겨주십시오.",
}
NOT_REPRODUCIBLE = {
    "en": "The same call gives another result each time. Epoch e takes the batches of seed + "
    "e, so that a run can be repeated.",
    "ko": "똑같이 호출해도 결과가 매번 다릅니다. 에폭 e에서 seed + e의 미니배치를 써야 학습을 "
    "똑같이 되풀이할 수 있습니다.",
}
SAME_EVERY_EPOCH = {
    "en": "Every epoch goes through the same batches in the same order. Epoch e takes those of "
    "seed + e.",
    "ko": "모든 에폭이 같은 미니배치를 같은 순서로 씁니다. 에폭 e에서는 seed + e의 미니배치를 "
    "씁니다.",
}
OTHER_SEEDS = {
    "en": "The second epoch of a run with one seed must use the batches that the first epoch "
    "of a run with the next seed uses: epoch e takes those of seed + e.",
    "ko": "어떤 seed로 학습할 때의 두 번째 에폭은 그다음 seed로 학습할 때의 첫 번째 에폭과 "
    "같은 미니배치를 써야 합니다. 에폭 e에서는 seed + e의 미니배치를 씁니다.",
}
PILED_UP_SEEDS = {
    "en": "The second epoch has the right batches, the third has not: it takes those of seed + 2. "
    "If the loop adds to the seed itself, the numbers of the epochs pile up.",
    "ko": "두 번째 에폭의 미니배치는 맞지만 세 번째는 맞지 않습니다. 세 번째 에폭에서는 seed + 2의 "
    "미니배치를 씁니다. 반복문에서 seed 자체를 바꾸면 에폭 번호가 계속 쌓입니다.",
}
SHIFTED_SEEDS = {
    "en": "The epochs use the batches of another seed. Epochs count from 0, so the first one "
    "takes those of seed itself.",
    "ko": "에폭마다 다른 seed의 미니배치를 씁니다. 에폭은 0부터 세므로 첫 에폭에서는 seed "
    "그대로의 미니배치를 씁니다.",
}
HISTORY_ELSEWHERE = {
    "en": "The history is not the mse on all the data for the w and b at the end of each "
    "epoch. Is it measured on a batch, or at another moment?",
    "ko": "history의 값이 에폭이 끝났을 때의 w와 b로 전체 데이터에서 잰 MSE가 아닙니다. "
    "미니배치에서 재었거나 다른 시점에 잰 것은 아닌지 확인하십시오.",
}


def data(rng, n, d):
    """(X, y) of size 1 that no plane fits exactly, and gentle enough for `LR`."""
    X = rng.uniform(-1.5, 1.5, size=(n, d))
    y = X @ rng.uniform(0.5, 2.0, size=d) + 1.0 + rng.uniform(-1.0, 1.0, size=n)
    return X, y


def twins(rng, n, d):
    """(X, y) of n equal samples: the order of the batches cannot matter, their number does."""
    X, y = data(rng, 1, d)
    return np.repeat(X, n, axis=0), np.repeat(y, n)


def seed(rng):
    return int(rng.integers(1, 2**31 - 100))


def real(value):
    """An array of a few real numbers; TypeError or ValueError for anything else."""
    array = as_array(value)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"an array of {array.dtype}")
    if array.size > MOST:  # of bytes, it would become eight times as large
        raise ValueError(f"{array.size} numbers")
    return array.astype(float)


def parameters(result):
    """[w..., b] of a result that has passed `check.values` before; None if it has no such form."""
    try:
        w, b, _ = result
        return np.append(real(w).ravel(), real(b).item())
    except (TypeError, ValueError, OverflowError):
        return None


def near(got, want):
    """Which rows [w..., b] are right to the accuracy that every array must have."""
    allowed = np.abs(want)
    allowed[:, :-1] = np.max(allowed[:, :-1], axis=1, keepdims=True)
    return np.all(np.abs(got - want) <= 1e-6 * allowed + 1e-9, axis=1)


def partitions(n, batch_size):
    """Every way in which an epoch without replacement can go; order within a batch is no matter."""
    starts = range(0, n, batch_size)
    orders = itertools.permutations(range(n))
    return sorted({tuple(tuple(sorted(o[s : s + batch_size])) for s in starts) for o in orders})


def draws(n, batch_size):
    """Every way in which an epoch with replacement can go."""
    batch = itertools.combinations_with_replacement(range(n), batch_size)
    return list(itertools.product(batch, repeat=-(-n // batch_size)))


def descended(reference, X, y, at, batches):
    """[w..., b] after a step of the reference for each batch, from `at` on."""
    for batch in batches:
        rows = list(batch)
        grad_w, grad_b = reference.mse_gradient(X[rows], y[rows], at[:-1], float(at[-1]))
        at = at - LR * np.append(grad_w, grad_b)
    return at


class SmallRun:
    """Data so few that every way in which training can go is known beforehand."""

    def __init__(self, reference, X, y, batch_size, seeds, epochs=1, replace=False):
        self.calls = [(X, y, batch_size, LR, epochs, first, replace) for first in seeds]
        ways = (draws if replace else partitions)(len(y), batch_size)
        zeros = np.zeros(X.shape[1] + 1)
        ends = {(): zeros}
        for _ in range(epochs):
            ends = {
                (*path, way): descended(reference, X, y, at, way)
                for path, at in ends.items()
                for way in ways
            }
        self._paths, self._ends = list(ends), np.array(list(ends.values()))
        whole = [range(len(y))] * len(ways[0]) * epochs
        self._whole = descended(reference, X, y, zeros, whole)

    def rows(self, parameters):
        """[w..., b] of all results below each other, nan where there is none of this length."""
        nothing = np.full_like(self._whole, np.nan)
        return np.array([p if np.shape(p) == nothing.shape else nothing for p in parameters])

    def paths(self, rows):
        """The batches by epoch that lead to each row; None where none do."""
        off = np.max(np.abs(rows[:, None] - self._ends), axis=2)
        nearest = np.argmin(off, axis=1)
        pairs = zip(nearest, near(rows, self._ends[nearest]), strict=True)
        return [self._paths[way] if reached else None for way, reached in pairs]

    def use_all_data(self, rows):
        """Where every step went along the gradient on all the data."""
        return near(rows, self._whole[None])


@pytest.fixture(scope="session")
def run_cases(cases):
    def make(calls):
        return cases.values("sgd", calls, outputs=NAMES, inputs=NAMED_INPUTS)

    return make


@pytest.fixture(scope="session")
def full_batches(draw, run_cases):
    """One batch holds all the samples: this is plain gradient descent."""
    rng = draw("sgd: full batches")
    shapes = [(6, 3, 6, 4), (5, 2, 8, 3), (1, 1, 1, 5), (3, 5, 3, 2), (4, 2, 3, 0)]
    return run_cases(
        [(*data(rng, n, d), size, LR, epochs, seed(rng)) for n, d, size, epochs in shapes]
    )


@pytest.fixture(scope="session")
def equal_samples(draw, run_cases):
    """Any batch has the same gradient: what counts is how many there are, and their mean."""
    rng = draw("sgd: equal samples")
    shapes = [
        (5, 2, 2, False),
        (5, 2, 2, True),
        (4, 3, 7, False),
        (1, 2, 3, True),
        (7, 1, 3, False),
        (23, 2, 5, False),
    ]
    return run_cases(
        [(*twins(rng, n, d), size, LR, 3, seed(rng), replace) for n, d, size, replace in shapes]
    )


@pytest.fixture(scope="session")
def seeds(draw):
    return [seed(draw(f"sgd: seed {number}")) for number in range(16)]


@pytest.fixture(scope="session")
def small_runs(draw, reference, seeds):
    rng = draw("sgd: every order")
    shapes = [(5, 2, 2), (4, 1, 3), (4, 3, 1)]
    return [SmallRun(reference, *data(rng, n, d), size, seeds[:4]) for n, d, size in shapes]


@pytest.fixture(scope="session")
def small_draws(draw, reference, seeds):
    rng = draw("sgd: every draw")
    return [SmallRun(reference, *data(rng, 3, 2), size, seeds, replace=True) for size in (3, 2)]


@pytest.fixture(scope="session")
def long_runs(draw, reference, seeds):
    """Runs of two and of three epochs, each with runs of one from the seeds of their last."""

    def pair(n, epochs):
        X, y = data(draw(f"sgd: {epochs} epochs"), n, 2)
        runs = SmallRun(reference, X, y, 2, seeds[:8], epochs)
        return runs, SmallRun(reference, X, y, 2, [first + epochs - 1 for first in seeds[:8]])

    return pair(5, 2), pair(4, 3)


@pytest.fixture(scope="session")
def history_calls(draw):
    """Runs of 0 to 3 epochs that differ in nothing else."""
    rng = draw("sgd: history")
    (X, y), first = data(rng, 9, 2), seed(rng)
    return [(X, y, 4, LR, epochs, first) for epochs in range(4)]


@pytest.fixture(scope="session")
def neighbouring_batches(seeds):
    """What minibatches is asked for the seeds before, of and after the runs of two epochs."""
    return [[(5, 2, first + k) for first in seeds[:8]] for k in (-1, 0, 1)]


def own_batches(student, calls):
    """The student's own batches as paths have them; None if their minibatches gives none."""

    def some(values):  # one more than is right, of however many there are
        return itertools.islice(values, 6)

    try:
        epochs = student.minibatches.map(calls)
        return [
            tuple(tuple(sorted(map(int, some(batch)))) for batch in some(epoch)) for epoch in epochs
        ]
    except (StudentError, TypeError, ValueError, OverflowError):
        return None


def check_last_epoch(check, student, run, paths, words):
    """Whether it is the one epoch of `run`, which starts from its seed."""
    alone = check_paths(check, run, student.sgd.map(run.calls))
    check.that([path[-1] for path in paths] == [first for (first,) in alone], **words)


def check_paths(check, run, results):
    """The path of every result; ends the test if one of them is no way to go."""
    found = [parameters(result) for result in results]
    rows = run.rows(found)
    paths = run.paths(rows)
    for each, path, whole in zip(found, paths, run.use_all_data(rows), strict=True):
        check.that(each is not None, **NO_TRIPLE)
        check.that(path is not None or not whole, **WHOLE_GRADIENT)
        check.that(path is not None, **NO_ORDER)
    return paths


def history_holds(reference, X, y, results):
    """Whether result e, of a run of e epochs, holds the mse at w and b after 0 to e epochs."""
    measured = []
    for result in results:
        at = parameters(result)
        if at is None or len(at) != X.shape[1] + 1:
            return False
        measured.append(reference.mse(X, y, at[:-1], at[-1]))
        try:
            history = real(result[2])
        except (TypeError, ValueError, OverflowError):
            return False
        if history.shape != (len(measured),):
            return False
        # w, b and the history may each be off by the accuracy, in opposite directions. A run that
        # grows allows its other entries no more, and any number is close to infinity.
        allowed = 3e-6 * np.maximum(measured, measured[0])
        if not np.all((np.abs(history - measured) <= allowed) & np.isfinite(allowed)):
            return False
    return True


@pytest.mark.points(
    1.5,
    exercise="sgd",
    en="w and b where one batch holds all the samples: plain gradient descent from zeros",
    ko="한 미니배치에 모든 샘플이 들어갈 때의 w와 b: 0에서 시작하는 보통의 경사하강법",
)
def test_full_batches(check, full_batches):
    check.values(full_batches, only=("w", "b"))


@pytest.mark.points(
    1,
    exercise="sgd",
    en="The history: the mse on all the data before training and after every epoch",
    ko="history: 학습 전과 에폭이 끝날 때마다 전체 데이터에서 잰 MSE",
)
def test_history(check, student, reference, full_batches, equal_samples, history_calls):
    X, y, *_ = history_calls[0]
    results = student.sgd.map(history_calls)
    # The other runs have a single feature, or a single sample, and their numbers say more.
    check.values(full_batches, only="history")
    check.values(equal_samples, only="history")
    check.that(history_holds(reference, X, y, results), **HISTORY_ELSEWHERE)


@pytest.mark.points(
    1,
    exercise="sgd",
    en="One step for each batch along its mean gradient, the last short batch included",
    ko="마지막 짧은 미니배치까지, 미니배치마다 평균 그래디언트로 한 번씩 갱신",
)
def test_number_and_size_of_steps(check, equal_samples):
    check.values(equal_samples, only=("w", "b"))


@pytest.mark.points(
    1,
    exercise="sgd",
    en="Without replacement: w and b are among those that some order of the batches gives",
    ko="비복원추출: 미니배치의 어떤 순서로든 나올 수 있는 w와 b",
)
def test_without_replacement(check, student, small_runs):
    for run in small_runs:
        check_paths(check, run, student.sgd.map(run.calls))


@pytest.mark.points(
    0.5,
    exercise="sgd",
    en="With replacement: w and b are among those that some draw gives",
    ko="복원추출: 어떤 뽑기로든 나올 수 있는 w와 b",
)
def test_with_replacement(check, student, small_draws):
    paths = []
    for run in small_draws:
        paths += check_paths(check, run, student.sgd.map(run.calls))
    # Independent draws leave a sample out more often than not: all 32 never reach every one.
    reached = [{*itertools.chain(*epoch)} for (epoch,) in paths]
    check.that(any(len(samples) < 3 for samples in reached), **REPLACE_WITHOUT_EFFECT)


@pytest.mark.points(
    1,
    exercise="sgd",
    en="Epoch e uses the batches of seed + e, and a run can be repeated",
    ko="에폭 e에서 seed + e의 미니배치를 쓰고, 학습을 똑같이 되풀이할 수 있음",
)
def test_seeds_of_epochs(check, student, long_runs, neighbouring_batches):
    (runs, next_runs), (longer, later_runs) = long_runs
    results, again = student.sgd.map(runs.calls), student.sgd.map(runs.calls[::-1])[::-1]
    pairs = zip(results, again, strict=True)
    check.that(
        all(np.array_equal(parameters(a), parameters(b)) for a, b in pairs), **NOT_REPRODUCIBLE
    )
    paths = check_paths(check, runs, results)
    # One order of 30 may come twice by chance, but not in all of eight runs.
    check.that(any(first != second for first, second in paths), **SAME_EVERY_EPOCH)
    check_last_epoch(check, student, next_runs, paths, OTHER_SEEDS)
    longer_paths = check_paths(check, longer, student.sgd.map(longer.calls))
    check_last_epoch(check, student, later_runs, longer_paths, PILED_UP_SEEDS)
    own = [own_batches(student, calls) for calls in neighbouring_batches]
    firsts_of_runs = [first for first, _ in paths]
    shifted = own[1] != firsts_of_runs and firsts_of_runs in (own[0], own[2])
    check.that(not shifted, **SHIFTED_SEEDS)
