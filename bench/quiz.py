"""What quizzes cost: verdicts, hostile expressions, a class, a bank, the start of a command.

    python -m bench.quiz [--expressions 10000]

Prints the table and stores it in bench/results/quiz.md. Times of verdicts are CPU time, which other
work on the machine disturbs least; commands have both that and the clock on the wall.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograder.course.loader import load_course
from autograder.quiz.check import check_quiz
from autograder.quiz.formula import judge as formula
from autograder.quiz.formula.judge import judge_formula
from autograder.quiz.formula.key import FormulaForm, FormulaKey, Variable
from autograder.quiz.load import load_quiz
from autograder.quiz.probability import judge as probability
from autograder.quiz.probability.family import Family, Kind, ProbabilityKey
from autograder.quiz.probability.family import Sequence as Symbolic
from autograder.quiz.probability.judge import judge_expression
from autograder.quiz.verdict import AnswerError
from autograder.services.quiz_answers import read_answers
from autograder.services.quiz_score import score_rows
from bench.machine import describe
from bench.our_course import OurCourse
from bench.quiz_bank import write_answers, write_bank

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "quiz.md"
_QUICK = 0.010
_STUDENTS, _QUESTIONS, _BANK = 1_000, 20, 500
_STARTS = 5
_ANY = Kind.ANY
_HOSTILE_KEYS: dict[str, list[Any]] = {
    "probability": [
        ProbabilityKey("P(X_1,…,X_t)", Family(_ANY, sequence=Symbolic())),
        ProbabilityKey("P(A,B,C)", Family(_ANY, ("A", "B", "C"))),
        ProbabilityKey("P(A)", Family(_ANY, tuple("ABCDEFGHIJK"))),
    ],
    "formula": [
        FormulaKey(
            "2cos(2x)", (Variable("x", 0.1, 2.0),), FormulaForm(expanded=True), "sin(2x)", "x"
        ),
        FormulaKey("|x|+max(x,y)", (Variable("x"), Variable("y"))),
    ],
}
_JUDGES: dict[str, Any] = {"probability": judge_expression, "formula": judge_formula}
_KEPT = (
    judge_expression, judge_formula, probability.verdict_on, formula.verdict_on,
)  # fmt: skip
"""What would find a verdict among earlier ones."""
_GENERATED = {
    "probability": "tests.quiz.probability.generated",
    "formula": "tests.quiz.formula.generated",
}


@dataclass(frozen=True)
class Verdicts:
    """CPU seconds of each verdict, in order, and how many were wrong."""

    seconds: Sequence[float]
    wrong: int

    def at(self, share: float) -> float:
        return self.seconds[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(prog="python -m bench.quiz", description=__doc__)
    parser.add_argument(
        "--expressions", type=int, default=10_000, help="right ones, and wrong ones"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as folder:
        found = quizzes(ROOT, Path(folder).resolve(), given.expressions)
    command = " ".join(["python -m bench.quiz", *sys.argv[1:]])
    head = [
        "# Quizzes, measured",
        "",
        f"Made by `{command}` on {date.today().isoformat()}.  ",  # noqa: DTZ011 - the reader's day
        *(f"{line}  " for line in describe()),
        ", ".join(f"{name} {version(name)}" for name in ("pyyaml", "sympy", "mpmath")),
        "",
        found,
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(head), encoding="utf-8")
    print("\n".join(head))


def quizzes(root: Path, folder: Path, expressions: int) -> str:
    """All figures, as Markdown. `folder` is empty and gets a course."""
    course = OurCourse(root, folder)
    parts = [_verdicts(expressions), _hostile(), _commands(root, course)]
    return "\n".join(parts)


def _verdicts(expressions: int) -> str:
    rows = []
    for name in _JUDGES:
        found = _judged(name, expressions)
        quick = sum(seconds < _QUICK for seconds in found.seconds) / len(found.seconds)
        times = " | ".join(_ms(found.at(share)) for share in (0.5, 0.95, 1))
        rows.append(f"| {name} | {len(found.seconds):,} | {found.wrong} | {quick:.1%} | {times} |")
    return "\n".join(
        [
            "## Verdicts",
            "",
            "Generated expressions, half of them right by construction and half of them wrong.",
            "",
            "| | verdicts | wrong | under 10 ms | median, CPU ms | 95 % | slowest |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _judged(name: str, expressions: int) -> Verdicts:
    make = import_module(_GENERATED[name]).make
    seconds, wrong = [], 0
    for right in (True, False):
        for seed in range(expressions):
            case = make(seed, right)
            for kept in _KEPT:
                kept.cache_clear()
            started = time.process_time()
            verdict = _JUDGES[name](case.answer, case.key)
            seconds.append(time.process_time() - started)
            wrong += verdict.equal is not case.right
    return Verdicts(sorted(seconds), wrong)


def _hostile() -> str:
    texts: dict[str, str] = import_module("tests.quiz.hostile").HOSTILE
    rows = []
    for name, keys in _HOSTILE_KEYS.items():
        cases = [
            (what, partial(_JUDGES[name], text, key))
            for what, text in texts.items()
            for key in keys
        ]
        slow = max((_seconds(judge), what) for what, judge in cases)
        large = max((_megabytes(judge), what) for what, judge in cases)
        rows.append(
            f"| {name} | {len(cases)} | {slow[0]:.2f} ({slow[1]}) | {large[0]:.1f} ({large[1]}) |"
        )
    return "\n".join(
        [
            "## Hostile expressions",
            "",
            "Of tests/quiz/hostile.py: each gets a verdict or is refused.",
            "",
            "| | texts and keys | slowest, CPU s | most memory, MB |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _seconds(judge: Callable[[], object]) -> float:
    for kept in _KEPT:
        kept.cache_clear()
    started = time.process_time()
    _tried(judge)
    return time.process_time() - started


def _megabytes(judge: Callable[[], object]) -> float:
    for kept in _KEPT:
        kept.cache_clear()
    tracemalloc.start()
    try:
        _tried(judge)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def _tried(judge: Callable[[], object]) -> None:
    try:
        judge()
    except AnswerError:
        return


def _commands(root: Path, course: OurCourse) -> str:
    return "\n".join(
        [
            "## A class, a bank, a start",
            "",
            "| | CPU s | s |",
            "|---|---|---|",
            *_class(root, course),
            *_bank(root, course),
            _start(course),
            "",
        ]
    )


def _class(root: Path, course: OurCourse) -> Iterator[str]:
    write_bank(root, course.folder, "class", _QUESTIONS)
    loaded = load_course(course.folder)
    quiz = load_quiz(course.folder / "quizzes/class.yaml", loaded.languages)
    answers = course.folder / "answers.csv"
    write_answers(quiz, loaded.seed, _STUDENTS, answers)
    what = f"{_STUDENTS:,} students × {_QUESTIONS} questions"

    def score() -> None:
        scored = score_rows(quiz, loaded.seed, read_answers(answers, quiz))
        assert len(scored.students) == _STUDENTS

    yield _row(f"{what}, read and scored", *_times(score))
    out = str(course.folder / "scores.json")
    took = course.run("quiz", "score", "class", str(answers), "--json", out)
    yield _row(f"{what}, `autograder quiz score`", took.cpu, took.seconds)
    (course.folder / "quizzes/class.yaml").unlink()


def _bank(root: Path, course: OurCourse) -> Iterator[str]:
    letters = write_bank(root, course.folder, "bank", _BANK)
    path = course.folder / "quizzes/bank.yaml"
    languages = load_course(course.folder).languages
    quiz = load_quiz(path, languages)
    variants = sum(len(question.variants) for question in quiz.questions)
    what = f"{_BANK} questions with {variants:,} variants in one file of {letters:,} characters"

    def load_and_check() -> None:
        problems = check_quiz(load_quiz(path, languages), None)
        assert not problems, problems

    yield _row(f"{what}, loaded", *_times(lambda: load_quiz(path, languages)))
    yield _row("the same, loaded and checked", *_times(load_and_check))
    took = course.run("quiz", "check")
    yield _row("the same, `autograder quiz check`, box included", took.cpu, took.seconds)


def _start(course: OurCourse) -> str:
    took = sorted(
        (each.cpu, each.seconds) for each in (course.run("quiz", "--help") for _ in range(_STARTS))
    )
    return _row("`autograder quiz --help`", *took[_STARTS // 2])


def _times(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _row(what: str, cpu: float, wall: float) -> str:
    return f"| {what} | {cpu:.2f} | {wall:.2f} |"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"


if __name__ == "__main__":
    main()
