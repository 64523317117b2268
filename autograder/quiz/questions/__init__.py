"""The types of questions, one file each, and the judging of one answer."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.quiz.model import Answer, Question, Variant, Verdict
from autograder.quiz.questions.code_output import CodeOutput
from autograder.quiz.questions.fill_in import FillIn
from autograder.quiz.questions.formula import FormulaType
from autograder.quiz.questions.integer import Integer
from autograder.quiz.questions.judging import judge_by
from autograder.quiz.questions.kind import QuestionType
from autograder.quiz.questions.matching import Matching
from autograder.quiz.questions.multiple import Multiple
from autograder.quiz.questions.number import NumberType
from autograder.quiz.questions.ordering import Ordering
from autograder.quiz.questions.probability import ProbabilityType
from autograder.quiz.questions.short_text import ShortText
from autograder.quiz.questions.single import Single
from autograder.quiz.questions.true_false import TrueFalse

TYPES: Mapping[str, QuestionType] = {
    kind.name: kind
    for kind in (
        Single(),
        Multiple(),
        TrueFalse(),
        NumberType(),
        Integer(),
        FormulaType(),
        ProbabilityType(),
        Matching(),
        Ordering(),
        FillIn(),
        ShortText(),
        CodeOutput(),
    )
}
"""By the name under `type:`, in the order of docs/quizzes.md."""


def judge(question: Question, variant: Variant, answer: Answer) -> Verdict:
    """The verdict on any JSON value; one that is no answer has an `error` and no share."""
    return judge_by(TYPES[question.type], question, variant, answer)
