"""The sample cohort is what its generator makes, and gets what it is said to get."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
import yaml

from autograder.course.loader import load_course
from autograder.grading.batch import Task, grade_batch
from autograder.grading.intake import read_submissions
from autograder.grading.result import Result, Status
from examples.make_cohort import ASSIGNMENTS, main

ROOT = Path(__file__).parents[2]
COHORT = ROOT / "examples" / "cohort"
EXPECTED = yaml.safe_load((COHORT / "expected.yaml").read_text(encoding="utf-8"))


def test_the_committed_cohort_is_what_the_generator_writes(tmp_path: Path) -> None:
    main([str(tmp_path)])
    for folder in (".", *ASSIGNMENTS):
        compared = filecmp.dircmp(COHORT / folder, tmp_path / folder)
        assert (compared.left_only, compared.right_only) == ([], [])
        _, differing, unreadable = filecmp.cmpfiles(
            COHORT / folder, tmp_path / folder, compared.common_files, shallow=False
        )
        assert (differing, unreadable) == ([], [])


def test_the_cohort_has_at_least_thirty_submissions_an_assignment_and_stays_small() -> None:
    notebooks = {each: list((COHORT / each).glob("*.ipynb")) for each in ASSIGNMENTS}
    assert all(len(those) >= 30 for those in notebooks.values())
    assert sum(path.stat().st_size for those in notebooks.values() for path in those) < 3_000_000


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_submission_of_the_cohort_gets_what_is_expected_of_it(assignment: str) -> None:
    course = load_course(ROOT)
    submissions = read_submissions(
        COHORT / assignment, assignment, course.assignments[assignment].limits
    )
    task = Task(ROOT, assignment, isolation=None, trust=False)
    outcomes = {each.student: outcome(each) for each in grade_batch(task, submissions)}
    assert dict(sorted(outcomes.items())) == EXPECTED[assignment]


def outcome(result: Result) -> dict[str, object]:
    """A result in the terms of expected.yaml."""
    if result.status is not Status.GRADED:
        return {"status": result.status.value}
    loses: str | list[str] = [each.id for each in result.exercises if each.score < each.max_score]
    if result.score == 0:
        loses = "all"
    return {"status": "graded", "loses": loses}
