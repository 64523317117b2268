"""Hidden graders of the tiny course: one values check, one gradient check."""

import numpy as np
import pytest

SIZES = (1, 4, 7)


@pytest.fixture(scope="session")
def square_cases(draw, cases):
    rng = draw("square")
    return cases.values("square", [(rng.normal(size=n),) for n in SIZES])


@pytest.fixture(scope="session")
def square_gradient_cases(draw, cases, reference):
    rng = draw("square_gradient")
    points = [
        cases.point((x,), of=lambda x: float(np.sum(reference.square(x))), at={"gradient": x})
        for x in (rng.normal(size=n) for n in SIZES)
    ]
    return cases.gradient("square_gradient", points, outputs=("gradient",), inputs=("x",))


@pytest.mark.points(1, exercise="square", en="The square of every entry", ko="각 원소의 제곱")
def test_square(check, square_cases):
    check.values(square_cases)


@pytest.mark.points(
    2, exercise="square_gradient", en="The gradient of the sum", ko="합의 그래디언트"
)
def test_square_gradient(check, square_gradient_cases):
    check.gradient(square_gradient_cases)
