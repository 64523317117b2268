"""The quizzes of the sample course: complete, right, and with something to say to every mistake."""

from __future__ import annotations

import math
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest
import sympy

from autograder.course.loader import load_course
from autograder.quiz.check import check_quiz
from autograder.quiz.load import load_quizzes
from autograder.quiz.outputs import compute_outputs
from autograder.quiz.questions import TYPES, judge
from autograder.quiz.questions.code_output import digest
from autograder.quiz.variant import plain_variant

from .definitions import NUMBERS

FOLDER = Path(__file__).parents[2] / "quizzes"
COURSE = load_course(FOLDER.parent)
QUIZZES = load_quizzes(COURSE)
QUESTIONS = [(quiz, question) for quiz in QUIZZES.values() for question in quiz.questions]
OPEN = ("number", "integer", "formula", "probability", "short_text", "code_output")
LECTURES = {
    "sequence-data": ["iid", "sequence-data"],
    "bayes-and-chain-rule": ["bayes", "chain-rule", "evidence"],
    "autoregressive": ["autoregressive", "latent-autoregressive"],
    "rnn-forward": ["rnn-forward"],
    "bptt": ["bptt", "truncation", "vanishing"],
    "lstm-gru": ["lstm", "gru"],
    "convolution": ["convolution", "output-size", "convolution-backward"],
    "sgd": ["mini-batch", "exact-or-approximate", "norm-or-square"],
    "likelihood": ["likelihood", "mle"],
    "entropy-kl": ["entropy", "cross-entropy", "kl"],
    "activations": ["activation", "gradient"],
}

w, u, a, b, c, s, x, y, p, q, v = sympy.symbols("w u a b c s x y p q v")
f, g, h, k, n, r, z = sympy.symbols("f g h k n r z")
_SIGMOID = 1 / (1 + sympy.exp(-x))
DERIVED = {
    ("activations", "sigmoid-slope"): sympy.diff(_SIGMOID, x),
    ("activations", "tanh-from-sigmoid"): sympy.solve(sympy.Eq(s, (y + 1) / 2), y)[
        0
    ],  # the sigmoid of 2x is (tanh x + 1) / 2; see the test of it below
    ("autoregressive", "resting-value"): sympy.solve(sympy.Eq(x, c + a * x), x)[0],
    ("bptt", "gradient-recurrent"): sympy.diff(w * (w * (u * a) + u * b) + u * c, w),
    ("bptt", "gradient-input"): sympy.diff(w * (w * (u * a) + u * b) + u * c, u),
    ("bptt", "tanh-jacobian"): sympy.diff(sympy.tanh(w * s + u * x), s),
    ("convolution", "kernel-gradient"): sympy.diff(p * (u * a + v * b) + q * (u * b + v * c), u),
    ("convolution", "input-gradient"): sympy.diff(p * (u * a + v * b) + q * (u * b + v * c), b),
    ("convolution", "size-formula"): sympy.solve(sympy.Eq((x - 1) * s + k, n + 2 * p), x)[
        0
    ],  # the last of x places ends where the padded input ends
    ("entropy-kl", "gradient-at-the-logit"): sympy.simplify(
        sympy.diff(-y * sympy.log(s) - (1 - y) * sympy.log(1 - s), s) * s * (1 - s)
    ),
    ("likelihood", "log-likelihood"): k * sympy.log(p) + (n - k) * sympy.log(1 - p),
    ("likelihood", "score"): sympy.diff(k * sympy.log(p) + (n - k) * sympy.log(1 - p), p),
    ("lstm-gru", "through-the-cell"): sympy.diff(g * (f * c + p) + q, c),
    ("lstm-gru", "gru-mix"): n + z * (h - n),
    ("rnn-forward", "unrolled"): sympy.expand(w * (w * (u * a) + u * b) + u * c),
    ("sgd", "norm-gradient"): sympy.diff(sympy.sqrt(r**2 + s**2), r),
    ("sgd", "squared-error"): sympy.diff((w * x + b - y) ** 2, w),
}


def variants(question):
    return [plain_variant(question, number) for number in range(len(question.variants))]


def named(pairs):
    return [pytest.param(quiz, question, id=f"{quiz.id}:{question.id}") for quiz, question in pairs]


def asked_numbers(quiz, question):
    """(key of NUMBERS, how to pick the number out of an answer)."""
    if question.type in ("number", "integer"):
        yield (quiz.id, question.id), lambda answer: answer
    if question.type == "fill_in":
        for name, answer in TYPES["fill_in"].key(question, plain_variant(question)).items():
            if str(answer).replace(".", "").replace("-", "").isdigit():
                yield (quiz.id, question.id, name), lambda answer, name=name: answer[name]


def test_the_lectures_are_covered_by_ten_quizzes_and_more():
    assert set(QUIZZES) == set(LECTURES)
    for name, quiz in QUIZZES.items():
        assert len(quiz.questions) >= 8, name
        tags = {tag for question in quiz.questions for tag in question.tags}
        assert {f"objective:{objective}" for objective in LECTURES[name]} <= tags, name


def test_every_type_is_used_and_many_questions_ask_for_an_expression():
    count = Counter(question.type for _, question in QUESTIONS)
    assert set(count) == set(TYPES)
    assert count["probability"] + count["formula"] >= 15


@pytest.mark.parametrize("quiz", QUIZZES.values(), ids=list(QUIZZES))
def test_a_quiz_is_proven(quiz):
    assert check_quiz(quiz, None) == []


def test_snippets_still_print_what_is_kept(box):
    for quiz in QUIZZES.values():
        outputs, problems = compute_outputs(quiz, box)
        assert problems == []
        for question in quiz.questions:
            if question.type == "code_output":
                for variant in variants(question):
                    kept = question.payload.output(variant)
                    assert kept == outputs[digest(question.payload.source(variant))], question.id


@pytest.mark.parametrize(("quiz", "question"), named(QUESTIONS))
def test_a_question_teaches(quiz, question):
    assert question.explanation is not None
    assert question.references
    assert question.difficulty
    assert any(tag.startswith("lecture:") for tag in question.tags)
    assert any(tag.startswith("objective:") for tag in question.tags)
    if question.type in OPEN:
        assert question.known_wrong


@pytest.mark.parametrize(("quiz", "question"), named(QUESTIONS))
def test_every_wrong_choice_is_told_why_it_tempts(quiz, question):
    variant = plain_variant(question)
    key = TYPES[question.type].key(question, variant)
    for name, listed in question.lists.items():
        for item in listed.items:
            if question.type == "single":
                answer, right = item.id, key
            elif question.type == "multiple":
                answer, right = [item.id], item.id if item.id in key else None
            elif question.type == "true_false":
                answer, right = {**key, "reason": item.id}, key["reason"]
            else:
                continue
            if item.id != right:
                said = judge(question, variant, answer).feedback
                assert any(text["ko"] != text["en"] for text in said), (name, item.id)
            if question.type == "true_false":
                opposite = {"value": not key["value"], "reason": item.id}
                assert judge(question, variant, opposite).feedback, (name, item.id)


@pytest.mark.parametrize(("quiz", "question"), named(QUESTIONS))
def test_every_text_is_in_both_languages(quiz, question):
    texts = [question.prompt, question.explanation, *(hint.text for hint in question.hints)]
    texts += [known.feedback for known in question.known_wrong]
    for text in texts:
        english, korean = text["en"], text["ko"]
        assert not any("가" <= letter <= "힣" for letter in english), english
        assert any("가" <= letter <= "힣" for letter in korean), korean


def test_every_number_that_is_asked_for_has_its_definition():
    asked = {key for pair in QUESTIONS for key, _ in asked_numbers(*pair)}
    assert asked == set(NUMBERS)


@pytest.mark.parametrize(
    ("quiz", "question"), named(pair for pair in QUESTIONS if list(asked_numbers(*pair)))
)
def test_the_key_is_what_the_definition_gives(quiz, question):
    for name, pick in asked_numbers(quiz, question):
        for variant in variants(question):
            key = float(pick(TYPES[question.type].key(question, variant)))
            truth = float(NUMBERS[name](**variant.values))
            assert math.isclose(key, truth, rel_tol=1e-6, abs_tol=1e-8), (name, variant.values)


def test_every_formula_that_is_asked_for_is_derived():
    assert set(DERIVED) == {
        (quiz.id, question.id) for quiz, question in QUESTIONS if question.type == "formula"
    }


def test_tanh_and_the_sigmoid_of_twice_the_argument_agree():
    assert (sympy.tanh(x).rewrite(sympy.exp) + 1).equals(2 * _SIGMOID.subs(x, 2 * x))


@pytest.mark.parametrize(("name", "formula"), DERIVED.items(), ids=[":".join(n) for n in DERIVED])
def test_the_derived_formula_gets_full_marks(name, formula):
    question = QUIZZES[name[0]].question(name[1])
    verdict = judge(question, plain_variant(question), str(formula))
    assert verdict.correct, (str(formula), verdict)


def test_the_forgotten_past_is_named_in_both_languages():
    question = QUIZZES["bayes-and-chain-rule"].question("three-variables")
    verdict = judge(question, plain_variant(question), "P(X1)P(X2|X1)P(X3|X2)")
    (said,) = verdict.feedback
    assert said["en"] == (
        "This holds only if the sequence is Markov of order 1; the question does not say so."
    )
    assert said["ko"] == (
        "이 식은 시퀀스가 1차 마르코프 성질을 만족한다는 가정이 있어야만 성립합니다. "
        "문제에는 그런 가정이 없습니다."
    )


def test_no_fixed_number_of_conditions_will_do_for_any_order():
    question = QUIZZES["autoregressive"].question("any-order")
    variant = plain_variant(question)
    for count in (1, 2, 3, 4):
        past = ", ".join(f"X_{{t-{step}}}" for step in range(1, count + 1))
        assert not judge(question, variant, f"P(X_t | {past})").correct, past
    assert judge(question, variant, r"P(X_t | X_{t-\tau}, \ldots, X_{t-1})").correct


def test_figures_are_what_the_script_draws_and_their_words_say_what_is_to_be_seen():
    script = runpy.run_path(str(FOLDER / "images/draw.py"))
    for name, draw in script["FIGURES"].items():
        assert (FOLDER / "images" / name).read_text("utf-8") == draw()
    shown = [
        match
        for _, question in QUESTIONS
        for words in question.prompt.values()
        for match in re.finditer(r"!\[([^\]]*)\]\((images/[^)]+)\)", words)
    ]
    assert {Path(match[2]).name for match in shown} == set(script["FIGURES"])
    assert all(len(match[1]) > 40 for match in shown)
