"""`quiz export` and `quiz import`: quizzes for and from other systems."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.session import Session
from autograder.errors import UsageError


def export(
    context: typer.Context,
    quiz: Annotated[str, typer.Argument(metavar="ID", help="The quiz: its file's name.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="moodle, gift or qti.")
    ] = "moodle",
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="en or ko. Default: the course's first.")
    ] = None,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Where. Default: stdout.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Even if FILE exists.")] = False,
) -> None:
    """Write a quiz for another system, and say what that system cannot carry.

    moodle is Moodle XML, gift is GIFT, qti is a zip of QTI 1.2 for Canvas, Brightspace, Blackboard.

    \b
    autograder quiz export chain-rule --to chain-rule.xml
    autograder quiz export chain-rule --format gift --language ko > chain-rule.gift
    autograder quiz export chain-rule --format qti --to chain-rule.zip
    """
    from autograder.services.quiz_move import export_quiz

    session = context.ensure_object(Session)
    if to is None and form == "qti" and sys.stdout.isatty():
        raise UsageError(f"a zip is nothing to read; add --to {quiz}.zip")
    if to is not None and to.exists() and not overwrite:
        raise UsageError(f"{to} exists; choose another file, or add --overwrite")
    data, notes = export_quiz(session.course, quiz, form, language)
    if to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    else:
        try:
            to.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{to} cannot be written: {error.strerror}") from error
        print(to)
    _say(session, notes)


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Moodle XML or GIFT.")],
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Default: the file's name.")
    ] = None,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave out what cannot be imported.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Even if there is a quiz of that name.")
    ] = False,
) -> None:
    """Write quizzes/ID.yaml from a bank of Moodle, and say what had to change.

    A bank with a question that cannot be imported is refused, with the line of each such question.

    \b
    autograder quiz import bank.xml
    autograder quiz import bank.gift --id week-3 --skip
    """
    from autograder.services.quiz_move import import_quiz

    session = context.ensure_object(Session)
    done = import_quiz(session.course, file, name, skip=skip, overwrite=overwrite)
    print(done.path)
    _say(session, done.notes)
    if done.problems:
        session.say("Before anybody can take it, mend this:")
        _say(session, map(str, done.problems))
    count = "1 question is" if done.questions == 1 else f"{done.questions} questions are"
    session.say(f"{count} imported. Next: autograder quiz check {done.path.stem}")


def _say(session: Session, notes: Iterable[str]) -> None:
    for note in notes:
        session.say(f"- {note}")
