"""The figures of a quiz: against hand-made tables, and what they say in words."""

from __future__ import annotations

import math
import random
from statistics import correlation, variance

import pytest

from autograder.quiz.flags import few_answers, flags
from autograder.quiz.stats import QuizStats, Reply, quiz_stats


def of_table(table: list[list[float]], points: list[float] | None = None) -> QuizStats:
    """The figures of shares by student and question."""
    names = [f"q{place}" for place in range(len(table[0]))]
    return quiz_stats(
        dict(zip(names, points or [1.0] * len(names), strict=True)),
        {
            f"s{number:03}": {
                name: Reply(share, answer=f"{share:g}", correct=share == 1)
                for name, share in zip(names, row, strict=True)
            }
            for number, row in enumerate(table)
        },
    )


def drawn(students: int, questions: int, seed: int = 1) -> list[list[float]]:
    rng = random.Random(seed)
    table = []
    for _ in range(students):
        able = rng.gauss(0, 1.5)
        table.append([float(rng.gauss(able, 1) > 0) for _ in range(questions)])
    return table


def test_the_figures_are_those_of_their_definitions() -> None:
    table = drawn(40, 6)
    points = [1.0, 2.0, 1.0, 1.0, 3.0, 1.0]
    stats = of_table(table, points)
    scores = [[share * worth for share, worth in zip(row, points, strict=True)] for row in table]
    totals = [sum(row) for row in scores]
    for place, question in enumerate(stats.questions):
        own = [row[place] for row in scores]
        rest = [total - each for total, each in zip(totals, own, strict=True)]
        assert question.facility == pytest.approx(sum(row[place] for row in table) / 40)
        assert question.rest == pytest.approx(correlation(own, rest))
    items = sum(variance(row[place] for row in scores) for place in range(6))
    alpha = 6 / 5 * (1 - items / variance(totals))
    assert stats.alpha == pytest.approx(alpha)
    assert stats.deviation == pytest.approx(math.sqrt(variance(totals)) / 9)
    assert stats.standard_error == pytest.approx(stats.deviation * math.sqrt(1 - alpha))
    assert stats.dichotomous


def test_every_figure_lies_in_its_interval() -> None:
    stats = of_table(drawn(50, 5, seed=4))
    assert stats.alpha is not None
    assert stats.alpha_interval is not None
    assert stats.alpha_interval[0] < stats.alpha < stats.alpha_interval[1]
    for question in stats.questions:
        assert question.rest is not None
        for value, interval in (
            (question.facility, question.facility_interval),
            (question.rest, question.rest_interval),
        ):
            assert interval is not None
            assert interval[0] < value < interval[1]


def test_the_interval_of_a_facility_holds_the_truth_in_95_of_100_cases() -> None:
    rng = random.Random(7)
    held = 0
    for _ in range(400):
        stats = of_table([[float(rng.random() < 0.7)] for _ in range(30)])
        low, high = stats.questions[0].facility_interval or (0.0, 0.0)
        held += low <= 0.7 <= high
    assert 0.92 <= held / 400 <= 0.98


def test_discrimination_is_upper_less_lower_whatever_the_order_of_the_records() -> None:
    table = [[1.0, 1.0]] * 27 + [[0.0, 1.0]] * 46 + [[0.0, 0.0]] * 27
    forward, backward = of_table(table), of_table(table[::-1])
    assert [each.discrimination for each in forward.questions] == [1.0, 1.0]
    assert [each.discrimination for each in backward.questions] == [1.0, 1.0]


@pytest.mark.parametrize("students", [0, 1, 2, 7])
def test_few_students_give_no_estimates_and_are_called_few(students: int) -> None:
    stats = quiz_stats({"q0": 1.0}, {f"s{n}": {"q0": Reply(1.0)} for n in range(students)})
    assert stats.alpha is None
    assert stats.questions[0].rest is None
    assert flags(stats) == ()
    assert few_answers(stats) is not None


def test_enough_students_are_not_called_few() -> None:
    assert few_answers(of_table(drawn(30, 3))) is None


def wrong_key() -> QuizStats:
    """Everyone able chooses B, which the key calls wrong; the others guess."""
    rng = random.Random(2)
    replies = {}
    for number in range(60):
        able = number % 2 == 0
        answer = "B" if able else rng.choice("AC")
        good = float(able)
        replies[f"s{number}"] = {
            "bad": Reply(
                float(answer == "A"), answer, answer == "A", "" if answer == "A" else answer
            ),
            **{f"q{n}": Reply(good, "x" if able else "y", able, "" if able else "y") for n in "12"},
        }
    return quiz_stats({"bad": 1.0, "q1": 1.0, "q2": 1.0}, replies)


def test_a_wrong_key_is_named_with_what_the_strongest_chose() -> None:
    said = {flag.question: flag.text.in_language("en") for flag in flags(wrong_key())}
    assert said["bad"] == "The strongest students chose B: check the key."
    assert "q1" not in said


def test_a_frequent_wrong_answer_without_feedback_is_named() -> None:
    table = drawn(40, 4, seed=9)
    said = [flag.text["en"] for flag in flags(of_table(table))]
    assert any("has no feedback of its own: consider adding it" in text for text in said)


def test_answers_are_counted_by_thirds() -> None:
    bad = next(each for each in wrong_key().questions if each.question == "bad")
    counts = {each.answer: each for each in bad.distractors}
    assert counts["B"].count == counts["B"].upper == 30
    assert sum(each.count for each in bad.distractors) == 60


def test_a_question_that_is_guessed_is_named() -> None:
    rng = random.Random(5)
    replies = {
        f"s{number}": {"q": Reply(share := float(rng.random() < 0.5), str(share), share == 1)}
        for number in range(40)
    }
    guessed = flags(quiz_stats({"q": 1.0}, replies, {"q": 0.5}))
    assert [flag.text["en"] for flag in guessed][:1] == [
        "Students do not clearly do better than by blind guessing."
    ]
    assert "guessing" not in str(flags(quiz_stats({"q": 1.0}, replies, {"q": 0.1})))


def of_variants(shares: dict[int, list[float]]) -> QuizStats:
    """The figures of one question whose variants were answered with these shares."""
    replies = [
        Reply(share, str(share), variant=number) for number in shares for share in shares[number]
    ]
    return quiz_stats({"q": 1.0}, {f"s{n:03}": {"q": reply} for n, reply in enumerate(replies)})


def test_the_facility_of_each_variant_is_that_of_those_who_had_it() -> None:
    (question,) = of_variants({0: [1, 1, 0, 0], 3: [1, 1, 1]}).questions
    assert [(each.variant, each.students, each.facility) for each in question.variants] == [
        (0, 4, 0.5),
        (3, 3, 1.0),
    ]
    assert of_table([[1.0], [0.0]]).questions[0].variants == ()


def test_a_variant_that_is_clearly_harder_is_named_and_one_of_few_answers_is_not() -> None:
    hard = of_variants({0: [1.0] * 14 + [0.0] * 6, 4: [0.0] * 9 + [1.0]})
    said = [flag.text["en"] for flag in flags(hard)]
    assert (
        "Variant 5 is harder than the others (10% of 10 students against 70%): check its values."
        in said
    )
    few = of_variants({0: [1.0] * 14 + [0.0] * 6, 4: [0.0] * 5})
    assert not any("Variant" in flag.text["en"] for flag in flags(few))
    even = of_variants({0: [1.0, 0.0] * 10, 4: [1.0, 0.0] * 5})
    assert not any("Variant" in flag.text["en"] for flag in flags(even))
