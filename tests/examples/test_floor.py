"""What our speed is measured against does as we do, or the ratio says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.batch import Task, grade_batch
from autograder.grading.intake import Submission
from bench.floor import floor_processes
from bench.recorded import calls_of_graders
from examples.many import right_submissions

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("assignment", ["sgd", "rnn"])
def test_the_floor_gives_right_notebooks_full_marks(assignment: str) -> None:
    task = Task(ROOT, assignment, None, trust=False)
    sent = [Submission(student, "", data) for student, data in right_submissions(assignment, 2)]
    results = list(grade_batch(task, sent, workers=1, executor=floor_processes))
    assert len(results) == 2
    for result in results:
        assert result.score == result.max_score > 0
        assert result.isolation == "process"


def test_others_are_asked_every_call_that_our_graders_make() -> None:
    calls = calls_of_graders(ROOT, "rnn")
    functions = {call.function for call in calls}
    assert functions >= {"rnn_forward", "rnn_backward", "truncated_backward", "jacobian_norms"}
    assert all(call.values is None or call.values.size for call in calls)
    assert len(calls) > len(functions)
