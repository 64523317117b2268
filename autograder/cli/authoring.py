"""For course authors: `check` the course, `release` it; and `doctor` for this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.session import Session
from autograder.errors import EXIT_PLATFORM


def check(context: typer.Context) -> None:
    """Check course.yaml and all that it names.

    The roster, the master notebooks, the known solutions, the hidden tests and their points.
    Every problem is shown at once.

    \b
    autograder check
    autograder --course other/course.yaml check
    """
    from autograder.services.check import check as examine

    session = context.ensure_object(Session)
    course = session.course
    examine(course)
    for assignment in course.assignments.values():
        session.say(
            f"{assignment.id}: {len(assignment.exercises)} exercises, "
            f"{assignment.points:g} points, "
            f"{len(assignment.right)} right solutions, {len(assignment.mistakes)} known mistakes"
        )
    session.say(f"{course.id}: {len(course.people)} people in the roster. No fault found.")


def release(
    context: typer.Context,
    assignment: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The assignment. Default: each.")
    ] = None,
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
