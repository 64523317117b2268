"""All that can be proven about a quiz before anybody takes it.

Every variant is solved with its own key and answered wrongly; known wrong answers have to be wrong,
to be read, and to be told apart; choices may not read the same; snippets are run in the box.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from autograder.box.box import Box
from autograder.errors import CourseError, Problem
from autograder.quiz.model import Answer, Question, Quiz, Variant, Verdict
from autograder.quiz.outputs import compute_outputs, with_outputs
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.template import shown_values
from autograder.quiz.variant import plain_variant


class _Known(NamedTuple):
    """A known wrong answer of one variant."""

    id: str
    answer: Answer
    verdict: Verdict


def check_quiz(quiz: Quiz, box: Box | None) -> list[Problem]:
    """What is wrong with the quiz, in the order of its questions; each fault once.

    Without a box the outputs that the quiz was loaded with are used. Raises PlatformError.
    """
    problems: list[Problem] = []
    if box is not None:
        outputs, problems = compute_outputs(quiz, box)
        quiz = with_outputs(quiz, outputs)
    failing = {problem.line for problem in problems}
    for question in quiz.questions:
        if question.line in failing:
            continue
        try:
            faults = check_question(question)
        except CourseError as error:
            problems.extend(error.problems)
            continue
        problems += [
            Problem(quiz.path, f"{question.id}: {fault}", line=question.line or None)
            for fault in faults
        ]
    return problems


def check_question(question: Question) -> list[str]:
    """What is wrong with any of its variants, each kind of fault with the first one it is in."""
    found: dict[str, str] = {}
    confused: dict[str, int] = {}
    for number in range(len(question.variants)):
        variant = plain_variant(question, number)
        where = f" (with {shown_values(variant.values)})" if len(question.variants) > 1 else ""
        known = _known_verdicts(question, variant)
        for kind, message in (*_faults(question, variant), *_known_faults(question, known)):
            found.setdefault(kind, message + where)
        for known_id, other in _confusions(known):
            confused.setdefault(f"{known_id} {other}", 0)
            confused[f"{known_id} {other}"] += 1
    # Two mistakes may lead to the same answer in one variant, but not in all of them.
    for pair, times in confused.items():
        if times == len(question.variants):
            known_id, other = pair.split(" ")
            found[f"confused {pair}"] = (
                f"known_wrong {known_id} is never found: its answer is taken for {other}"
            )
    return list(found.values())


def _faults(question: Question, variant: Variant) -> Iterator[tuple[str, str]]:
    """(what kind of fault, the message)."""
    kind = TYPES[question.type]
    key = kind.key(question, variant)
    verdict = judge(question, variant, key)
    if not verdict.correct or verdict.share < 1:
        yield "key", f"its own answer {key!r} does not get full marks{_why(verdict)}"
    for answer in kind.wrong(question, variant):
        if _full_marks(judge(question, variant, answer)):
            yield "wrong", f"the wrong answer {answer!r} gets full marks"
    for message in kind.ambiguities(question, variant):
        yield message, message


def _known_verdicts(question: Question, variant: Variant) -> list[_Known]:
    kind = TYPES[question.type]
    answers = (
        (known.id, kind.known_answer(question, variant, known.answer))
        for known in question.known_wrong
    )
    return [
        _Known(known_id, answer, judge(question, variant, answer))
        for known_id, answer in answers
        if answer is not None
    ]


def _known_faults(question: Question, known: list[_Known]) -> Iterator[tuple[str, str]]:
    for known_id, answer, verdict in known:
        name = f"known_wrong {known_id}"
        if verdict.correct:
            advice = "; add a constraint" if len(question.variants) > 1 else ""
            yield name, f"{name}: {answer!r} is right{advice}"
        elif verdict.error is not None:
            yield name, f"{name}: {answer!r} cannot be read{_why(verdict)}"
        elif _full_marks(verdict):
            yield name, f"{name}: a wrong answer gets full marks; lower its credit"
        elif verdict.known_wrong is None:
            yield name, f"{name}: {answer!r} is not recognised"


def _confusions(known: list[_Known]) -> Iterator[tuple[str, str]]:
    """Known wrong answers that are taken for another one, with the id of that."""
    for known_id, _, verdict in known if len(known) > 1 else ():
        if verdict.known_wrong not in (None, known_id):
            yield known_id, str(verdict.known_wrong)


def _full_marks(verdict: Verdict) -> bool:
    return verdict.correct or verdict.share >= 1


def _why(verdict: Verdict) -> str:
    reasons = [*verdict.feedback, *([verdict.error] if verdict.error else [])]
    return f": {reasons[0].in_language('en')}" if reasons else ""
