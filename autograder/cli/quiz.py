"""`quiz check`, `preview`, `take`, `score`, `stats` and `regrade`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.counted import counted
from autograder.cli.progress import progress
from autograder.cli.session import Session
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.services.quiz_score import QuizScores
    from autograder.services.quiz_stats import QuizFigures

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Write, check, take and score the quizzes in quizzes/*.yaml.",
)

QuizId = Annotated[str, typer.Argument(metavar="ID", help="The quiz: its file's name.")]
QuizOrAll = Annotated[str | None, typer.Argument(metavar="ID", help="The quiz. Default: each.")]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="en or ko. Default: the course's first.")
]
_LONGEST_TABLE = 60


@app.command()
def check(context: typer.Context, quiz: QuizOrAll = None, language: Language = None) -> None:
    """Prove a quiz before anybody takes it.

    Every variant is solved with its own key and answered wrongly; choices must be unambiguous;
    what snippets print is computed in the box. Then a named quiz is shown with its answers.

    \b
    autograder quiz check
    autograder quiz check chain-rule
    autograder quiz check chain-rule --language ko
    """
    from autograder.errors import CourseError
    from autograder.services.quiz_check import check_quizzes

    session = context.ensure_object(Session)
    course = session.course
    with progress(session, "checking") as tell:
        found = check_quizzes(
            course, quiz, progress=lambda done, total: tell(done, total, "") if total > 1 else None
        )
    if found.problems:
        raise CourseError(found.problems)
    for each in found.quizzes:
        if quiz is not None:
            from autograder.report.quiz_terminal import outline

            session.data.print(outline(each, language or course.languages[0]))
        variants = sum(len(question.variants) for question in each.questions)
        session.say(
            f"{each.id}: {counted(len(each.questions), 'question')}, "
            f"{counted(variants, 'variant')}, {counted(each.points, 'point')}. No fault found."
        )


@app.command()
def preview(
    context: typer.Context,
    quiz: QuizId,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where. Default: below the course's state.")
    ] = None,
) -> None:
    """Write a page with every question in all languages, answers and feedback behind a fold.

    The page is for authors: it needs no server and runs no script.

    \b
    autograder quiz preview chain-rule
    autograder quiz preview chain-rule --to build/preview
    """
    from autograder.services.quiz_preview import write_preview

    session = context.ensure_object(Session)
    print(write_preview(session.course, quiz, to=to))


@app.command()
def score(
    context: typer.Context,
    quiz: QuizId,
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="A .csv or .yaml file.")],
    json: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write every verdict there as JSON; - is stdout."),
    ] = None,
) -> None:
    """Score a file of answers, and record nothing.

    The file has the columns student, question and answer, and may have attempt and hints:

    \b
    student,question,answer
    s001,three-variables,"P(X_1) P(X_2|X_1) P(X_3|X_1,X_2)"
    s002,three-variables,P(X_1) P(X_2) P(X_3)

    \b
    autograder quiz score chain-rule answers.csv
    autograder quiz score chain-rule answers.yaml --json scores.json
    """
    from json import dump

    from autograder.services.quiz_score import score_file, scores_json

    session = context.ensure_object(Session)
    scores = score_file(session.course, quiz, answers)
    if json == "-":
        dump(scores_json(scores), sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    if json is not None:
        with Path(json).open("w", encoding="utf-8") as stream:
            dump(scores_json(scores), stream, ensure_ascii=False, indent=1)
            stream.write("\n")
    _show_scores(session, scores)


def _show_scores(session: Session, scores: QuizScores) -> None:
    from rich.table import Table
    from rich.text import Text

    from autograder.report.plain import number, one_line

    if len(scores.students) <= _LONGEST_TABLE:
        table = Table(header_style="bold")
        for column in ("student", "attempts", "score", "unreadable"):
            table.add_column(column, justify="left" if column == "student" else "right")
        for student in scores.students:
            unreadable = sum(
                entry.verdict is not None and entry.verdict.error is not None
                for _, result in student.attempts
                for entry in result.questions
            )
            cells = (
                one_line(student.student),
                str(len(student.attempts)),
                f"{number(student.score)} / {number(scores.quiz.points)}",
                str(unreadable or ""),
            )
            table.add_row(*(Text(cell) for cell in cells))
        session.people.print(table)
    session.say(
        f"{scores.quiz.id}: {counted(len(scores.students), 'student')} scored; nothing is recorded"
    )


@app.command()
def take(
    context: typer.Context,
    quiz: QuizId,
    student: Annotated[
        str | None, typer.Option(metavar="ID", help="Who takes it. Default: your user name.")
    ] = None,
    language: Language = None,
) -> None:
    """Take a quiz here in the terminal.

    Each answer is kept as soon as it is given: leave whenever you want, and the same command goes
    on from there. The time limit is counted from the moment in which the attempt began.

    \b
    autograder quiz take chain-rule
    autograder quiz take chain-rule --student s001 --language ko
    """
    from datetime import datetime

    from autograder.cli.take import Screen
    from autograder.services.opened import open_records
    from autograder.services.quiz_take import RefusedError, Taker
    from autograder.services.quizzes import open_quiz

    session = context.ensure_object(Session)
    course = session.course
    opened = open_quiz(course, quiz)
    who = student or session.actor
    person = course.people.get(who)
    chosen = (
        session.language(language) or (person.language if person else "") or course.languages[0]
    )
    with open_records(course) as records:
        taker = Taker(records, opened, course.seed, who)
        try:
            Screen(
                session.data, opened, taker, chosen, now=lambda: datetime.now().astimezone()
            ).run()
        except RefusedError as error:
            raise UsageError(error.text.in_language(chosen)) from None


@app.command()
def stats(
    context: typer.Context,
    quiz: QuizId,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A file as for `quiz score`. Default: the records."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where. Default: below the course's state.")
    ] = None,
    language: Language = None,
) -> None:
    """Show how hard the questions are and which of them to look at; first attempts only.

    The table goes to stderr; the path of a page with a figure and every answer to stdout.

    \b
    autograder quiz stats chain-rule
    autograder quiz stats chain-rule --answers answers.csv --language ko
    """
    from datetime import UTC, datetime

    from autograder.services.quiz_stats import figures

    session = context.ensure_object(Session)
    course = session.course
    found = figures(course, quiz, now=datetime.now(UTC), answers=answers, to=to, language=language)
    _show_stats(session, found, language or course.languages[0])
    print(found.page)


def _show_stats(session: Session, found: QuizFigures, language: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from autograder.quiz.flags import few_answers, flags
    from autograder.report.quiz_stats_page import SHORT_COLUMNS, facts, short_row
    from autograder.report.strings import catalogue

    words = catalogue(language)
    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(words["question"], overflow="fold")
    rows = [short_row(question) for question in found.stats.questions]
    used = [place for place in range(1, len(SHORT_COLUMNS) + 1) if any(row[place] for row in rows)]
    for place in used:
        table.add_column(words[SHORT_COLUMNS[place - 1]], justify="right", no_wrap=True)
    for row in rows:
        table.add_row(Text(row[0]), *(Text(row[place]) for place in used))
    session.people.print(table)
    session.say(", ".join(f"{name}: {value}" for name, value in facts(found.stats, words)))
    few = few_answers(found.stats)
    if few is not None:
        session.say(few.in_language(language))
    for flag in flags(found.stats):
        session.say(f"{flag.question}: {flag.text.in_language(language)}")


@app.command()
def regrade(
    context: typer.Context,
    quiz: QuizId,
    store: Annotated[bool, typer.Option("--store", help="Keep the new scores.")] = False,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why, for the audit trail; needed with --store.")
    ] = "",
) -> None:
    """Score the recorded attempts by the quiz as it is now: see who changes, then store it.

    \b
    autograder quiz regrade chain-rule
    autograder quiz regrade chain-rule --store --reason "the key of q3 was wrong"
    """
    from datetime import UTC, datetime

    from rich.table import Table
    from rich.text import Text

    from autograder.report.plain import number, one_line
    from autograder.services.quiz_regrade import regrade as run

    session = context.ensure_object(Session)
    found = run(
        session.course,
        quiz,
        now=datetime.now(UTC),
        actor=session.actor,
        reason=reason,
        store=store,
    )
    table = Table(header_style="bold")
    for column in ("student", "before", "after", "questions"):
        table.add_column(column, justify="right" if column in ("before", "after") else "left")
    for student in found.students:
        which = "; ".join(
            f"{attempt}: " + ", ".join(change.question for change in changed)
            for attempt, changed in student.attempts
        )
        cells = (one_line(student.student), number(student.before), number(student.after), which)
        table.add_row(*(Text(cell) for cell in cells))
    if found.students:
        session.data.print(table)
    kept = "stored" if found.stored else "nothing is stored"
    if found.students and not found.stored:
        kept += '; add --store --reason "..." to keep the new scores'
    session.say(
        f"{found.quiz.id}: {counted(len(found.students), 'student changes', 'students change')}, "
        f"{found.unchanged} do not; {kept}"
    )
