"""One answer judged: by the key, then against the known wrong answers, with the feedback filled."""

from __future__ import annotations

from dataclasses import replace

from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.notation.particles import with_particles
from autograder.quiz.questions.kind import QuestionType, UnreadableError
from autograder.quiz.template import fill
from autograder.quiz.verdict import AnswerError
from autograder.text import Text


def judge_by(kind: QuestionType, question: Question, variant: Variant, answer: Answer) -> Verdict:
    """The verdict on any JSON value. A value that is no answer has an `error` and no share."""
    if answer is None:
        return _unreadable(Text.of("There is no answer.", "답이 없습니다."))
    try:
        verdict = kind.judge(question, variant, answer)
        if not verdict.correct:
            verdict = _with_known_wrong(kind, question, variant, answer, verdict)
    except (UnreadableError, AnswerError) as error:
        return _unreadable(error.text)
    said = (with_particles(fill(text, variant.values)) for text in verdict.feedback)
    return replace(verdict, feedback=tuple(said)) if verdict.feedback else verdict


def _with_known_wrong(
    kind: QuestionType, question: Question, variant: Variant, answer: Answer, verdict: Verdict
) -> Verdict:
    for known in question.known_wrong:
        if kind.fits(question, variant, answer, known.answer):
            own = () if known.feedback is None else (known.feedback,)
            automatic = () if own and kind.explains else verdict.feedback
            return replace(
                verdict,
                share=verdict.share if known.credit is None else known.credit,
                feedback=own + automatic,
                known_wrong=known.id,
            )
    return verdict


def _unreadable(text: Text) -> Verdict:
    return Verdict(share=0.0, correct=False, error=with_particles(text))
