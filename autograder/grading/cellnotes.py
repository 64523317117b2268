# ruff: noqa: E501 - Hangul counts double, and a sentence broken up is harder to translate.
"""What a student is told about their cells: what was skipped, what raised, what was too slow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.box.reply import CellReport
from autograder.grading.result import CellNote
from autograder.text import Text

_MOST_NOTES = 50
"""Nobody reads more, and a notebook may have thousands of cells, each with a page of traceback."""


def cell_notes(reports: Sequence[CellReport]) -> tuple[CellNote, ...]:
    """The notes on all cells, in their order; cells that ran without trouble have none.

    Beyond a number that a person reads, the last note says how many are left out.
    """
    notes = [note for report in reports for note in _notes(report)]
    left_out = len(notes) - _MOST_NOTES
    if left_out > 1:
        notes[_MOST_NOTES:] = [CellNote(notes[_MOST_NOTES].cell, _more(left_out))]
    return tuple(notes)


def _notes(report: CellReport) -> Iterator[CellNote]:
    if report.skipped:
        yield CellNote(report.number, _skipped(report.skipped))
    if report.timed_out:
        yield CellNote(report.number, _LEFT_OUT_SLOW if report.left_out else _SLOW)
    elif report.left_out:
        yield CellNote(report.number, _NOT_RUN if report.error is None else _LEFT_OUT)
    elif report.error is not None:
        yield CellNote(report.number, _raised(report.error.type), report.error.traceback)


def _more(count: int) -> Text:
    return Text.of(
        f"From this cell on there are {count} more notes of this kind, which are left out here.",
        f"이 셀부터 같은 종류의 안내가 {count}건 더 있으며 여기서는 생략합니다.",
    )


def _skipped(lines: Sequence[str]) -> Text:
    shown = ", ".join(f"`{line}`" for line in lines[:3]) + (", ..." if len(lines) > 3 else "")
    return Text.of(
        f"Magics and shell lines are not run when a notebook is graded. Skipped: {shown}",
        f"채점할 때는 매직 명령과 셸 명령을 실행하지 않습니다. 건너뛴 줄: {shown}",
    )


def _raised(kind: str) -> Text:
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        return Text.of(
            f"Python cannot read the cell ({kind}), so nothing in it was run. The cells below it were.",
            f"문법 오류({kind}) 때문에 이 셀은 전혀 실행되지 않았습니다. 아래 셀들은 실행되었습니다.",
        )
    if kind == "ModuleNotFoundError":
        return Text.of(
            "The cell stopped because a library is missing. When a notebook is graded there are numpy and Python's own libraries alone; plots are not drawn. What the cell defined before that is kept, and the cells below it were run.",
            "라이브러리가 없어 이 셀이 중단되었습니다. 채점할 때는 numpy와 Python 표준 라이브러리만 쓸 수 있고, 그림은 그리지 않습니다. 그 전에 정의된 것은 남아 있고 아래 셀들은 실행되었습니다.",
        )
    return Text.of(
        f"The cell stopped with {kind}. What it defined before that is kept, and the cells below it were run.",
        f"이 셀은 {kind}(으)로 중단되었습니다. 그 전에 정의된 것은 남아 있고 아래 셀들은 실행되었습니다.",
    )


_SLOW = Text.of(
    "The cell was stopped because it took too long. What it defined before that is kept, and the cells below it were run.",
    "이 셀은 시간이 너무 오래 걸려 중단되었습니다. 그 전에 정의된 것은 남아 있고 아래 셀들은 실행되었습니다.",
)

_LEFT_OUT_SLOW = Text.of(
    "The cell took too long and could not be interrupted, so the notebook was run without it. Functions that it defines are missing.",
    "이 셀은 시간이 너무 오래 걸리고 중단할 수도 없어, 이 셀을 빼고 노트북을 실행했습니다. 이 셀에서 정의한 함수는 없는 것으로 처리됩니다.",
)

_NOT_RUN = Text.of(
    "The cell was not run: the notebook's cells took all of their time, or some ended the Python process. Functions that it defines are missing.",
    "노트북의 셀들이 주어진 시간을 모두 썼거나 Python 프로세스를 종료시켜 이 셀은 실행하지 않았습니다. 이 셀에서 정의한 함수는 없는 것으로 처리됩니다.",
)

_LEFT_OUT = Text.of(
    "The cell ended the Python process, so the notebook was run without it. Functions that it defines are missing.",
    "이 셀이 Python 프로세스를 종료시켜, 이 셀을 빼고 노트북을 실행했습니다. 이 셀에서 정의한 함수는 없는 것으로 처리됩니다.",
)
