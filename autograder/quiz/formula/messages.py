"""What is said about a formula, in every language, in one place."""

from __future__ import annotations

from fractions import Fraction

from autograder.text import Text

# Form


def not_expanded() -> Text:
    return Text.of(
        "A product or power of a sum is left: multiply it out.",
        "합의 곱이나 거듭제곱이 남아 있습니다. 전개하여 쓰십시오.",
    )


def derivative_left() -> Text:
    return Text.of(
        "A derivative sign is left: work the derivative out.",
        "미분 기호가 남아 있습니다. 미분을 계산하여 쓰십시오.",
    )


def can_be_cancelled() -> Text:
    return Text.of("A fraction can still be cancelled.", "아직 약분할 수 있는 분수가 있습니다.")


# Value


def undefined_at(point: str) -> Text:
    return Text.of(
        f"The answer has no value at {point}, where it needs one.",
        f"{point}에서 답의 값이 정의되지 않습니다. 이 점에서도 값이 있어야 합니다.",
    )


def differs_at(point: str) -> Text:
    return Text.of(
        f"The answer has the right value at many points, but not at {point}.",
        f"많은 점에서는 값이 맞지만 {point}에서는 다릅니다.",
    )


def other_side(number: int) -> Text:
    return Text.of(
        f"Step {number} of the equation is not equal to the last one.",
        f"등식의 {number}번째 식이 마지막 식과 같지 않습니다.",
    )


def sign() -> Text:
    return Text.of("The sign is wrong.", "부호가 틀렸습니다.")


def factor(ratio: Fraction) -> Text:
    """`ratio` is the answer over the truth."""
    times = abs(ratio)
    if times > 1:
        en, ko = f"{times} times too large", f"{times}배 큽니다"
    else:
        en, ko = f"{1 / times} times too small", f"{1 / times}배 작습니다"
    if ratio < 0:
        return Text.of(f"The sign is wrong, and the answer is {en}.", f"부호가 틀렸고, 답이 {ko}.")
    return Text.of(f"The answer is {en}.", f"답이 {ko}.")


def constant_factor() -> Text:
    return Text.of("The answer is off by a constant factor.", "답이 상수배만큼 다릅니다.")


def constant_apart() -> Text:
    return Text.of("The answer is off by a constant.", "답이 상수만큼 다릅니다.")


def variable_missing(name: str) -> Text:
    return Text.of(f"The factor {name} is missing.", f"인수 {name}이(가) 빠졌습니다.")


def variable_too_much(name: str) -> Text:
    return Text.of(f"There is a factor {name} too much.", f"인수 {name}이(가) 더 들어 있습니다.")


def upside_down() -> Text:
    return Text.of("The fraction is upside down.", "분자와 분모가 서로 바뀌었습니다.")


def chain_rule() -> Text:
    return Text.of(
        "A factor of the chain rule is missing: the inner function has to be derived too.",
        "연쇄법칙의 인수가 빠졌습니다. 안쪽 함수도 미분해야 합니다.",
    )


def chain_rule_twice() -> Text:
    return Text.of(
        "The derivative of the inner function appears once too often.",
        "안쪽 함수의 도함수가 한 번 더 들어 있습니다.",
    )


def not_derived() -> Text:
    return Text.of(
        "This is the function itself; its derivative is asked for.",
        "이것은 함수 자체입니다. 문제에서 물은 것은 그 도함수입니다.",
    )


def rounded() -> Text:
    return Text.of(
        "The answer is close, but not equal: are its numbers rounded?",
        "답이 비슷하지만 같지는 않습니다. 숫자를 반올림했는지 확인하십시오.",
    )


def does_not_depend(name: str) -> Text:
    return Text.of(f"The answer does not depend on {name}.", f"답에 {name}이(가) 없습니다.")


def too_long() -> Text:
    return Text.of(
        "The formula is too large to be checked; write it more shortly.",
        "식이 너무 커서 확인할 수 없습니다. 더 짧게 쓰십시오.",
    )
