"""A bank of 500 questions and a class's answers, made of the repository's own quizzes.

Answers that are expressions get blanks that nobody else's have: what is judged is not found among
what was judged before.
"""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import yaml

from autograder.course.yaml import Document
from autograder.quiz.model import Quiz
from autograder.quiz.questions import TYPES
from autograder.quiz.variant import draw_variant

_BLANKS = " \u00a0\u2009\u200a\u202f\u3000"
_EXPRESSIONS = ("formula", "probability")
_HEAD = {"version": "1", "title": {"en": "A bank", "ko": "문제 은행"}}


def write_bank(root: Path, folder: Path, quiz_id: str, questions: int) -> int:
    """Write quizzes/<quiz_id>.yaml below `folder`; returns how many characters it has."""
    (folder / "quizzes").mkdir(exist_ok=True)
    entries = list(islice(_copies(root), questions))
    text = yaml.safe_dump(
        {"id": quiz_id, **_HEAD, "questions": entries}, allow_unicode=True, sort_keys=False
    )
    (folder / "quizzes" / f"{quiz_id}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(root / "quizzes/outputs.json", folder / "quizzes")
    for images in (root / "quizzes").glob("images"):
        shutil.copytree(images, folder / "quizzes/images", dirs_exist_ok=True)
    return len(text)


def _copies(root: Path) -> Iterator[dict[str, Any]]:
    originals: list[dict[str, Any]] = []
    for path in sorted((root / "quizzes").glob("*.yaml")):
        node = Document.open(path).root
        quiz: Any = None if node is None else node.plain()
        originals += quiz["questions"]
    for number in count():
        question = json.loads(json.dumps(originals[number % len(originals)]))
        question["id"] = f"q{number}"
        yield _marked(question, number // len(originals))


def _marked(question: dict[str, Any], number: int) -> dict[str, Any]:
    if question["type"] in _EXPRESSIONS:
        for part in (question, *question.get("known_wrong", ())):
            part["answer"] = _respaced(str(part["answer"]), number)
    return question


def _respaced(expression: str, number: int) -> str:
    """The same with blanks that nobody with another number has."""
    blanks = ""
    while number:
        number, digit = divmod(number, len(_BLANKS))
        blanks += _BLANKS[digit]
    return re.sub(r"[(+/=]|$", lambda sign: sign[0] + blanks, expression, count=1)


def write_answers(quiz: Quiz, seed: str, students: int, path: Path) -> None:
    """A CSV with one answer of each student to each question: right, known wrong and careless."""
    rng = random.Random("answers")  # noqa: S311  a sample
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["student", "question", "answer"])
        for number in range(students):
            student = f"s{number:04}"
            for question in quiz.questions:
                kind = TYPES[question.type]
                variant = draw_variant(quiz, question, seed, student, 1)
                known = (
                    kind.known_answer(question, variant, each.answer)
                    for each in question.known_wrong
                )
                wrong = [*kind.wrong(question, variant), *(a for a in known if a is not None)]
                answer = rng.choice([kind.key(question, variant), rng.choice(wrong)])
                if question.type in _EXPRESSIONS:
                    answer = _respaced(str(answer), number)
                rows.writerow([student, question.id, _cell(answer)])


def _cell(answer: Any) -> str:
    if isinstance(answer, dict):
        return "; ".join(f"{key} = {_cell(value)}" for key, value in answer.items())
    if isinstance(answer, list | tuple):
        return ", ".join(map(str, answer))
    return str(answer).lower() if isinstance(answer, bool) else str(answer)
