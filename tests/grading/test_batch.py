"""Many submissions in worker processes: one result each, whatever happens to whom."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.errors import CourseError
from autograder.grading.batch import Crew, Task, grade_batch, grade_documents, local_processes
from autograder.grading.intake import Submission
from autograder.grading.result import Status
from tests.grading.tiny import TINY, submission

RIGHT = "def square(x):\n    return x ** 2\n\n\ndef square_gradient(x):\n    return 2 * x"
IMPORTS = "import numpy as np"


def named(student: str, *cells: str) -> Submission:
    return Submission(student, f"{student}.ipynb", submission(*cells).data)


def task() -> Task:
    return Task(TINY, "tiny", isolation=None, trust=False)


def without_marks(folder: Path) -> Task:
    """A copy of the course whose hidden tests are worth nothing."""
    root = Path(shutil.copytree(TINY, folder))
    for path in load_course(root).assignments["tiny"].graders.glob("test_*.py"):
        path.write_text("import pytest\n\n\ndef test_unmarked():\n    pass\n")
    return Task(root, "tiny", isolation=None, trust=False)


def test_every_submission_has_one_result_and_faults_harm_no_neighbour():
    faulty = {
        "hangs": "while True: pass",
        "exits": "import os\nos._exit(3)",
        "raises": "1 / 0",
        "floods": "print('x' * 10**8)",
        "hoards": "x = bytearray(10**11)",
        "forks": "import os\n[os.fork() for _ in range(20)]",
    }
    right = [named(f"right{number}", IMPORTS, RIGHT) for number in range(6)]
    sent = [
        *right[:3],
        *(named(name, IMPORTS, RIGHT, cell) for name, cell in faulty.items()),
        Submission("garbage", "garbage.ipynb", b'{"cells": ['),
        *right[3:],
    ]
    results = {result.student: result for result in grade_batch(task(), sent, workers=2)}
    assert sorted(results) == sorted(one.student for one in sent)
    assert all(results[one.student].score == 3.0 for one in right)
    assert results.pop("garbage").status is Status.UNREADABLE
    # What a faulty last cell does does not touch the functions defined before it.
    assert {name: results[name].score for name in faulty} == dict.fromkeys(faulty, 3.0)
    assert all(results[name].cells for name in faulty if name != "floods")


def test_a_worker_that_dies_over_a_submission_costs_nobody_else_anything():
    executors: list[Executor] = []

    def dying(workers: int) -> Executor:
        executor = local_processes(workers)
        if not executors:
            # The first pool's worker is killed as soon as it has started.
            executor.submit(os.getpid).result()
            assert isinstance(executor, ProcessPoolExecutor)
            executor.submit(os.kill, executor.submit(os.getpid).result(), signal.SIGKILL)
        executors.append(executor)
        return executor

    sent = [named(f"s{number}", IMPORTS, RIGHT) for number in range(4)]
    results = list(grade_batch(task(), sent, workers=1, executor=dying))
    assert sorted(result.student for result in results) == ["s0", "s1", "s2", "s3"]
    assert all(result.score == 3.0 for result in results)
    assert len(executors) == 2


def test_a_process_that_dies_with_nothing_to_do_costs_nobody_anything():
    idle = local_processes(1)
    victim = idle.submit(os.getpid).result()
    executors = [idle]

    def executor(workers: int) -> Executor:
        return executors.pop() if executors else local_processes(workers)

    with pytest.raises(BrokenExecutor):
        idle.submit(os.kill, victim, signal.SIGKILL).result()
    (result,) = grade_batch(task(), [named("s0", IMPORTS, RIGHT)], workers=1, executor=executor)
    assert result.score == 3.0


@pytest.mark.parametrize("workers", [1, 2])
def test_a_crew_grades_and_leaves_no_process_behind(workers: int):
    # The batch for two workers gets other processes than the one that made ready.
    sent = [named(f"s{number}", IMPORTS, RIGHT) for number in range(3)]
    before = multiprocessing.active_children()
    with Crew(task(), load_course(TINY), 1) as crew:
        results = list(grade_batch(task(), sent, workers=workers, executor=crew))
    assert [result.score for result in results] == [3.0] * 3
    assert multiprocessing.active_children() == before


def test_a_crew_whose_course_is_at_fault_says_so_with_the_first_submission(tmp_path: Path):
    broken = without_marks(tmp_path / "course")
    with (
        Crew(broken, load_course(broken.course), 1) as crew,
        pytest.raises(CourseError, match="has no mark"),
    ):
        list(grade_batch(broken, [named("s0", IMPORTS, RIGHT)], workers=1, executor=crew))


def test_what_hands_work_out_imports_nothing_that_grades():
    modules = ("autograder.grading.batch", "autograder.services.grade", "autograder.cli.app")
    heavy = {"numpy", "scipy", "pytest", "django"}
    code = f"import sys, {', '.join(modules)}; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_submissions_are_not_read_far_ahead_of_the_grading():
    taken = 0

    def arriving():
        nonlocal taken
        for number in range(12):
            taken += 1
            yield named(f"s{number}", IMPORTS, RIGHT)

    results = grade_batch(task(), arriving(), workers=1)
    next(results)
    assert taken <= 4
    assert len(list(results)) == 11


def test_who_waits_for_a_slow_one_is_told_that_nothing_comes():
    told: list[str] = []
    sent = [named("s0", IMPORTS, RIGHT), named("s1", IMPORTS, RIGHT, "while True: pass")]
    quiet = partial(told.append, "quiet")
    for document in grade_documents(task(), sent, workers=1, quiet=quiet):
        told.append(document.fields["student"])
    assert "quiet" in told[told.index("s0") : told.index("s1")]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) == 1, reason="there is one core")
def test_graders_keep_to_a_core_each_only_where_there_are_as_many():
    own = os.sched_getaffinity(0)
    for workers, cores in ((len(own), 1), (1, len(own)), (len(own) + 1, len(own))):
        with local_processes(workers) as executor:
            kept = list(executor.map(os.sched_getaffinity, [0] * 20))
        assert {len(each) for each in kept} == {cores}
        assert set().union(*kept) <= own


_LOOK = "(lambda sys: ([*sys.modules], dir(sys)))(__import__('sys'))"
"""As text: a function of this module would bring the libraries along."""


def test_graders_have_the_libraries_at_hand_and_nothing_of_this_process():
    sys.our_own = "memory"  # type: ignore[attr-defined]  # what a fork of this process would have
    try:
        with local_processes(1) as executor:
            modules, names = executor.submit(eval, _LOOK).result()
    finally:
        del sys.our_own  # type: ignore[attr-defined]
    assert {"numpy", "scipy.differentiate", "pytest", "autograder.grading.session"} <= {*modules}
    assert "our_own" not in names


def test_what_graders_are_forked_from_has_no_threads():
    with local_processes(1) as executor:
        origin = executor.submit(os.getppid).result()
        assert origin != os.getpid()
        assert len([*Path(f"/proc/{origin}/task").iterdir()]) == 1


def test_a_fault_of_the_course_reaches_the_caller_whole(tmp_path: Path):
    broken = without_marks(tmp_path / "course")
    with pytest.raises(CourseError, match="has no mark"):
        list(grade_batch(broken, [named("s0", IMPORTS, RIGHT)], workers=1))
