"""`quiz export` and `quiz import`: quizzes for and from other systems."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.session import Session


def export(
    context: typer.Context,
    quiz: Annotated[str, typer.Argument(metavar="ID", help="The quiz: its file's name.")],
    form: Annotated[
        str, typer.Option("--format", metavar="NAME", help="moodle, gift or qti.")
    ] = "moodle",
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="en or ko. Default: the course's first.")
    ] = None,
) -> None:
    """Write a quiz for another system to stdout, and say what that system cannot carry.

    \b
    autograder quiz export chain-rule --format moodle > chain-rule.xml
    autograder quiz export chain-rule --format gift --language ko > chain-rule.gift
    """
    from autograder.services.quiz_move import export_quiz

    session = context.ensure_object(Session)
    text, notes = export_quiz(session.course, quiz, form, language)
    print(text, end="")
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
) -> None:
    """Write quizzes/ID.yaml from a bank of Moodle, and say what had to change.

    A bank with a question that cannot be imported is refused, with the line of each such question.

    \b
    autograder quiz import bank.xml
    autograder quiz import bank.gift --id week-3 --skip
    """
    from autograder.services.quiz_move import import_quiz

    session = context.ensure_object(Session)
    path, notes = import_quiz(session.course, file, name, skip=skip)
    print(path)
    _say(session, notes)


def _say(session: Session, notes: tuple[str, ...]) -> None:
    for note in notes:
        session.say(f"- {note}")
