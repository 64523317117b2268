"""The program `autograder`: its commands, what they share, and its exit code."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from autograder.cli import authoring, demo, grading, quiz, quiz_move, reading
from autograder.cli.faults import report
from autograder.cli.session import Session

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def shared(
    context: typer.Context,
    course: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="The course's folder or course.yaml. Default: here or above."
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show our tracebacks.")] = False,
) -> None:
    """Grade nbgrader notebooks with hidden pytest graders, behind real walls.

    \b
    A first look:           autograder demo
    Grade what came in:     autograder grade sgd downloads/sgd.zip
    Who has sent what:      autograder status
    Pages for students:     autograder feedback sgd
    Scores for a table:     autograder grades sgd --csv > sgd.csv

    Data goes to stdout, messages to stderr. The exit code is 0 when it is done, 2 when it was used
    wrongly or the course has a fault, 3 when the fault is ours.
    """
    session = context.find_object(Session)
    assert session is not None
    session.given, session.debug = course, debug


for command in (
    demo.demo,
    authoring.check,
    authoring.doctor,
    authoring.release,
    grading.grade,
    grading.try_,
    reading.status,
    reading.grades,
    reading.feedback,
    reading.override,
):
    app.command(command.__name__.rstrip("_"))(command)
quiz.app.command("export")(quiz_move.export)
quiz.app.command("import")(quiz_move.import_)
app.add_typer(quiz.app, name="quiz")


def main() -> NoReturn:
    """Run the command in sys.argv and end the process."""
    session = Session()
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's encoding cannot say must not end a command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(obj=session)
    except Exception as error:  # noqa: BLE001  nobody above could say it better
        sys.exit(report(error, session))
    sys.exit(0)
