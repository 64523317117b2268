"""Take a quiz: begin or resume an attempt, answer, ask for hints, hand in, see what may be seen.

Every step is recorded as it happens; what counts is decided from the record, never from a screen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from autograder.errors import UsageError
from autograder.quiz.model import Answer, Question, Quiz, Variant, Verdict
from autograder.quiz.policy import (
    Attempt,
    Shown,
    deadline,
    final_once_given,
    final_score,
    refusal,
    shown,
)
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.questions.fill_in import unreadable_blank
from autograder.quiz.score import AttemptResult, QuestionResult, from_json, score_attempt, to_json
from autograder.quiz.template import fill
from autograder.quiz.variant import draw_variant, plain_variant, question_order
from autograder.records.values import QuizAttempt, QuizEntry, QuizScore
from autograder.services.quizzes import quiz_digest
from autograder.text import Text

if TYPE_CHECKING:
    from autograder.records.store import Records

_OVER = Text.of(
    "This attempt is over; the answer does not count any more.",
    "응시가 끝났습니다. 이 답은 반영되지 않습니다.",
)
_FINAL = Text.of("The answer to this question is final.", "이 문제의 답은 바꿀 수 없습니다.")
_NO_HINT = Text.of("There are no more hints.", "남은 힌트가 없습니다.")
_NEVER_HINT = Text.of("This question has no hints.", "이 문제에는 힌트가 없습니다.")
_TOO_LONG = Text.of("The answer is too long to be kept.", "답이 너무 길어 저장할 수 없습니다.")
_LONGEST_ANSWER = 20_000
"""Characters of an answer as JSON."""


class RefusedError(UsageError):
    """What was asked for is against the policy of the quiz; `text` is for the student."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.in_language("en"))


@dataclass(frozen=True)
class Sitting:
    """One attempt as the record has it."""

    id: int
    student: str
    number: int
    version: str
    started: datetime
    deadline: datetime | None
    ended: datetime | None
    """Handed in, or out of time; None while it goes on."""
    order: tuple[str, ...]
    """The ids of the questions as the student gets them."""
    variants: Mapping[str, Variant]
    answers: Mapping[str, Answer]
    """The last one given in time to each question."""
    hints: Mapping[str, int]

    @property
    def open_questions(self) -> tuple[str, ...]:
        return tuple(name for name in self.order if name not in self.answers)


@dataclass(frozen=True)
class Outcome:
    """What the student may see of one question now; None and empty for what is not shown."""

    question: str
    answer: Answer
    score: float | None
    verdict: Verdict | None
    key: Answer
    """A right answer."""
    explanation: Text | None
    references: tuple[Text, ...]
    show: Shown


def sitting(attempt: QuizAttempt, entries: list[QuizEntry], now: datetime) -> Sitting:
    """The attempt with what counts of its entries: those in time and before it was handed in."""
    drawn = json.loads(attempt.drawn)
    ends = [entry.at for entry in entries if entry.kind == "end"]
    if attempt.deadline is not None and now >= attempt.deadline:
        ends.append(attempt.deadline)
    ended = min(ends, default=None)
    answers: dict[str, Answer] = {}
    hints: dict[str, int] = {}
    for entry in entries:
        if ended is not None and entry.at > ended:
            continue
        if entry.kind == "answer":
            answers[entry.question] = entry.answer
        elif entry.kind == "hint":
            hints[entry.question] = hints.get(entry.question, 0) + 1
    return Sitting(
        id=attempt.id,
        student=attempt.student,
        number=attempt.number,
        version=attempt.version,
        started=attempt.started_at,
        deadline=attempt.deadline,
        ended=ended,
        order=tuple(drawn["order"]),
        variants={name: _variant(each) for name, each in drawn["variants"].items()},
        answers={name: answer for name, answer in answers.items() if answer not in (None, "")},
        hints=hints,
    )


def result_of(quiz: Quiz, taken: Sitting) -> AttemptResult:
    """What the sitting is worth by this state of the quiz. A question that it has not seen is as
    unanswered.
    """
    variants = {
        question.id: _as_now(question, taken.variants[question.id])
        for question in quiz.questions
        if question.id in taken.variants
    }
    return score_attempt(quiz, taken.answers, variants, taken.hints)


def score_row(quiz: Quiz, taken: Sitting) -> QuizScore:
    """The score of the sitting, to be stored."""
    result = result_of(quiz, taken)
    document = json.dumps(to_json(result), ensure_ascii=True)
    return QuizScore(taken.id, quiz_digest(quiz), result.score, result.max_score, document)


class Taker:
    """One student with one quiz. Each method is a step that is recorded when it returns."""

    def __init__(self, records: Records, quiz: Quiz, seed: str, student: str) -> None:
        """`seed` is the course's: it decides who gets which variant."""
        self._quizzes = records.quizzes
        self._quiz = quiz
        self._seed = seed
        self._student = student

    def sittings(self, now: datetime) -> tuple[Sitting, ...]:
        """All attempts of the student, in their order; those that have ended get their score."""
        attempts = self._quizzes.attempts(self._quiz.id, self._student)
        entries = self._quizzes.entries([attempt.id for attempt in attempts])
        sittings = tuple(sitting(attempt, entries[attempt.id], now) for attempt in attempts)
        scored = self._quizzes.scores([attempt.id for attempt in attempts])
        for each in sittings:
            if each.ended is not None and each.id not in scored:
                row = score_row(self._quiz, each)
                self._quizzes.store(self._quiz.id, [row], by=self._student)
        return sittings

    def begin(self, now: datetime) -> Sitting:
        """The attempt that is under way, or a new one; raises RefusedError."""
        sittings = self.sittings(now)
        if sittings and sittings[-1].ended is None:
            return sittings[-1]
        why = refusal(self._quiz.policy, [_attempt(each) for each in sittings], now)
        if why is not None:
            raise RefusedError(why)
        number = len(sittings) + 1
        self._quizzes.start(
            self._quiz.id,
            self._quiz.version,
            self._student,
            number,
            at=now,
            deadline=deadline(self._quiz.policy, now),
            drawn=self._draw(number),
        )
        # Two windows may have begun it at once: what the record has is the attempt.
        return self.sittings(now)[-1]

    def show(self, taken: Sitting, question: str, now: datetime) -> None:
        """Note that the question is in front of the student: for the statistics of time."""
        if taken.ended is None:
            self._quizzes.note(taken.id, "shown", now, question=question)

    def answer(
        self, taken: Sitting, question: str, answer: Answer, now: datetime
    ) -> tuple[Sitting, Text | None]:
        """Record an answer as it was given; None or "" takes one back. The sitting after it, and
        what keeps the answer from being read, if anything does. A readable answer that was given
        before is not lost to one that is none. Raises RefusedError.
        """
        taken = self._going_on(taken, now)
        asked = self._quiz.question(question)
        if len(json.dumps(answer)) > _LONGEST_ANSWER:
            raise RefusedError(_TOO_LONG)
        unreadable = None
        if answer not in (None, ""):
            unreadable = judge(asked, self._variant(taken, asked), answer).error
        before = taken.answers.get(question)
        final = final_once_given(self._quiz.policy)
        if final and before is not None:
            raise RefusedError(_FINAL)
        if unreadable is not None and (final or self._readable(taken, asked, before)):
            return taken, unreadable
        self._quizzes.note(taken.id, "answer", now, question=question, answer=answer)
        return self._again(taken, now), unreadable

    def unreadable_blank(
        self, taken: Sitting, question: str, blank: str, answer: Answer
    ) -> Text | None:
        """Why what was written into one blank cannot be read; None if it can. Records nothing."""
        return unreadable_blank(
            self._quiz.question(question), self.variant(taken, question), blank, answer
        )

    def hint(self, taken: Sitting, question: str, now: datetime) -> tuple[Sitting, Text]:
        """The next hint of the question, whose cost is taken off. Raises RefusedError."""
        taken = self._going_on(taken, now)
        asked = self._quiz.question(question)
        given = taken.hints.get(question, 0)
        if given >= len(asked.hints):
            raise RefusedError(_NO_HINT if asked.hints else _NEVER_HINT)
        if final_once_given(self._quiz.policy) and question in taken.answers:
            raise RefusedError(_FINAL)
        self._quizzes.note(taken.id, "hint", now, question=question)
        text = fill(asked.hints[given].text, self._variant(taken, asked).values)
        return self._again(taken, now), text

    def finish(self, taken: Sitting, now: datetime) -> Sitting:
        """Hand the attempt in, and score it. One that is over already stays as it is."""
        if self._again(taken, now).ended is None:
            self._quizzes.note(taken.id, "end", now)
        return next(each for each in self.sittings(now) if each.id == taken.id)

    def outcomes(self, taken: Sitting, now: datetime) -> tuple[Outcome, ...]:
        """What the student may see of each question now, in the order in which they got them."""
        attempts = [_attempt(each) for each in self.sittings(now)]
        taken = self._again(taken, now)
        own = next(each for each in attempts if each.number == taken.number)
        stored = self._quizzes.scores([taken.id]).get(taken.id)
        result = from_json(json.loads(stored.document)) if stored else result_of(self._quiz, taken)
        results = {entry.question: entry for entry in result.questions}
        return tuple(
            self._outcome(
                taken,
                results[name],
                shown(self._quiz.policy, attempts, own, now, answered=name in taken.answers),
            )
            for name in taken.order
            if name in results
        )

    def score(self, now: datetime) -> float | None:
        """The score that counts of all attempts that have ended; None if there is none."""
        ids = [each.id for each in self.sittings(now) if each.ended is not None]
        scores = self._quizzes.scores(ids)
        return final_score(self._quiz.policy, [scores[each].score for each in ids])

    def answered(self, taken: Sitting) -> frozenset[str]:
        """The questions with an answer that can be read."""
        return frozenset(
            question.id
            for question in self._quiz.questions
            if self._readable(taken, question, taken.answers.get(question.id))
        )

    def variant(self, taken: Sitting, question: str) -> Variant:
        """What the student sees of the question; raises KeyError."""
        return self._variant(taken, self._quiz.question(question))

    def _readable(self, taken: Sitting, question: Question, answer: Answer) -> bool:
        return answer is not None and (
            judge(question, self._variant(taken, question), answer).error is None
        )

    def _outcome(self, taken: Sitting, result: QuestionResult, show: Shown) -> Outcome:
        question = next((each for each in self._quiz.questions if each.id == result.question), None)
        key: Answer = None
        explanation = None
        references: tuple[Text, ...] = ()
        if show.explanation and question is not None:
            variant, kind = self._variant(taken, question), TYPES[question.type]
            key = kind.shown(question, variant, kind.key(question, variant))
            references = tuple(fill(each, variant.values) for each in question.references)
            if question.explanation is not None:
                explanation = fill(question.explanation, variant.values)
        return Outcome(
            question=result.question,
            answer=taken.answers.get(result.question),
            score=result.score if show.score else None,
            verdict=result.verdict if show.questions else None,
            key=key,
            explanation=explanation,
            references=references,
            show=show,
        )

    def _draw(self, number: int) -> str:
        variants = {
            question.id: draw_variant(self._quiz, question, self._seed, self._student, number)
            for question in self._quiz.questions
        }
        return json.dumps(
            {
                "order": question_order(self._quiz, self._seed, self._student, number),
                "variants": {
                    name: {
                        "number": variant.number,
                        "values": dict(variant.values),
                        "orders": dict(variant.orders),
                    }
                    for name, variant in variants.items()
                },
            }
        )

    def _variant(self, taken: Sitting, question: Question) -> Variant:
        drawn = taken.variants.get(question.id)
        return plain_variant(question) if drawn is None else _as_now(question, drawn)

    def _again(self, taken: Sitting, now: datetime) -> Sitting:
        """As the record has it now: another window may have added to it."""
        (attempt,) = (
            each
            for each in self._quizzes.attempts(self._quiz.id, self._student)
            if each.id == taken.id
        )
        return sitting(attempt, self._quizzes.entries([taken.id])[taken.id], now)

    def _going_on(self, taken: Sitting, now: datetime) -> Sitting:
        taken = self._again(taken, now)
        if taken.ended is not None:
            raise RefusedError(_OVER)
        return taken


def _as_now(question: Question, drawn: Variant) -> Variant:
    """The variant with its derived values as the file derives them now, for a corrected key.

    It is found by what the student read: the prompt filled with its values.
    """
    read = fill(question.prompt, drawn.values)
    numbers = [drawn.number, *range(len(question.variants))]
    for number in numbers if drawn.values else ():
        if number < len(question.variants):
            values = question.variants[number]
            if fill(question.prompt, values) == read:
                return Variant(number, values, drawn.orders)
    newest = question.variants[min(drawn.number, len(question.variants) - 1)]
    return Variant(drawn.number, {**newest, **drawn.values}, drawn.orders)


def _variant(drawn: Mapping[str, Any]) -> Variant:
    orders = {name: tuple(ids) for name, ids in drawn["orders"].items()}
    return Variant(drawn["number"], drawn["values"], orders)


def _attempt(taken: Sitting) -> Attempt:
    return Attempt(taken.number, taken.started, taken.ended)
