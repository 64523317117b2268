"""Hidden tests of the linear network with two weights."""

import numpy as np
import pytest

# n, T, and the ranges of wx and w_rec; never both weights near 1, where mistakes hide.
SEQUENCES = [
    (5, 4, (1.2, 1.5), (0.6, 0.8)),
    (1, 6, (-0.8, -0.5), (1.1, 1.3)),
    (4, 11, (0.3, 0.7), (-1.2, -0.9)),
    (2, 30, (1.1, 1.6), (0.8, 0.9)),
]
SINGLE_STEPS = [
    (3, 1, (0.5, 0.8), (1.2, 1.5)),
    (1, 1, (1.3, 1.7), (-0.8, -0.4)),
]
SAMPLES = [4, 9, 2]


def sequences(rng, shapes):
    """Inputs and weights: (X, wx, w_rec) for every shape."""
    for n, T, wx, w_rec in shapes:
        yield rng.normal(size=(n, T)), rng.uniform(*wx), rng.uniform(*w_rec)


def binary_sequences(rng):
    """(X, wx, w_rec) with the inputs 0 and 1, as in the lecture's task."""
    X = rng.integers(0, 2, size=(8, 5)).astype(float)
    return X, rng.uniform(1.1, 1.3), rng.uniform(1.1, 1.3)


def outputs_and_targets(rng, n):
    """(y, t) with differences of either sign and none near zero."""
    t = rng.normal(size=n)
    return t + rng.choice([-1.0, 1.0], size=n) * rng.uniform(0.3, 2.0, size=n), t


@pytest.fixture(scope="session")
def update_state_cases(draw, cases):
    rng = draw("update_state")
    calls = [
        (rng.normal(size=n), rng.normal(size=n), rng.uniform(1.2, 1.8), rng.uniform(-0.9, -0.4))
        for n in (6, 3, 1)
    ]
    return cases.values("update_state", calls, outputs=["state"], axes={"state": ["sample"]})


@pytest.fixture(scope="session")
def forward_states_cases(draw, cases):
    rng = draw("forward_states")

    def states(calls):
        return cases.values(
            "forward_states", calls, outputs=["S"], axes={"S": ["sample", "time step"]}
        )

    return {
        "one": states(list(sequences(rng, SINGLE_STEPS))),
        "many": states([*sequences(rng, SEQUENCES), binary_sequences(rng)]),
    }


@pytest.fixture(scope="session")
def loss_cases(draw, cases):
    rng = draw("loss")
    calls = [outputs_and_targets(rng, n) for n in (*SAMPLES, 1)]
    return cases.values("loss", calls, outputs=["loss"])


@pytest.fixture(scope="session")
def output_gradient_cases(draw, cases, reference):
    rng = draw("output_gradient")

    def gradient(sizes):
        points = [point(*outputs_and_targets(rng, n)) for n in sizes]
        return cases.gradient(
            "output_gradient", points, outputs=["gradient"], axes={"gradient": ["sample"]}
        )

    def point(y, t):
        # n times the mean loss is the sum of the samples' own losses.
        return cases.point((y, t), of=lambda y: len(t) * reference.loss(y, t), at={"gradient": y})

    return {"one": gradient([1, 1]), "several": gradient(SAMPLES)}


def disturbed_output(X, wx, w_rec, disturbance):
    """The last state (n,) if `disturbance` (n, T + 1) is added to the states as they arise."""
    s = disturbance[:, 0]
    for k in range(X.shape[1]):
        s = X[:, k] * wx + s * w_rec + disturbance[:, k + 1]
    return s


@pytest.fixture(scope="session")
def backward_gradient_cases(draw, cases, reference):
    rng = draw("backward_gradient")

    def point(X, wx, w_rec):
        n, T = X.shape
        grad_out = rng.choice([-1.0, 1.0], size=n) * rng.uniform(0.5, 3.0, size=n)

        def mean_loss(wx, w_rec, own):
            # A disturbance of n times `own` makes the mean's slope the sample's own gradient.
            return np.mean(grad_out * disturbed_output(X, wx, w_rec, n * own))

        return cases.point(
            (X, reference.forward_states(X, wx, w_rec), grad_out, w_rec),
            of=mean_loss,
            at={"wx_grad": wx, "w_rec_grad": w_rec, "grad_over_time": np.zeros((n, T + 1))},
        )

    calls = [*sequences(rng, SEQUENCES + SINGLE_STEPS), binary_sequences(rng)]
    return cases.gradient(
        "backward_gradient",
        [point(*call) for call in calls],
        outputs=["wx_grad", "w_rec_grad", "grad_over_time"],
        axes={"grad_over_time": ["sample", "time step"]},
    )


@pytest.mark.points(
    1,
    exercise="update_state",
    en="One step: the input times its weight plus the state before times its own",
    ko="한 시점의 갱신: 입력과 이전 상태에 각각의 가중치를 곱해 더한 값",
)
def test_update_state(check, update_state_cases):
    check.values(update_state_cases)


@pytest.mark.points(
    1,
    exercise="forward_states",
    en="Sequences of one step: a column of zeros, then the first state",
    ko="길이가 1인 시퀀스: 0으로 된 열과 첫 번째 상태",
)
def test_forward_states_of_one_step(check, forward_states_cases):
    check.values(forward_states_cases["one"])


@pytest.mark.points(
    2,
    exercise="forward_states",
    en="Longer sequences: every state follows from the one before",
    ko="더 긴 시퀀스: 모든 상태가 바로 앞 상태에서 이어지는지",
)
def test_forward_states_of_many_steps(check, forward_states_cases):
    check.values(forward_states_cases["many"])


@pytest.mark.points(
    1,
    exercise="loss",
    en="The mean of the squared differences",
    ko="차이의 제곱을 표본에 대해 평균한 값",
)
def test_loss(check, loss_cases):
    check.values(loss_cases)


@pytest.mark.points(
    1,
    exercise="output_gradient",
    en="The gradient of a single sample's squared error, against finite differences",
    ko="표본이 하나일 때 제곱오차의 그래디언트(유한차분과 비교)",
)
def test_output_gradient_of_one_sample(check, output_gradient_cases):
    check.gradient(output_gradient_cases["one"])


@pytest.mark.points(
    1,
    exercise="output_gradient",
    en="Several samples: the gradient of each one's own squared error, not divided by n",
    ko="표본이 여러 개일 때 각 표본 자신의 제곱오차의 그래디언트(n으로 나누지 않음)",
)
def test_output_gradient_of_several_samples(check, output_gradient_cases):
    check.gradient(output_gradient_cases["several"])


@pytest.mark.points(
    2,
    exercise="backward_gradient",
    en="The gradient of the mean loss with respect to wx, against finite differences",
    ko="wx에 대한 평균 손실의 그래디언트(유한차분과 비교)",
)
def test_wx_grad(check, backward_gradient_cases):
    check.gradient(backward_gradient_cases, only="wx_grad")


@pytest.mark.points(
    2.5,
    exercise="backward_gradient",
    en="The gradient of the mean loss with respect to w_rec, against finite differences",
    ko="w_rec에 대한 평균 손실의 그래디언트(유한차분과 비교)",
)
def test_w_rec_grad(check, backward_gradient_cases):
    check.gradient(backward_gradient_cases, only="w_rec_grad")


@pytest.mark.points(
    2.5,
    exercise="backward_gradient",
    en="grad_over_time: each sample's own gradient at every state, found by disturbing that state",
    ko="grad_over_time: 각 상태를 조금 흔들어 구한, 표본마다의 그래디언트와 비교",
)
def test_grad_over_time(check, backward_gradient_cases):
    check.gradient(backward_gradient_cases, only="grad_over_time")
