"""`demo`: the whole job on the sample cohort, from the course's check to the pages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.session import Session
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.course.model import Assignment, Course
    from autograder.services.how import How

_COHORT = Path("examples/cohort")
_BUILD = Path("build/demo")
_OURS = ".autograder-demo"
"""Marks a folder that a demo made and the next one may empty."""


def demo(
    context: typer.Context,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that grade. Default: one per core.")
    ] = None,
    trust: Annotated[
        bool,
        typer.Option(
            "--trust-submissions", help="Grade even where the walls are too low for unknown code."
        ),
    ] = False,
) -> None:
    """Do the whole job on the sample cohort.

    The notebooks are those in examples/cohort/; it takes a minute or two.

    \b
    autograder demo

    Everything it makes lies below build/demo/; the course's own records are not touched.
    """
    from autograder.cli.authoring import check
    from autograder.cli.grading import how_to_run

    session = context.ensure_object(Session)
    check(context)
    given = session.course
    assignments = [a for a in given.assignments.values() if (_cohort(given) / a.id).is_dir()]
    if not assignments:
        raise UsageError(
            f"the demo is of a course with a sample cohort; {_cohort(given)} holds none of"
            f" {', '.join(given.assignments)}"
        )
    course = _elsewhere(given)
    session.state = course.state
    _release(session, course)
    how = how_to_run(workers, None, trust)
    for assignment in assignments:
        _grade(session, course, assignment, how)
    _feedback(session, course)


def _cohort(course: Course) -> Path:
    return course.root / _COHORT


def _elsewhere(course: Course) -> Course:
    """The same course with records, files and releases of its own, all new."""
    folder = course.root / _BUILD
    if folder.exists():
        if not (folder / _OURS).exists():
            raise UsageError(f"{folder} was not made by a demo; move it away")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _OURS).touch()
    return replace(
        course,
        state=folder / "state",
        database=f"sqlite:///{_BUILD.as_posix()}/state/records.sqlite3",
        release=folder / "assignments",
    )


def _release(session: Session, course: Course) -> None:
    from autograder.services.release import release

    session.people.rule("release")
    for folder in release(course, actor=session.actor):
        session.say(f"released {folder}")


def _grade(session: Session, course: Course, assignment: Assignment, how: How) -> None:
    from autograder.cli.grading import remark, show
    from autograder.cli.progress import progress
    from autograder.report.terminal import missed_table
    from autograder.services.feedback import stored_results
    from autograder.services.grade import grade

    session.people.rule(f"grade {assignment.id}")
    with progress(session, f"grading {assignment.id}") as tell:
        report = grade(
            course,
            assignment.id,
            _cohort(course) / assignment.id,
            actor=session.actor,
            how=how,
            progress=lambda now: tell(now.done, now.total, remark(now)),
        )
    show(session, report)
    session.people.print(missed_table(stored_results(course, assignment), course.languages[0]))


def _feedback(session: Session, course: Course) -> None:
    from autograder.cli.progress import progress
    from autograder.services.feedback import feedback

    session.people.rule("feedback")
    folder = course.state.parent / "feedback"
    with progress(session, "writing feedback") as tell:
        written = feedback(course, to=folder, progress=lambda done, total: tell(done, total, ""))
    for each in written:
        session.say(f"{each.assignment.id}: {each.pages} pages for students in {each.folder}")
        print(each.index)
        print(each.class_report)
