"""What the records hold: `status`, `grades`, `feedback`; and `override`, which changes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.counted import counted
from autograder.cli.progress import progress
from autograder.cli.session import AssignmentOrAll, Session
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.services.grades import AssignmentGrades
    from autograder.services.status import AssignmentStatus


def status(context: typer.Context, assignment: AssignmentOrAll = None) -> None:
    """Show who sent what, and what is graded.

    \b
    autograder status
    autograder status sgd
    """
    from autograder.services.status import status as look

    session = context.ensure_object(Session)
    for found in look(session.course, assignment):
        _show_status(session, found)


def _show_status(session: Session, found: AssignmentStatus) -> None:
    from rich.table import Table
    from rich.text import Text

    from autograder.report.plain import number, one_line

    table = Table(title=f"{found.assignment.id}", title_justify="left", header_style="bold")
    for column in ("student", "name", "team", "status", "received (UTC)"):
        table.add_column(column, no_wrap=column != "name")
    table.add_column("score", justify="right", no_wrap=True)
    for each in found.students:
        said = each.status + ("" if each.in_roster else ", not in the roster")
        said += ", outdated" if each.outdated else ""
        received = f"{each.received_at:%Y-%m-%d %H:%M}" if each.received_at else ""
        score = "" if each.score is None else f"{number(each.score)} / {number(each.max_score)}"
        texts = (each.student, each.name, each.team, said, received, score)
        table.add_row(*(Text(one_line(text)) for text in texts))
    session.data.print(table)
    counts: dict[str, int] = {}
    for each in found.students:
        counts[each.status] = counts.get(each.status, 0) + 1
    summary = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    session.say(f"{found.assignment.id}: {summary or 'nobody in the roster, nothing received'}")


def grades(
    context: typer.Context,
    assignment: AssignmentOrAll = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="As CSV, which a spreadsheet opens as it is.")
    ] = False,
) -> None:
    """Show the scores that count, overrides included.

    \b
    autograder grades sgd
    autograder grades sgd --csv > sgd.csv
    """
    from autograder.services.grades import grades as look

    session = context.ensure_object(Session)
    found = look(session.course, assignment)
    if csv and len(found) > 1:
        raise UsageError(
            "the assignments have different columns; name one: "
            f"autograder grades {found[0].assignment.id} --csv"
        )
    for each in found:
        if csv:
            _write_csv(session, each)
        else:
            _show_grades(session, each)
        if each.waiting:
            session.say(f"{each.assignment.id}: {each.waiting} not graded yet")
        if each.outdated:
            session.say(
                f"{each.assignment.id}: {each.outdated} results are of graders that were changed "
                "since; `autograder grade` runs those again"
            )


def _write_csv(session: Session, found: AssignmentGrades) -> None:
    from autograder.report.gradebook import ENCODING, gradebook

    people = session.course.people
    text = gradebook(
        found.results,
        names={person.id: person.name for person in people.values()},
        teams={person.id: person.team for person in people.values()},
        roster=people,
    )
    sys.stdout.buffer.write(text.encode(ENCODING))
    sys.stdout.buffer.flush()


def _show_grades(session: Session, found: AssignmentGrades) -> None:
    from autograder.report.terminal import scores_table

    course = session.course
    names = {person.id: person.name for person in course.people.values()}
    table = scores_table(found.results, names, course.languages[0])
    table.title = found.assignment.title.in_language(course.languages[0])
    session.data.print(table)


def feedback(
    context: typer.Context,
    assignment: AssignmentOrAll = None,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where. Default: below the course's state.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="en or ko for all. Default: each student's own."),
    ] = None,
) -> None:
    """Write everyone's page and a class report.

    HTML files that need no server; index.html leads to them all.

    \b
    autograder feedback sgd
    autograder feedback sgd --to feedback/ --language ko
    """
    from autograder.services.feedback import feedback as write

    session = context.ensure_object(Session)
    with progress(session, "writing feedback") as tell:
        written = write(
            session.course,
            assignment,
            to=to,
            language=session.language(language),
            progress=lambda done, total: tell(done, total, ""),
        )
    if not written:
        session.say("Nothing is graded yet; first: autograder grade ID PATH")
    for each in written:
        session.say(f"{each.assignment.id}: {counted(each.pages, 'page')} and a class report")
        print(each.index)


def override(
    context: typer.Context,
    assignment: Annotated[str, typer.Argument(metavar="ID", help="The assignment.")],
    student: Annotated[str | None, typer.Argument(metavar="STUDENT")] = None,
    points: Annotated[float | None, typer.Argument(metavar="POINTS")] = None,
    exercise: Annotated[
        str, typer.Option(metavar="NAME", help="One exercise. Default: the whole assignment.")
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why: the student and your colleagues read it.")
    ] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was given.")] = False,
) -> None:
    """Give points by hand, with a reason.

    Nothing is ever deleted; points stay when the student sends in again.

    \b
    autograder override sgd s001 6 --exercise sgd --reason "right, but printed in a loop"
    autograder override sgd s001 --withdraw --exercise sgd --reason "looked again"
    autograder override sgd                    shows the overrides in force
    """
    from autograder.services.override import override as change

    session = context.ensure_object(Session)
    if student is None:
        _show_overrides(session, assignment)
        return
    if withdraw == (points is not None):
        raise UsageError("give points, or --withdraw: autograder override ID STUDENT POINTS")
    change(
        session.course,
        assignment,
        student,
        points,
        exercise=exercise,
        reason=reason,
        actor=session.actor,
    )
    what = exercise or assignment
    now = "as graded" if points is None else counted(points, "point")
    session.say(f"{student}: {what} {now}")


def _show_overrides(session: Session, assignment: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from autograder.report.plain import number, one_line
    from autograder.services.override import overrides

    table = Table("student", "exercise", "points", "reason", "by", "when (UTC)")
    for each in overrides(session.course, assignment):
        points = "" if each.points is None else number(each.points)
        when = f"{each.at:%Y-%m-%d %H:%M}"
        texts = (each.student, each.exercise or "(all)", points, each.reason, each.by, when)
        table.add_row(*(Text(one_line(text)) for text in texts))
    session.data.print(table)
