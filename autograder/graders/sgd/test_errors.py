"""Hidden tests of the two errors and their gradients."""

import numpy as np
import pytest

SEVERAL_SAMPLES = [(7, 3), (12, 1), (3, 6), (25, 2), (2, 4)]
ONE_SAMPLE = [(1, 4), (1, 1)]


def regression(rng, n, d):
    """(X, y, w, b) with residuals of size 1 to 3: far from the norm's kink at a perfect fit.

    Every fourth residual is negative, so that the residuals' sum never cancels.
    """
    X, w = rng.normal(size=(n, d)), rng.normal(size=d)
    b = rng.uniform(0.5, 2.0)
    residual = rng.uniform(2.0, 3.0, size=n) * np.where(np.arange(n) % 4 == 1, -0.5, 1.0)
    return X, X @ w + b - residual, w, b


def perfect_fit(rng, n, d):
    """(X, y, w, b) of small whole numbers: residuals exactly zero in any order of adding."""
    X = rng.integers(-3, 4, size=(n, d)).astype(float)
    w = rng.integers(1, 4, size=d).astype(float)
    b = float(rng.integers(1, 4))
    return X, X @ w + b, w, b


def nearly_perfect_fit(rng, n, d):
    """Numbers that are exact even in single precision, with residuals near zero but not zero."""
    X = rng.choice([-1.0, 1.0], size=(n, d))
    w = rng.integers(1, 4, size=d).astype(float)
    residual = np.resize([1.0, -2.0, 2.0], n) / 16
    return X, X @ w + 1.0 - residual, w, 1.0


def all_but_perfect_fit(rng, n, d):
    """Residuals below 10⁻⁸ that are exact too: the prediction is zero in any order of adding."""
    residual = np.resize([1.0, -2.0, 2.0], n) / 2**28
    return rng.choice([-1.0, 1.0], size=(n, d)), -residual, np.zeros(d), 0.0


def one_perfect_sample(rng, n, d):
    """Whole numbers, all residuals of size 2 but one that is exactly zero."""
    X, y, w, b = perfect_fit(rng, n, d)
    y[1:] -= 2.0
    return X, y, w, b


def cancelling(rng, n, d):
    """Whole numbers; the residuals are 2 and -2 by turns, so that their sum is zero."""
    X, _, w, b = perfect_fit(rng, n, d)
    X[:, 0] = np.resize([1.0, -1.0], n)
    return X, X @ w + b - 2 * X[:, 0], w, b


def none_above_zero(rng, n, d):
    """Whole numbers; no residual is above zero, and the first is exactly zero."""
    X, y, w, b = perfect_fit(rng, n, d)
    y[1:] += 2.0
    return X, y, w, b


def values_of(name, cases, rng, shapes):
    return cases.values(name, [regression(rng, n, d) for n, d in shapes], outputs=[name])


def gradient_of(error, name, cases, arguments):
    def loss_at(X, y):
        return lambda grad_w, grad_b: error(X, y, grad_w, float(grad_b))

    points = [
        cases.point((X, y, w, b), of=loss_at(X, y), at={"grad_w": w, "grad_b": b})
        for X, y, w, b in arguments
    ]
    return cases.gradient(name, points, outputs=("grad_w", "grad_b"), axes={"grad_w": ["feature"]})


@pytest.fixture(scope="session")
def mse_cases(draw, cases):
    return values_of("mse", cases, draw("mse"), SEVERAL_SAMPLES)


@pytest.fixture(scope="session")
def mse_of_one(draw, cases):
    return values_of("mse", cases, draw("mse of one sample"), ONE_SAMPLE)


@pytest.fixture(scope="session")
def mse_gradient_cases(draw, cases, reference):
    rng = draw("mse_gradient")
    arguments = [regression(rng, n, d) for n, d in SEVERAL_SAMPLES]
    return gradient_of(reference.mse, "mse_gradient", cases, arguments)


@pytest.fixture(scope="session")
def mse_gradient_of_one(draw, cases, reference):
    rng = draw("mse_gradient of one sample")
    arguments = [regression(rng, n, d) for n, d in ONE_SAMPLE]
    return gradient_of(reference.mse, "mse_gradient", cases, arguments)


@pytest.fixture(scope="session")
def l2_cases(draw, cases):
    return values_of("l2_error", cases, draw("l2_error"), SEVERAL_SAMPLES + ONE_SAMPLE)


@pytest.fixture(scope="session")
def l2_gradient_cases(draw, cases, reference):
    rng = draw("l2_error_gradient")
    arguments = [regression(rng, n, d) for n, d in SEVERAL_SAMPLES + ONE_SAMPLE]
    arguments.append(one_perfect_sample(rng, 5, 2))
    return gradient_of(reference.l2_error, "l2_error_gradient", cases, arguments)


@pytest.fixture(scope="session")
def l2_perfect_fits(draw, cases):
    rng = draw("l2_error_gradient at zero")
    arguments = [perfect_fit(rng, n, d) for n, d in [(6, 2), (1, 3), (4, 1)]]
    arguments += [nearly_perfect_fit(rng, n, d) for n, d in [(3, 2), (1, 3)]]
    arguments += [cancelling(rng, 4, 2), none_above_zero(rng, 5, 2)]
    return cases.values("l2_error_gradient", arguments, outputs=("grad_w", "grad_b"))


@pytest.fixture(scope="session")
def l2_all_but_perfect_fits(draw, cases):
    rng = draw("l2_error_gradient close to zero")
    arguments = [all_but_perfect_fit(rng, n, d) for n, d in [(3, 2), (1, 3)]]
    # Who adds 10⁻¹² to the norm is right everywhere else, and off by less than this here.
    return cases.values("l2_error_gradient", arguments, outputs=("grad_w", "grad_b"), accuracy=1e-3)


@pytest.mark.points(
    1.5,
    exercise="mse",
    en="The mean squared error of several samples, also with more features than samples",
    ko="여러 샘플의 평균제곱오차(특성이 샘플보다 많은 경우 포함)",
)
def test_mse(check, mse_cases):
    check.values(mse_cases)


@pytest.mark.points(
    0.5,
    exercise="mse",
    en="The mean squared error of a single sample",
    ko="샘플 하나의 평균제곱오차",
)
def test_mse_of_one_sample(check, mse_of_one):
    check.values(mse_of_one)


@pytest.mark.points(
    2,
    exercise="mse_gradient",
    en="The gradient of the mse with respect to w, by finite differences",
    ko="MSE의 w에 대한 그래디언트(유한차분과 비교)",
)
def test_mse_gradient_with_respect_to_w(check, mse_gradient_cases):
    check.gradient(mse_gradient_cases, only="grad_w")


@pytest.mark.points(
    1,
    exercise="mse_gradient",
    en="The gradient of the mse with respect to b, by finite differences",
    ko="MSE의 b에 대한 그래디언트(유한차분과 비교)",
)
def test_mse_gradient_with_respect_to_b(check, mse_gradient_cases):
    check.gradient(mse_gradient_cases, only="grad_b")


@pytest.mark.points(
    1,
    exercise="mse_gradient",
    en="Both gradients of the mse for a single sample",
    ko="샘플이 하나일 때 MSE의 두 그래디언트",
)
def test_mse_gradient_of_one_sample(check, mse_gradient_of_one):
    check.gradient(mse_gradient_of_one)


@pytest.mark.points(
    1,
    exercise="l2_error",
    en="The L2 norm of the residuals, for one sample and for several",
    ko="잔차의 L2 노름(샘플이 하나인 경우와 여럿인 경우)",
)
def test_l2_error(check, l2_cases):
    check.values(l2_cases)


@pytest.mark.points(
    1,
    exercise="l2_error_gradient",
    en="The gradient of the norm with respect to w, by finite differences",
    ko="노름의 w에 대한 그래디언트(유한차분과 비교)",
)
def test_l2_gradient_with_respect_to_w(check, l2_gradient_cases):
    check.gradient(l2_gradient_cases, only="grad_w")


@pytest.mark.points(
    1,
    exercise="l2_error_gradient",
    en="The gradient of the norm with respect to b, by finite differences",
    ko="노름의 b에 대한 그래디언트(유한차분과 비교)",
)
def test_l2_gradient_with_respect_to_b(check, l2_gradient_cases):
    check.gradient(l2_gradient_cases, only="grad_b")


@pytest.mark.points(
    1,
    exercise="l2_error_gradient",
    en="Zeros, and no nan, where every residual is exactly zero, and only there",
    ko="모든 잔차가 정확히 0일 때 nan이 아니라 0(0에 가깝기만 할 때는 0이 아님)",
)
def test_l2_gradient_of_a_perfect_fit(check, l2_perfect_fits, l2_all_but_perfect_fits):
    check.values(l2_perfect_fits)
    check.values(l2_all_but_perfect_fits)
