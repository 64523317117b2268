"""A batch gives every submission its result, once, and runs only what has none."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.course.model import Course
from autograder.errors import UsageError
from autograder.services.feedback import feedback, page_name
from autograder.services.grade import GradeReport, Progress, grade
from autograder.services.grades import grades
from autograder.services.how import How
from autograder.services.opened import submission_files
from autograder.services.override import override, overrides
from autograder.services.status import status
from tests.services.tiny import (
    NO_FACTOR,
    RIGHT,
    copy_of_the_course,
    hand_in,
    run,
    select,
    start,
)

ACTOR = "ta"
GRADED_TIMES = (
    "SELECT subject, count(*) FROM records_auditevent WHERE action = 'graded' GROUP BY subject"
)


def batch(course: Course, path: Path) -> tuple[GradeReport, list[Progress]]:
    told: list[Progress] = []
    report = grade(course, "tiny", path, actor=ACTOR, how=How(workers=1), progress=told.append)
    return report, told


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The tiny course after one batch: right, wrong, unreadable, refused, and one unknown."""
    root = copy_of_the_course(tmp_path_factory.mktemp("graded"))
    course = load_course(root)
    sent = root / "in"
    hand_in(sent / "s001.ipynb", RIGHT)
    hand_in(sent / "s002.ipynb", NO_FACTOR)
    (sent / "s003.ipynb").write_text("{not json", encoding="utf-8")
    (sent / "s004.ipynb").symlink_to("/etc/hostname")
    hand_in(sent / "김하나.ipynb", RIGHT, "not in the roster")
    report, told = batch(course, sent)
    assert {each.student: (each.status, each.score) for each in report.standings} == {
        "s001": ("graded", 3.0),
        "s002": ("graded", 1.0),
        "s003": ("unreadable", None),
        "s004": ("refused", None),
        "김하나": ("graded", 3.0),
    }
    assert (report.new, report.unchanged) == (5, 0)
    assert [(now.done, now.total) for now in told] == [
        (0, 4),
        (1, 4),
        (2, 4),
        (3, 4),
        (4, 4),
        (4, 4),
    ]
    return course


def test_an_unchanged_batch_runs_nothing(graded: Course) -> None:
    report, told = batch(graded, graded.root / "in")
    assert (report.new, report.unchanged, told) == (0, 4, [])
    assert len(report.standings) == 5
    assert not report.isolation


def test_only_one_more_submission_runs(graded: Course) -> None:
    hand_in(graded.root / "more/s001.ipynb", NO_FACTOR, "second thoughts")
    report, told = batch(graded, graded.root / "more")
    assert [(each.student, each.score) for each in report.standings] == [("s001", 1.0)]
    assert (report.new, told[-1].total) == (1, 1)
    back, told = batch(graded, graded.root / "in")
    assert (back.standings[0].score, told) == (3.0, [])


def test_the_exact_bytes_are_kept(graded: Course) -> None:
    data = (graded.root / "in/s002.ipynb").read_bytes()
    report, _ = batch(graded, graded.root / "in")
    digest = {each.student: each.sha256 for each in report.standings}["s002"]
    assert submission_files(graded).read(digest) == data


def test_status_names_everyone_in_the_roster_or_with_a_submission(graded: Course) -> None:
    (found,) = status(graded)
    assert {each.student: (each.status, each.in_roster) for each in found.students} == {
        "s001": ("graded", True),
        "s002": ("graded", True),
        "s003": ("unreadable", True),
        "s004": ("refused", True),
        "김하나": ("graded", False),
    }
    assert not any(each.outdated for each in found.students)


def test_a_changed_seed_makes_results_outdated_but_not_lost(graded: Course) -> None:
    changed = replace(graded, seed="another-seed-entirely")
    (found,) = status(changed)
    assert [each.outdated for each in found.students] == [True] * 5
    assert grades(changed)[0].outdated == 5


def test_an_override_changes_grade_and_page_until_it_is_withdrawn(
    graded: Course, tmp_path: Path
) -> None:
    def score() -> float | None:
        return {each.student: each.score for each in grades(graded, "tiny")[0].results}["s002"]

    how = {"exercise": "square_gradient", "actor": ACTOR}
    override(graded, "tiny", "s002", 1.5, reason="half <b>right</b>", **how)
    assert score() == 2.5
    (written,) = feedback(graded, "tiny", to=tmp_path)
    page = (written.folder / "students" / page_name("s002")).read_text("utf-8")
    assert "half &lt;b&gt;right&lt;/b&gt;" in page
    assert [each.points for each in overrides(graded, "tiny")] == [1.5]
    override(graded, "tiny", "s002", None, reason="looked again", **how)
    assert score() == 1.0
    assert overrides(graded, "tiny") == []


def test_points_for_the_whole_assignment_come_with_their_reason_and_no_praise(
    graded: Course, tmp_path: Path
) -> None:
    for student in ("s001", "s003"):  # One who had all points, and one whose file is no notebook.
        override(graded, "tiny", student, 0.5, reason="graded by <b>hand</b>", actor=ACTOR)
    (written,) = feedback(graded, "tiny", to=tmp_path, language="en")
    for student in ("s001", "s003"):
        page = (written.folder / "students" / page_name(student)).read_text("utf-8")
        assert "graded by &lt;b&gt;hand&lt;/b&gt;" in page
        assert "Everything that was checked is right" not in page
        override(graded, "tiny", student, None, reason="looked again", actor=ACTOR)


@pytest.mark.parametrize(
    ("student", "points", "exercise", "reason", "said"),
    [
        ("s00", 1.0, "", "x", "did you mean 's00"),
        ("s001", 9.0, "", "x", "0 to 3 points, not 9"),
        ("s001", float("nan"), "", "x", "0 to 3 points"),
        ("s001", 1.0, "sqare", "x", "did you mean 'square'"),
        ("s001", 1.0, "", " ", "needs a reason"),
        ("s001", None, "", "x", "no override"),
        ("s003", 1.0, "square", "x", "no graded submission"),
    ],
)
def test_an_override_that_cannot_be_meant_is_refused(
    graded: Course, student: str, points: float | None, exercise: str, reason: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        override(graded, "tiny", student, points, exercise=exercise, reason=reason, actor=ACTOR)


def test_every_student_gets_a_page_in_a_language_of_their_own(
    graded: Course, tmp_path: Path
) -> None:
    (english,) = feedback(graded, "tiny", to=tmp_path / "en")
    (korean,) = feedback(graded, "tiny", to=tmp_path / "ko", language="ko")
    assert english.pages == 5
    assert 'lang="ko"' in (korean.folder / "students/s002.html").read_text("utf-8")
    index = english.index.read_text("utf-8")
    for page in (english.folder / "students").iterdir():
        assert page.suffix == ".html"
    assert index.count("students/") == 5


def test_page_names_are_safe_and_tell_students_apart() -> None:
    names = ["s001", "S001", "../s001", "s/001", "a b", "a_b", ".hidden", "김하나", "x" * 300]
    pages = [page_name(name) for name in [*names, "straße", "strasse"]]
    assert len({page.casefold() for page in pages}) == len(pages)
    assert not any("/" in page or page.startswith(".") or len(page) > 120 for page in pages)


def test_nobody_can_be_called_like_the_page_of_another() -> None:
    page = page_name("kim minsu")
    assert page_name(page.removesuffix(".html")) != page


def test_a_batch_killed_at_any_moment_is_completed_by_the_same_command(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    students = [f"k{number:02}" for number in range(24)]
    for student in students:
        hand_in(course / f"in/{student}.ipynb", RIGHT, student)
    for stored in (1, 6):
        process = start(course, "grade", "tiny", course / "in", "--workers", 1)
        deadline = time.monotonic() + 60
        while len(select(course, GRADED_TIMES)) < stored and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert stored <= len(select(course, GRADED_TIMES)) < len(students)
    code, _, said = run(course, "grade", "tiny", course / "in", "--workers", 1)
    assert (code, "24 graded" in said) == (0, True), said
    assert sorted(select(course, GRADED_TIMES)) == [(f"tiny/{s}", 1) for s in students]


def test_two_batches_at_once_share_the_work_and_both_report_all_of_it(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    students = [f"k{number:02}" for number in range(24)]
    for student in students:
        hand_in(course / f"in/{student}.ipynb", RIGHT, student)
    both = [start(course, "grade", "tiny", course / "in", "--workers", 1) for _ in range(2)]
    for process in both:
        _, said = process.communicate()
        assert (process.returncode, "24 submissions (24 graded)" in said) == (0, True), said
    assert sorted(select(course, GRADED_TIMES)) == [(f"tiny/{s}", 1) for s in students]
