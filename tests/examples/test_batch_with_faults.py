"""A batch of 200 comes to its end with every kind of fault among it, and costs nobody a point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.grading.batch import Task, grade_batch
from autograder.grading.intake import Submission
from autograder.grading.result import Status
from examples.many import right_submissions

ROOT = Path(__file__).parents[2]
COHORT = ROOT / "examples" / "cohort"
HOW_MANY = 200

# What they do is described in examples/cohort/README.md. Each is bounded.
FAULTS = {
    "s031": "infinite loop",
    "s032": "memory bomb",
    "s033": "fork bomb",
    "s034": "os._exit",
    "s035": "100 MB print",
    "s038": "invalid JSON",
}
AT_TOP_LEVEL = {
    "loop": "while True:\n    pass\n",
    "memory": "kept = [bytearray(10_000_000) for _ in range(300)]\n",
    "exit": "import os\nos._exit(0)\n",
}


@pytest.mark.parametrize("assignment", ["sgd", "rnn"])
def test_right_submissions_get_full_marks_beside_every_kind_of_fault(assignment: str) -> None:
    faulty = [
        Submission(name, "", (COHORT / assignment / f"{name}.ipynb").read_bytes())
        for name in FAULTS
    ] + list(faulty_at_top_level(assignment))
    right = [
        Submission(student, "", data)
        for student, data in right_submissions(assignment, HOW_MANY - len(faulty))
    ]
    # Faults spread over the batch, each between right ones.
    submissions = list(right)
    for place, each in enumerate(faulty, start=1):
        submissions.insert(place * 20, each)
    points = load_course(ROOT).assignments[assignment].points

    task = Task(ROOT, assignment, isolation=None, trust=False)
    results = list(grade_batch(task, submissions))

    assert sorted(each.student for each in results) == sorted(each.student for each in submissions)
    by_student = {each.student: each for each in results}
    # Whatever a cell after the functions does, the functions stand.
    unharmed = [*(each.student for each in right), *AT_TOP_LEVEL]
    assert {student: by_student[student].score for student in unharmed} == dict.fromkeys(
        unharmed, points
    )
    assert {by_student[each.student].status for each in faulty} <= {
        Status.GRADED,
        Status.UNREADABLE,
    }


def faulty_at_top_level(assignment: str) -> Iterator[Submission]:
    """Right submissions with a fatal cell at the end."""
    _, data = next(right_submissions(assignment, 1))
    for name, source in AT_TOP_LEVEL.items():
        notebook = json.loads(data)
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
        notebook["cells"].append({**cell, "source": source})
        yield Submission(name, "", json.dumps(notebook).encode())
