"""Hidden tests of the tanh network with matrices."""

import numpy as np
import pytest

# n, T, d, m: one of each, d and m different, one state, a long sequence.
SHAPES = [(3, 4, 2, 5), (1, 5, 3, 2), (2, 7, 4, 1), (4, 3, 1, 3), (2, 16, 2, 3)]
SINGLE_STEPS = [(4, 1, 3, 2), (1, 1, 1, 3)]
PARAMETERS = ["dWx", "dWrec", "db"]
AXES = {
    "H": ["sample", "time step", "state"],
    "dWx": ["input", "state"],
    "dWrec": ["from state", "to state"],
    "db": ["state"],
    "dh0": ["sample", "state"],
    "norms": ["steps back"],
}


def network(rng, n, T, d, m):
    """(X, h0, Wx, Wrec, b), with states well inside (-1, 1), so that tanh does not saturate."""
    return (
        rng.normal(size=(n, T, d)),
        rng.uniform(-0.9, 0.9, size=(n, m)),
        rng.normal(size=(d, m)) * 0.7 / np.sqrt(d),
        rng.normal(size=(m, m)) * 0.9 / np.sqrt(m),
        rng.uniform(0.1, 0.5, size=m),
    )


@pytest.fixture(scope="session")
def forward_cases(draw, cases):
    rng = draw("rnn_forward")
    return {
        steps: cases.values(
            "rnn_forward",
            [network(rng, *shape) for shape in shapes],
            outputs=["H"],
            axes=AXES,
        )
        for steps, shapes in (("one", SINGLE_STEPS), ("many", SHAPES))
    }


@pytest.fixture(scope="session")
def backward_cases(draw, cases, reference):
    rng = draw("rnn_backward")

    def point(X, h0, Wx, Wrec, b):
        H = reference.rnn_forward(X, h0, Wx, Wrec, b)
        dH = rng.normal(size=H.shape)

        def loss(Wx, Wrec, b, h0):
            return np.sum(dH * reference.rnn_forward(X, h0, Wx, Wrec, b))

        return cases.point(
            (X, H, Wx, Wrec, dH), of=loss, at={"dWx": Wx, "dWrec": Wrec, "db": b, "dh0": h0}
        )

    return cases.gradient(
        "rnn_backward",
        [point(*network(rng, *shape)) for shape in SHAPES + SINGLE_STEPS],
        outputs=[*PARAMETERS, "dh0"],
        axes=AXES,
    )


@pytest.fixture(scope="session")
def truncated_cases(draw, cases, reference):
    rng = draw("truncated_backward")

    def point(k, X, h0, Wx, Wrec, b):
        T = X.shape[1]
        H = reference.rnn_forward(X, h0, Wx, Wrec, b)
        dH = rng.normal(size=H.shape)

        def cut_loss(Wx, Wrec, b):
            """Each step's loss depends on its last k steps only; the state before is a constant."""
            total = 0.0
            for t in range(1, T + 1):
                start = max(t - k, 0)
                states = reference.rnn_forward(X[:, start:t], H[:, start], Wx, Wrec, b)
                total += np.sum(dH[:, t] * states[:, -1])
            return total

        def whole_loss(Wx, Wrec, b):
            return np.sum(dH * reference.rnn_forward(X, h0, Wx, Wrec, b))

        return cases.point(
            (X, H, Wx, Wrec, dH, k),
            of=cut_loss if k < T else whole_loss,
            at=dict(zip(PARAMETERS, (Wx, Wrec, b), strict=True)),
        )

    def gradient(*reaches):
        points = [point(k, *network(rng, *shape)) for k, shape in reaches]
        return cases.gradient("truncated_backward", points, outputs=PARAMETERS, axes=AXES)

    return {
        "cut": gradient((2, (3, 5, 2, 4)), (1, (1, 4, 3, 2)), (3, (2, 8, 1, 3)), (4, (2, 5, 3, 1))),
        "whole": gradient(
            (4, (2, 4, 2, 3)), (9, (3, 5, 3, 2)), (1, (2, 1, 1, 3)), (2, (1, 1, 2, 1))
        ),
    }


@pytest.fixture(scope="session")
def norms_cases(draw, cases, reference):
    rng = draw("jacobian_norms")

    def call(n, T, d, m):
        X, h0, Wx, Wrec, b = network(rng, n, T, d, m)
        return reference.rnn_forward(X, h0, Wx, Wrec, b), Wrec

    return {
        steps: cases.values(
            "jacobian_norms", [call(*shape) for shape in shapes], outputs=["norms"], axes=AXES
        )
        for steps, shapes in (("one", SINGLE_STEPS), ("many", SHAPES))
    }


@pytest.mark.points(
    1.5,
    exercise="rnn_forward",
    en="Sequences of one step: the initial state, and one step from it",
    ko="길이가 1인 시퀀스: 초기 상태와 거기서 한 시점 나아간 상태",
)
def test_forward_of_one_step(check, forward_cases):
    check.values(forward_cases["one"])


@pytest.mark.points(
    2.5,
    exercise="rnn_forward",
    en="Longer sequences: every state follows from the one before",
    ko="더 긴 시퀀스: 모든 상태가 바로 앞 상태에서 이어지는지",
)
def test_forward_of_many_steps(check, forward_cases):
    check.values(forward_cases["many"])


@pytest.mark.points(
    1.5,
    exercise="rnn_backward",
    en="The gradient with respect to Wx, against finite differences",
    ko="Wx에 대한 그래디언트(유한차분과 비교)",
)
def test_backward_input_weights(check, backward_cases):
    check.gradient(backward_cases, only="dWx")


@pytest.mark.points(
    2,
    exercise="rnn_backward",
    en="The gradient with respect to Wrec, against finite differences",
    ko="Wrec에 대한 그래디언트(유한차분과 비교)",
)
def test_backward_recurrent_weights(check, backward_cases):
    check.gradient(backward_cases, only="dWrec")


@pytest.mark.points(
    1,
    exercise="rnn_backward",
    en="The gradient with respect to the bias, against finite differences",
    ko="편향 b에 대한 그래디언트(유한차분과 비교)",
)
def test_backward_bias(check, backward_cases):
    check.gradient(backward_cases, only="db")


@pytest.mark.points(
    1.5,
    exercise="rnn_backward",
    en="The gradient with respect to the initial state, dH[:, 0] included",
    ko="초기 상태 h0에 대한 그래디언트(dH[:, 0] 포함)",
)
def test_backward_initial_state(check, backward_cases):
    check.gradient(backward_cases, only="dh0")


@pytest.mark.points(
    1,
    exercise="truncated_backward",
    en="k below T: the gradient with respect to Wx, with every state k steps back held fixed",
    ko="k가 T보다 작을 때: k 시점 앞의 상태를 고정하고 구한 Wx에 대한 그래디언트",
)
def test_truncated_input_weights(check, truncated_cases):
    check.gradient(truncated_cases["cut"], only="dWx")


@pytest.mark.points(
    1,
    exercise="truncated_backward",
    en="k below T: the gradient with respect to Wrec, with every state k steps back held fixed",
    ko="k가 T보다 작을 때: k 시점 앞의 상태를 고정하고 구한 Wrec에 대한 그래디언트",
)
def test_truncated_recurrent_weights(check, truncated_cases):
    check.gradient(truncated_cases["cut"], only="dWrec")


@pytest.mark.points(
    1,
    exercise="truncated_backward",
    en="k below T: the gradient with respect to the bias, with every state k steps back held fixed",
    ko="k가 T보다 작을 때: k 시점 앞의 상태를 고정하고 구한 편향 b에 대한 그래디언트",
)
def test_truncated_bias(check, truncated_cases):
    check.gradient(truncated_cases["cut"], only="db")


@pytest.mark.points(
    1,
    exercise="truncated_backward",
    en="k of T or more: nothing is cut, and all three gradients are the whole ones",
    ko="k가 T 이상일 때: 아무것도 끊기지 않으므로 세 그래디언트가 모두 전체 그래디언트와 같음",
)
def test_truncated_not_at_all(check, truncated_cases):
    check.gradient(truncated_cases["whole"])


@pytest.mark.points(
    1,
    exercise="jacobian_norms",
    en="One step back: the mean spectral norm of a single Jacobian",
    ko="한 시점 거슬러 갈 때: 야코비 행렬 하나의 스펙트럼 노름을 표본에 대해 평균한 값",
)
def test_norms_one_step_back(check, norms_cases):
    check.values(norms_cases["one"])


@pytest.mark.points(
    1,
    exercise="jacobian_norms",
    en="Many steps back: the mean spectral norms of the products of Jacobians",
    ko="여러 시점 거슬러 갈 때: 야코비 행렬을 곱한 것의 스펙트럼 노름을 표본에 대해 평균한 값",
)
def test_norms_many_steps_back(check, norms_cases):
    check.values(norms_cases["many"])
