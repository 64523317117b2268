"""One box for each level that may grade, started once; what cannot be had here is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import Any

import pytest

from autograder.box.box import Box
from autograder.box.canary import Cell
from autograder.box.level import Isolation
from autograder.box.limits import BoxLimits
from autograder.box.reply import Returned
from autograder.box.run import Run
from autograder.box.worker import Fork
from autograder.errors import PlatformError

GRADING = [Isolation.NAMESPACES, Isolation.LANDLOCK]
LIMITS = BoxLimits(
    setup_seconds=1.0, memory_mb=256, call_floor_seconds=0.4, wall_factor=3.0, patience=2
)

Open = Callable[..., Run]


def cells(*sources: str) -> list[Cell]:
    return [Cell(number, dedent(source)) for number, source in enumerate(sources, start=1)]


def start(level: Isolation) -> Box:
    try:
        return Box.start(level, limits=LIMITS)
    except PlatformError as error:
        # Walls that cannot be had here are skipped; walls that do not hold are a failure.
        if "canary" in str(error) or "a wall of the box" in str(error):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session", params=GRADING, ids=str)
def box(request: pytest.FixtureRequest) -> Iterator[Box]:
    with start(request.param) as box:
        yield box


@pytest.fixture
def open_run(box: Box) -> Iterator[Open]:
    """Opens a run of these cells; it is closed with the test."""
    runs: list[Run] = []

    def opener(*sources: str) -> Run:
        runs.append(box.open(cells(*sources)))
        return runs[-1]

    yield opener
    for run in runs:
        run.close()


class Forks:
    """Makes processes in a box, and counts them."""

    def __init__(self, box: Box, limits: BoxLimits) -> None:
        self._box = box
        self._limits = limits
        self.count = 0

    def __call__(self) -> Fork:
        self.count += 1
        return self._box._fork(self._limits)


def counted_run(box: Box, limits: BoxLimits, *sources: str) -> tuple[Run, Forks]:
    """A run of these cells, and what makes its processes."""
    forks = Forks(box, limits)
    return Run(forks, cells(*sources), limits), forks


ATTEMPT = '''
def attempt(action, *arguments):
    """None, or the name of what it raised."""
    try:
        action(*arguments)
    except BaseException as error:
        return type(error).__name__
'''


def outcome(open_run: Open, source: str, *arguments: object) -> Any:
    """What the function `f` of this cell returns."""
    (reply,) = open_run(ATTEMPT, source).call("f", [arguments])
    assert isinstance(reply, Returned), reply
    return reply.value
