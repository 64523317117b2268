"""The tiny course with one small quiz, for what is done with quizzes."""

from __future__ import annotations

from pathlib import Path

from autograder.course.loader import load_course
from autograder.course.model import Course
from tests.services.tiny import copy_of_the_course

QUIZ = r"""
id: week-1
version: '1'
title: {en: Week 1, ko: 1주차}
policy: {attempts: 2, keep: best, time_limit: 10 min, show: {explanation: attempt}}
questions:
  - id: pick
    type: single
    prompt: {en: 'Which is *non-linear*: $x^2$?', ko: '비선형인 것은 무엇입니까?'}
    choices:
      - {id: relu, text: ReLU, right: true}
      - {id: line, text: '$f(x) = 2x$', feedback: {en: This is a line., ko: 직선입니다.}}
      - {id: flat, text: '$f(x) = 1$', credit: 0.25, feedback: {en: Flat., ko: 상수입니다.}}
    hints: [{text: {en: Draw them., ko: 그려 보세요.}, cost: 0.25}]
    explanation: {en: A kink bends., ko: 꺾이는 점이 있습니다.}
  - id: width
    type: integer
    prompt: {en: 'Width {{n}}, kernel 3?', ko: '너비 {{n}}, 커널 3?'}
    parameters: {n: {from: 10, to: 40}}
    variants: 5
    answer: n - 2
    points: 2
  - id: chain
    type: probability
    prompt: {en: 'Factorise $P(A, B)$.', ko: '$P(A, B)$를 나누세요.'}
    equals: P(A, B)
    answer: P(A|B) P(B)
    form: {max_left: 1}
  - id: blanks
    type: fill_in
    prompt: {en: 'One is [[one]], two is [[two]].', ko: '하나는 [[one]], 둘은 [[two]].'}
    blanks: {one: {type: integer, answer: 1}, two: {type: integer, answer: 2}}
"""

SNIPPET = """
  - id: prints
    type: code_output
    prompt: {en: 'What does it print?', ko: '무엇이 출력됩니까?'}
    code: print(6 * 7)
"""


def course_with_quiz(folder: Path, quiz: str = QUIZ) -> Course:
    """The course, loaded; its quiz is week-1."""
    root = copy_of_the_course(folder)
    (root / "quizzes").mkdir()
    (root / "quizzes/week-1.yaml").write_text(quiz, encoding="utf-8")
    return load_course(root / "course.yaml")
