"""What the cells of one submission may take, over all of its processes together."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from autograder.box.box import Box
from autograder.box.celltime import CellTime
from autograder.box.deadline import Deadline, ExpiredError
from autograder.box.limits import BoxLimits
from autograder.box.process import Process
from autograder.box.question import Question
from autograder.box.reply import Died, Missing, NotCalled, Returned, TimedOut
from autograder.box.run import Run

from .conftest import LIMITS, Forks, counted_run

SLEEPY = "import time\ntime.sleep(0.3)"
ENDS = "import os\ndef f(x):\n    os._exit(1)"
# Of it SLEEPY spends a fifth, by two thirds of the wall's clock: see `Deadline.spent`.
ONE_SECOND = replace(LIMITS, cells_again_factor=1 / LIMITS.cells_seconds, patience=100)


class Machine(Process):
    """A process whose CPU time and whose wall's clock are set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(None)
        self.worked = self.wall = 0.0
        clock = SimpleNamespace(monotonic=lambda: self.wall)
        monkeypatch.setattr("autograder.box.deadline.time", clock)

    def seconds(self) -> float:
        return self.worked


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


DEFAULT = BoxLimits(setup_seconds=4.0)  # 63 seconds in all


@pytest.mark.parametrize(
    ("worked", "wall", "processes"),
    [
        (4.0, 4.0, 16),
        (4.0, 20.0, 16),  # ten busy processes on two cores
        (0.5, 2.5, 126),
        (2.0, 20.0, 16),  # at a tenth of the time
        (0.0, 20.0, 16),
        (21.0, 21.0, 3),
    ],
)
def test_waiting_for_a_core_is_no_sleep_and_long_sleep_is_work_in_all_processes_together(
    machine: Machine, worked: float, wall: float, processes: int
) -> None:
    cell_time = CellTime(DEFAULT)
    begun = 0
    while not cell_time.used_up:
        begun += 1
        wait = cell_time.begin(machine)
        machine.worked += worked
        machine.wall += wall
        cell_time.end(wait)
    assert begun == processes


def test_a_cell_gets_no_more_than_what_earlier_processes_left(machine: Machine) -> None:
    cell_time = CellTime(DEFAULT)
    wait = cell_time.begin(machine)
    machine.worked += 62.0
    cell_time.end(wait)
    wait = cell_time.begin(machine)
    machine.worked += 0.9
    cell_time.go_on(wait)
    wait()
    machine.worked += 0.2
    with pytest.raises(ExpiredError):
        wait()
    assert cell_time.nothing_left(wait)


def test_cells_that_sleep_again_in_every_process_have_an_end(box: Box) -> None:
    run, forks = counted_run(box, ONE_SECOND, SLEEPY, ENDS)
    with run:
        found = run.call("f", [(x,) for x in range(20)])
        assert isinstance(found[0], Died)
        assert found[-1] == NotCalled()
        assert len(found) == 20
        assert forks.count <= 5
        count = forks.count
        assert run.ask([Question("f", [(1,)]), Question("g", []), Question("g", [(1,), (2,)])]) == [
            [NotCalled()],
            [],
            [NotCalled()] * 2,
        ]
        with run.anew() as another:
            assert another.call("f", [(1,)]) == [NotCalled()]
        assert forks.count == count


def test_a_new_run_of_the_same_notebook_takes_from_the_same_time(box: Box) -> None:
    run, forks = counted_run(box, ONE_SECOND, SLEEPY, "def f(): return 1")
    with run:
        found = []
        for _ in range(20):
            with run.anew() as another:
                found += another.call("f", [()])
        assert found[-1] == NotCalled()
        assert forks.count <= 6
        assert run.call("f", [()]) == [Returned(1, (), "")]


def test_cells_that_sleep_and_end_the_process_have_an_end(box: Box) -> None:
    limits = replace(ONE_SECOND, cell_patience=100)
    run, forks = counted_run(box, limits, SLEEPY, *["import os\nos._exit(1)"] * 50, ENDS)
    with run:
        assert forks.count <= 5
        assert all(report.left_out for report in run.cells)
        assert run.cells[1].error is not None
        assert run.call("f", [(1,)]) == [NotCalled()]


def test_losses_that_are_no_ones_design_leave_the_cells_their_time(box: Box) -> None:
    works = """
        import time
        end = time.process_time() + 0.2
        while time.process_time() < end: pass
        def hangs_once(x):
            while x == 1: pass
            return x
        f = g = h = k = hangs_once
        def crashes(x):
            __import__("os").abort()
    """
    run, _ = counted_run(box, LIMITS, works)
    calls = [(0,), (1,), (2,)]
    with run:
        *hung, crashed = run.ask([Question(name, calls) for name in (*"fghk", "crashes")])
    right = [Returned(0, (), ""), TimedOut(LIMITS.call_floor_seconds), Returned(2, (), "")]
    assert hung == [right] * 4
    assert [type(reply) for reply in crashed] == [Died] * 3


class HairLeft(CellTime):
    """The first process ends with a hair of the time left, the second with none."""

    ends = 0

    def begin(self, process: Process) -> Deadline:
        self._left = 1e-9
        return super().begin(process)

    def end(self, wait: Deadline) -> None:
        super().end(wait)
        self.ends += 1
        self._left = 1e-9 if self.ends == 1 else 0.0


def test_a_hair_of_time_without_a_cell_to_run_is_no_fault_of_the_box(box: Box) -> None:
    with Run(Forks(box, LIMITS), [], LIMITS, HairLeft(LIMITS)) as run:
        # It may have been ready before it was looked at.
        assert run.call("f", [()])[0] in (NotCalled(), Missing())
