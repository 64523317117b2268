"""`grade` a batch, `try` one notebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.counted import counted
from autograder.cli.progress import progress
from autograder.cli.session import Session
from autograder.errors import EXIT_PLATFORM, EXIT_USAGE, UsageError

if TYPE_CHECKING:
    from autograder.services.grade import GradeReport, Progress
    from autograder.services.how import How

_LONGEST_TABLE = 60
_MOST_NAMES = 8
_STOPPED = 130
_EXIT_CODES = {"course_error": EXIT_USAGE, "platform_error": EXIT_PLATFORM}

Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes that grade. Default: one per core.")
]
Trust = Annotated[
    bool,
    typer.Option(
        "--trust-submissions", help="Grade even where the walls are too low for unknown code."
    ),
]
IsolationLevel = Annotated[
    str | None,
    typer.Option(metavar="LEVEL", help="namespaces, landlock, limits or process. Default: best."),
]


def grade(
    context: typer.Context,
    assignment: Annotated[str, typer.Argument(metavar="ID", help="The assignment.")],
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder, a zip or one notebook.")],
    json: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write every result there as JSON; - is stdout."),
    ] = None,
    workers: Workers = None,
    isolation: IsolationLevel = None,
    trust: Trust = False,
) -> None:
    """Grade submissions; only what has no result yet runs.

    \b
    autograder grade sgd downloads/            a folder of <student>.ipynb
    autograder grade sgd sgd.zip               the same as a zip
    autograder grade sgd submitted/            nbgrader's folders
    autograder grade sgd new/ --json out.json  results for another program

    A batch that was stopped, by whatever, is completed by the same command. Results are kept in
    the course's records: see `autograder status`, `grades` and `feedback`.
    """
    from autograder.grading.batch import warm_up

    warm_up()  # While the rest is imported and read. Most often there is something to grade.
    from autograder.services.export import write_json
    from autograder.services.grade import grade as run

    session = context.ensure_object(Session)
    how = how_to_run(workers, isolation, trust)
    file = None if json in (None, "-") else Path(str(json)).absolute()
    if file is not None and not (file.parent.is_dir() and os.access(file.parent, os.W_OK)):
        raise UsageError(f"cannot write {json}: no folder {file.parent} that can be written to")
    try:
        with progress(session, f"grading {assignment}") as tell:
            report = run(
                session.course,
                assignment,
                path,
                actor=session.actor,
                how=how,
                progress=lambda now: tell(now.done, now.total, remark(now)),
            )
    except KeyboardInterrupt:
        session.say("Stopped. What was graded is kept; the same command goes on from there.")
        raise typer.Exit(_STOPPED) from None
    if json == "-":
        write_json(
            session.course, report.assignment, report.standings, report.passed_over, sys.stdout
        )
    elif file is not None:
        with file.open("w", encoding="utf-8") as stream:
            write_json(
                session.course, report.assignment, report.standings, report.passed_over, stream
            )
    show(session, report)
    if code := exit_code(report):
        raise typer.Exit(code)


def try_(
    context: typer.Context,
    assignment: Annotated[str, typer.Argument(metavar="ID", help="The assignment.")],
    notebook: Annotated[Path, typer.Argument(metavar="NOTEBOOK", help="One .ipynb file.")],
    student_view: Annotated[
        bool, typer.Option("--student-view", help="Only as the student will see it.")
    ] = False,
    author_view: Annotated[
        bool, typer.Option("--author-view", help="Only as the author needs it.")
    ] = False,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="en or ko. Default: the course's first.")
    ] = None,
    isolation: IsolationLevel = None,
    trust: Trust = False,
) -> None:
    """Grade one notebook and record nothing.

    For an author who writes a hidden grader: the failure as the student will see it and as the
    author needs it.

    \b
    autograder try sgd attempt.ipynb
    autograder try sgd attempt.ipynb --student-view --language ko
    """
    from autograder.grading.batch import warm_up

    warm_up()
    from autograder.report.terminal import submission_view
    from autograder.services.trial import try_notebook

    session = context.ensure_object(Session)
    if student_view and author_view:
        raise UsageError("--student-view and --author-view: choose one; without either both show")
    course = session.course
    chosen = session.language(language) or course.languages[0]
    result = try_notebook(course, assignment, notebook, how_to_run(None, isolation, trust))
    if not author_view:
        session.data.rule("as the student will see it")
        session.data.print(submission_view(result, chosen))
    if not student_view:
        session.data.rule("as the author needs it")
        session.data.print(submission_view(result, chosen, staff=True))
    if code := _EXIT_CODES.get(result.status.value):
        raise typer.Exit(code)


def how_to_run(workers: int | None, isolation: str | None, trust: bool) -> How:
    """Raises UsageError for a level that does not exist."""
    from autograder.box.level import Isolation
    from autograder.services.how import How

    levels = [level.value for level in Isolation]
    if isolation is not None and isolation not in levels:
        raise UsageError(f"no isolation level {isolation!r}; there are {', '.join(levels)}")
    return How(workers, Isolation(isolation) if isolation else None, trust)


def remark(now: Progress) -> str:
    """What else there is to say about a batch in progress."""
    if now.elsewhere:
        return f"waiting for another batch, which grades {now.elsewhere}"
    return ""


def show(session: Session, report: GradeReport) -> None:
    """The scores and the counts, to people."""
    from autograder.report.terminal import scores_table
    from autograder.services.marks import STATUSES, outline

    results = [outline(report.assignment, s) for s in report.standings if s.status in STATUSES]
    if len(results) <= _LONGEST_TABLE:
        names = {person.id: person.name for person in session.course.people.values()}
        session.people.print(scores_table(results, names, session.course.languages[0]))
    counts = ", ".join(f"{count} {status}" for status, count in report.statuses.most_common())
    session.say(
        f"{report.assignment.id}: {counted(len(report.standings), 'submission')} ({counts}); "
        f"{report.ran} graded now, {report.unchanged} unchanged"
    )
    if report.passed_over:
        session.say(_not_looked_at(report.passed_over))
    if report.statuses["course_error"]:
        session.say("fault in the course: `autograder try ID NOTEBOOK --author-view` shows it")
    if report.statuses["platform_error"]:
        session.say("fault of the platform: the same command tries those again")
    if report.isolation:
        session.say(f"isolation: {', '.join(sorted(report.isolation - {''})) or 'none'}")


def _not_looked_at(names: Sequence[str]) -> str:
    count = len(names)
    what = "file that is no notebook was" if count == 1 else "files that are no notebooks were"
    more = f" and {count - _MOST_NAMES} more" if count > _MOST_NAMES else ""
    return f"{count} {what} passed over: {', '.join(names[:_MOST_NAMES])}{more}"


def exit_code(report: GradeReport) -> int:
    """0 if every submission has a result of its own making."""
    if report.statuses["platform_error"] or report.statuses["waiting"]:
        return EXIT_PLATFORM
    return EXIT_USAGE if report.statuses["course_error"] else 0
