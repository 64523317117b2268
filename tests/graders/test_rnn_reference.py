"""The reference of `rnn` against derivatives that share no code with it.

Slopes are complex steps, f(x + iε) = f(x) + iε f'(x): exact to rounding, with no step to choose.
"""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest

from autograder.course.notebook import read_master

MASTER = Path(__file__).parents[2] / "solutions" / "rnn" / "rnn.ipynb"
SHAPES = [(3, 4, 2, 5), (1, 1, 1, 1), (1, 6, 3, 2), (4, 3, 1, 3), (2, 9, 4, 1)]
TINY = 1e-30


@pytest.fixture(scope="module")
def rnn():
    namespace: dict[str, object] = {}
    exec(compile(read_master(MASTER).solution_source, str(MASTER), "exec"), namespace)
    return SimpleNamespace(**namespace)


@pytest.fixture
def rng():
    return np.random.default_rng(20220121)


def slopes(f, at):
    """The gradient of f at an array, or the Jacobian's columns if f is an array: at.shape first."""
    at = np.asarray(at, dtype=complex)
    columns = []
    for index in np.ndindex(at.shape):
        moved = at.copy()
        moved[index] += 1j * TINY
        columns.append(np.imag(f(moved)) / TINY)
    return np.array(columns).reshape(at.shape + np.shape(columns[0]))


def tanh_states(X, h0, Wx, Wrec, b):
    states = [h0]
    for k in range(X.shape[1]):
        states.append(np.tanh(X[:, k] @ Wx + states[-1] @ Wrec + b))
    return np.stack(states, axis=1)


def network(rng, n, T, d, m):
    return (
        rng.normal(size=(n, T, d)),
        rng.uniform(-0.9, 0.9, size=(n, m)),
        rng.normal(size=(d, m)),
        rng.normal(size=(m, m)),
        rng.normal(size=m),
    )


def test_states_are_the_inputs_weighted_by_powers_of_w_rec(rnn, rng):
    X, wx, w_rec = rng.normal(size=(3, 6)), 1.3, -0.7
    S = rnn.forward_states(X, wx, w_rec)
    for k in range(7):
        weights = wx * w_rec ** np.arange(k - 1, -1, -1)
        assert np.allclose(S[:, k], X[:, :k] @ weights, rtol=0, atol=1e-13)


def test_one_step_is_the_first_state_of_a_sequence(rnn, rng):
    x = rng.normal(size=5)
    S = rnn.forward_states(x[:, None], 0.4, 1.7)
    assert np.array_equal(S[:, 1], rnn.update_state(x, np.zeros(5), 0.4, 1.7))


def test_output_gradient_is_that_of_each_samples_own_loss(rnn, rng):
    y, t = rng.normal(size=7), rng.normal(size=7)
    gradient = slopes(lambda moved: len(t) * rnn.loss(moved, t), y)
    assert np.allclose(rnn.output_gradient(y, t), gradient, rtol=1e-13)


@pytest.mark.parametrize(("n", "T"), [(5, 4), (1, 1), (1, 6), (3, 1), (2, 25)])
def test_backward_gradient_is_that_of_the_mean_squared_error(rnn, rng, n, T):
    X, t, wx, w_rec = rng.normal(size=(n, T)), rng.normal(size=n), 1.2, -0.8

    def mean_loss(wx, w_rec, disturbance):
        s = disturbance[:, 0]
        for k in range(T):
            s = X[:, k] * wx + s * w_rec + disturbance[:, k + 1]
        return np.sum((s - t) ** 2) / n

    still = np.zeros((n, T + 1))
    S = rnn.forward_states(X, wx, w_rec)
    grad_out = rnn.output_gradient(S[:, -1], t)
    (wx_grad, w_rec_grad), over_time = rnn.backward_gradient(X, S, grad_out, w_rec)
    assert np.isclose(wx_grad, slopes(lambda v: mean_loss(v, w_rec, still), wx), rtol=1e-11)
    assert np.isclose(w_rec_grad, slopes(lambda v: mean_loss(wx, v, still), w_rec), rtol=1e-11)
    own = n * slopes(lambda moved: mean_loss(wx, w_rec, moved), still)
    assert np.allclose(over_time, own, rtol=1e-11, atol=1e-14)


def test_the_gradient_is_exactly_zero_where_the_sum_is_solved(rnn, rng):
    X = rng.integers(0, 2, size=(100, 10)).astype(float)
    S = rnn.forward_states(X, 1.0, 1.0)
    grad_out = rnn.output_gradient(S[:, -1], X.sum(axis=1))
    assert rnn.backward_gradient(X, S, grad_out, 1.0)[0] == (0.0, 0.0)


@pytest.mark.parametrize("shape", SHAPES)
def test_rnn_forward_follows_the_update(rnn, rng, shape):
    arguments = network(rng, *shape)
    assert np.allclose(rnn.rnn_forward(*arguments), tanh_states(*arguments), rtol=0, atol=1e-14)


@pytest.mark.parametrize("shape", SHAPES)
def test_rnn_backward_is_the_gradient_of_the_loss(rnn, rng, shape):
    X, h0, Wx, Wrec, b = network(rng, *shape)
    H = tanh_states(X, h0, Wx, Wrec, b)
    dH = rng.normal(size=H.shape)

    def loss(Wx=Wx, Wrec=Wrec, b=b, h0=h0):
        return np.sum(dH * tanh_states(X, h0, Wx, Wrec, b))

    gradients = rnn.rnn_backward(X, H, Wx, Wrec, dH)
    expected = (
        slopes(lambda v: loss(Wx=v), Wx),
        slopes(lambda v: loss(Wrec=v), Wrec),
        slopes(lambda v: loss(b=v), b),
        slopes(lambda v: loss(h0=v), h0),
    )
    for gradient, slope in zip(gradients, expected, strict=True):
        assert gradient.shape == slope.shape
        assert np.allclose(gradient, slope, rtol=0, atol=1e-12 * (1 + np.abs(slope).max()))


@pytest.mark.parametrize("k", [1, 2, 3, 5])
def test_truncated_backward_holds_the_state_k_steps_back_fixed(rnn, rng, k):
    X, h0, Wx, Wrec, b = network(rng, 3, 6, 2, 4)
    H = tanh_states(X, h0, Wx, Wrec, b)
    dH = rng.normal(size=H.shape)

    def loss(Wx=Wx, Wrec=Wrec, b=b):
        total = 0.0
        for t in range(1, 7):
            fixed = max(t - k, 0)
            last = tanh_states(X[:, fixed:t], H[:, fixed], Wx, Wrec, b)[:, -1]
            total += np.sum(dH[:, t] * last)
        return total

    gradients = rnn.truncated_backward(X, H, Wx, Wrec, dH, k)
    expected = (
        slopes(lambda v: loss(Wx=v), Wx),
        slopes(lambda v: loss(Wrec=v), Wrec),
        slopes(lambda v: loss(b=v), b),
    )
    for gradient, slope in zip(gradients, expected, strict=True):
        assert np.allclose(gradient, slope, rtol=0, atol=1e-12 * (1 + np.abs(slope).max()))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("beyond", [0, 1, 50])
def test_a_reach_of_the_whole_sequence_or_more_cuts_nothing(rnn, rng, shape, beyond):
    X, h0, Wx, Wrec, b = network(rng, *shape)
    H = tanh_states(X, h0, Wx, Wrec, b)
    dH = rng.normal(size=H.shape)
    cut = rnn.truncated_backward(X, H, Wx, Wrec, dH, X.shape[1] + beyond)
    whole = rnn.rnn_backward(X, H, Wx, Wrec, dH)
    for gradient, expected in zip(cut, whole[:3], strict=True):
        assert np.allclose(gradient, expected, rtol=0, atol=1e-12 * (1 + np.abs(expected).max()))


@pytest.mark.parametrize("shape", SHAPES)
def test_jacobian_norms_are_those_of_the_differentiated_network(rnn, rng, shape):
    X, h0, Wx, Wrec, b = network(rng, *shape)
    n, T = X.shape[:2]
    H = tanh_states(X, h0, Wx, Wrec, b)
    for j in range(1, T + 1):
        stretches = []
        for i in range(n):
            rest = X[i : i + 1, T - j :]
            rows = slopes(
                lambda h, rest=rest: tanh_states(rest, h[None], Wx, Wrec, b)[0, -1], H[i, T - j]
            )
            stretches.append(np.linalg.svd(rows, compute_uv=False)[0])
        expected = np.mean(stretches)
        assert np.isclose(rnn.jacobian_norms(H, Wrec)[j - 1], expected, rtol=1e-9, atol=1e-15)


def test_the_visible_tests_pass_with_the_reference_and_numpy_alone():
    namespace: dict[str, object] = {}
    for cell in nbformat.read(MASTER, as_version=4).cells:
        if cell.cell_type == "code":
            assert "import" not in cell.source or cell.id == "imports"
            exec(compile(cell.source, cell.id, "exec"), namespace)


def test_the_visible_tests_fail_where_functions_return_nothing():
    namespace: dict[str, object] = {}
    exercises = {exercise.id for exercise in read_master(MASTER).exercises}
    namespace.update(dict.fromkeys(exercises, lambda *_: None))
    failed = set()
    for cell in nbformat.read(MASTER, as_version=4).cells:
        if cell.id in exercises:
            with pytest.raises((AssertionError, TypeError), match="None"):
                exec(compile(cell.source, cell.id, "exec"), namespace)
            failed.add(cell.id)
        elif cell.id in {"imports", "difference-quotient", "visible-test-helpers"}:
            exec(compile(cell.source, cell.id, "exec"), namespace)
    assert failed == exercises
