"""For course authors: `check` the course, `release` it; and `doctor` for this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.counted import counted
from autograder.cli.progress import progress
from autograder.cli.session import AssignmentOrAll, Session
from autograder.errors import EXIT_PLATFORM

if TYPE_CHECKING:
    from autograder.course.model import Course


def check(
    context: typer.Context,
    assignment: AssignmentOrAll = None,
    solutions: Annotated[
        bool,
        typer.Option("--solutions", help="Grade the course's own right solutions and mistakes."),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that grade. Default: one per core.")
    ] = None,
) -> None:
    """Check course.yaml and all that it names.

    The roster, the master notebooks, the known solutions, the hidden tests and their points.
    Every problem is shown at once.

    \b
    autograder check
    autograder check sgd --solutions
    autograder --course other/course.yaml check

    With --solutions the master notebook and the files in right/ must get full marks; those in
    mistakes/ must lose points in their exercise and in no other, and their hint must be told.
    """
    from autograder.services.check import check as examine
    from autograder.services.opened import find_assignments

    session = context.ensure_object(Session)
    course = session.course
    examine(course, assignment)
    for each in find_assignments(course, assignment):
        session.say(
            f"{each.id}: {counted(len(each.exercises), 'exercise')}, "
            f"{counted(each.points, 'point')}, {counted(len(each.right), 'right solution')}, "
            f"{counted(len(each.mistakes), 'known mistake')}"
        )
    if solutions:
        _check_solutions(session, course, assignment, workers)
    people = counted(len(course.people), "person", "people")
    session.say(f"{course.id}: {people} in the roster. No fault found.")


def _check_solutions(
    session: Session, course: Course, assignment: str | None, workers: int | None
) -> None:
    from autograder.services.check import check_solutions

    with progress(session, "grading the course's own solutions") as tell:
        count = check_solutions(
            course,
            assignment,
            workers=workers,
            progress=lambda done, total: tell(done, total, ""),
        )
    session.say(f"{counted(count, 'known notebook')} graded: each does what it must")


def release(
    context: typer.Context,
    assignment: AssignmentOrAll = None,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where. Default: the course's own folder.")
    ] = None,
) -> None:
    """Make what students get, with nbgrader's own converter.

    \b
    autograder release
    autograder release sgd --to build/release
    """
    from autograder.services.release import release as make

    session = context.ensure_object(Session)
    for folder in make(session.course, assignment, actor=session.actor, to=to):
        print(folder)


def doctor(context: typer.Context) -> None:
    """Say what this machine can do, and what to install.

    \b
    autograder doctor
    """
    from rich.text import Text

    from autograder.services.doctor import examine

    session = context.ensure_object(Session)
    findings = examine(lambda: session.course)
    for finding in findings:
        mark, style = ("ok", "green") if finding.good else ("--", "red")
        session.data.print(
            Text.assemble((f"{mark} ", style), (f"{finding.what}: ", "bold"), finding.found),
            soft_wrap=True,
        )
        if finding.advice:
            session.data.print(Text(f"   {finding.advice}"), soft_wrap=True)
    if any(finding.blocks for finding in findings):
        raise typer.Exit(EXIT_PLATFORM)
