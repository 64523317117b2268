"""Score a file of answers: a pure function of the quiz, the course's seed and the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.model import Course
from autograder.quiz.model import Answer, Quiz
from autograder.quiz.policy import final_score
from autograder.quiz.score import AttemptResult, score_attempt, to_json
from autograder.quiz.variant import draw_variant
from autograder.services.quiz_answers import Row, read_answers
from autograder.services.quizzes import open_quiz

SCHEMA = "autograder-quiz-scores/1"


@dataclass(frozen=True)
class StudentScores:
    """One student's attempts by number, and the score that counts."""

    student: str
    attempts: tuple[tuple[int, AttemptResult], ...]
    score: float
    """After the penalties of the policy."""


@dataclass(frozen=True)
class QuizScores:
    """Everyone in the file, by student."""

    quiz: Quiz
    students: tuple[StudentScores, ...]


def score_file(course: Course, quiz_id: str, answers: Path) -> QuizScores:
    """Score the answers in a CSV or YAML file; see `read_answers`. Nothing is recorded.

    Raises UsageError for a faulty file, and CourseError.
    """
    quiz = open_quiz(course, quiz_id)
    return score_rows(quiz, course.seed, read_answers(answers, quiz))


def score_rows(quiz: Quiz, seed: str, rows: Iterable[Row]) -> QuizScores:
    """Each student gets the variants that `quiz take` gives; which attempts there are, rows say."""
    attempts: dict[str, dict[int, tuple[dict[str, Answer], dict[str, int]]]] = {}
    for row in rows:
        answers, hints = attempts.setdefault(row.student, {}).setdefault(row.attempt, ({}, {}))
        answers[row.question], hints[row.question] = row.answer, row.hints
    students = []
    for student, given in sorted(attempts.items()):
        results = []
        for number, (answers, hints) in sorted(given.items()):
            variants = {
                question.id: draw_variant(quiz, question, seed, student, number)
                for question in quiz.questions
            }
            results.append((number, score_attempt(quiz, answers, variants, hints)))
        score = final_score(quiz.policy, [result.score for _, result in results])
        students.append(StudentScores(student, tuple(results), score or 0.0))
    return QuizScores(quiz, tuple(students))


def scores_json(scores: QuizScores) -> dict[str, Any]:
    """The documented JSON form; docs/quizzes.md shows it."""
    return {
        "schema": SCHEMA,
        "quiz": scores.quiz.id,
        "version": scores.quiz.version,
        "max_score": scores.quiz.points,
        "students": [
            {
                "student": student.student,
                "score": student.score,
                "attempts": [
                    {"attempt": number, **to_json(result)} for number, result in student.attempts
                ],
            }
            for student in scores.students
        ],
    }
