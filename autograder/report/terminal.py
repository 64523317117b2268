"""Tables and single results for a terminal, as rich renderables. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text as Line

from autograder.grading.result import Outcome, Result
from autograder.report.figure import figure
from autograder.report.plain import number, one_line, printable
from autograder.report.strings import Catalogue, catalogue
from autograder.report.summary import exercise_ids, score_of, summarise
from autograder.report.visible import StudentFeedback, TestFeedback, for_student

_STYLES = {
    Outcome.PASSED: ("✓", "blue"),
    Outcome.PARTIAL: ("◐", "yellow"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.ERROR: ("!", "red"),
}
_MOST_SHOWN = 10


def scores_table(
    results: Iterable[Result], names: Mapping[str, str] | None = None, language: str = "en"
) -> Table:
    """Everyone by student: status, score, points. Names where known.

    Exercises are columns by number, which the caption explains: a terminal is 80 columns wide.
    """
    words = catalogue(language)
    everyone = sorted(results, key=lambda result: result.student)
    columns = exercise_ids(everyone)
    legend = ", ".join(f"{index} {one_line(name)}" for index, name in enumerate(columns, 1))
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=0,
        pad_edge=False,
        header_style="bold",
        caption=Line(legend),
        caption_justify="left",
    )
    table.add_column(words["student"], no_wrap=True, max_width=24)
    if names:
        table.add_column(words["name"], no_wrap=True, max_width=20)
    table.add_column(words["status"], no_wrap=True)
    most = number(max((result.max_score for result in everyone), default=0.0))
    table.add_column(f"{words['score']} / {most}", justify="right", no_wrap=True)
    for index, _ in enumerate(columns, 1):
        table.add_column(str(index), justify="right", no_wrap=True)
    for result in everyone:
        points = {exercise.id: number(exercise.score) for exercise in result.exercises}
        name = [Line(one_line(names.get(result.student, "")))] if names else []
        graded = result.score is not None
        table.add_row(
            Line(one_line(result.student)),
            *name,
            Line(words[f"status_{result.status.value}"], style="" if graded else "red"),
            number(score_of(result)) if graded else "–",
            *(points.get(column, "") for column in columns),
        )
    return table


def missed_table(results: Iterable[Result], language: str = "en") -> Table:
    """What most people got wrong: the most missed hidden tests and what was found there."""
    words = catalogue(language)
    table = Table(title=words["missed"], title_justify="left", header_style="bold", show_lines=True)
    table.add_column(words["exercise"], overflow="fold")
    table.add_column(words["what_was_checked"], ratio=2)
    table.add_column(words["missed_by"], justify="right", no_wrap=True)
    table.add_column(words["most_frequent"], ratio=3)
    for test in summarise(results).missed[:_MOST_SHOWN]:
        table.add_row(
            Line(one_line(test.exercise)),
            Line(printable(test.title.in_language(language))),
            f"{test.share:.0%} ({test.missed})",
            Line(f"{printable(test.finding.in_language(language), longest=300)} ({test.found})"),
        )
    return table


def submission_view(result: Result, language: str = "en", *, staff: bool = False) -> RenderableType:
    """One result as its student sees it; with `staff`, what only staff may see as well."""
    words = catalogue(language)
    feedback = for_student(result, language)
    parts = [*_head(feedback, words), *_cells(feedback, words)]
    private = {test.id: test.private for e in result.exercises for test in e.tests} if staff else {}
    if feedback.exercises:
        for exercise, of_result in zip(feedback.exercises, result.exercises, strict=True):
            points = f"{number(exercise.score)} / {number(exercise.max_score)}"
            parts += [Line(""), Line.assemble((exercise.id, "bold"), f"  {points}")]
            for test, hidden in zip(exercise.tests, of_result.tests, strict=True):
                parts.append(Padding(Group(*_test(test, words)), (0, 0, 0, 2)))
                if private.get(hidden.id):
                    parts.append(Padding(_secret(private[hidden.id], words), (0, 0, 0, 4)))
    else:
        # What a student is spared is what the author came for: the tests that are at fault.
        for test_id, secret in private.items():
            if secret:
                parts += [Line(test_id, style="bold"), _secret(secret, words)]
    if staff:
        parts += [Line(""), *_provenance(result, words)]
    return Group(*parts)


def _head(feedback: StudentFeedback, words: Catalogue) -> Iterator[RenderableType]:
    title = Line(feedback.student, style="bold")
    if feedback.score is not None:
        score = words.say(
            "points_of", score=number(feedback.score), points=number(feedback.max_score)
        )
        yield Line.assemble(title, "  ", score)
    else:
        yield Line.assemble(title, "  ", (words["no_score"], "red"))
        yield Line(feedback.message)
        yield Line(f"{words['what_to_do']}: {feedback.advice}")


def _cells(feedback: StudentFeedback, words: Catalogue) -> Iterator[RenderableType]:
    for note in feedback.cells:
        # A name of the student's may have several lines: none of them begins where ours do.
        head = Table.grid(padding=(0, 2, 0, 0))
        head.add_column(no_wrap=True)
        head.add_column(overflow="fold")
        head.add_row(Line(words.say("code_cell", cell=note.cell), style="bold"), Line(note.text))
        yield head
        if note.traceback:
            yield Padding(Line(note.traceback, style="dim"), (0, 0, 0, 4))


def _test(test: TestFeedback, words: Catalogue) -> Iterator[RenderableType]:
    mark, style = _STYLES[test.outcome]
    word = words[f"test_{test.outcome.value}"]
    points = f"  {number(test.score)} / {number(test.max_score)}" if test.max_score else ""
    yield Line.assemble((f"{mark} {word}", style), f"{points}  {test.title}")
    details = [Line(test.message)] if test.message else []
    details += [Line.assemble((f"{words['hint']}: ", "bold"), hint) for hint in test.hints]
    for departure in test.departures:
        drawn = figure(departure, words.language, "terminal")
        details.append(Line(f"{drawn.caption} {words['inputs']}: {departure.case}", style="dim"))
    if test.traceback:
        details.append(Line(test.traceback, style="dim"))
    for detail in details:
        yield Padding(detail, (0, 0, 0, 2))


def _secret(text: str, words: Catalogue) -> RenderableType:
    title = words["for_staff"]
    return Panel(Line(printable(text)), title=title, title_align="left", style="magenta")


def _provenance(result: Result, words: Catalogue) -> Iterator[RenderableType]:
    if result.private:
        yield _secret(result.private, words)
    if result.score is None:
        yield _secret(result.message.in_language(words.language), words)
    facts = {
        words["isolation"]: result.isolation,
        words["seconds"]: f"{result.seconds:.3f}",
        "submission": result.provenance.submission,
        "grader": result.provenance.grader,
        "seed": result.provenance.seed,
        **result.provenance.versions,
    }
    for name, value in facts.items():
        yield Line(f"{name}: {one_line(value)}", style="magenta")
