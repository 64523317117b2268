# ruff: noqa: E501 - Hangul counts double, and a sentence broken up is harder to translate.
"""What is said about a probability expression, in every language, in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograder.quiz.probability.family import Variable, shown
from autograder.text import Text, join

# Form


def too_many_left(count: int, most: int) -> Text:
    return Text.of(
        f"A term has {count} variables left of the bar; at most {most} may stand there.",
        f"세로줄 왼쪽에 변수가 {count}개인 항이 있습니다. 왼쪽에는 최대 {most}개까지 쓸 수 있습니다.",
    )


def too_many_right(count: int, most: int) -> Text:
    return Text.of(
        f"A term has {count} variables right of the bar; at most {most} may stand there.",
        f"세로줄 오른쪽에 변수가 {count}개인 항이 있습니다. 오른쪽에는 최대 {most}개까지 쓸 수 있습니다.",
    )


def no_sum() -> Text:
    return Text.of("The answer must not contain a sum.", "답에 합(+, Σ)을 쓸 수 없습니다.")


def no_quotient() -> Text:
    return Text.of("The answer must not contain a quotient.", "답에 나눗셈을 쓸 수 없습니다.")


def no_product() -> Text:
    return Text.of(
        "The answer must be a product of probabilities.", "답은 확률들의 곱이어야 합니다."
    )


def target_repeated() -> Text:
    return Text.of(
        "The answer only repeats the probability that is to be rewritten.",
        "다시 써야 할 확률이 답에 그대로 나옵니다.",
    )


def other_terms(allowed: Sequence[str]) -> Text:
    return Text.of(
        f"Only these probabilities may be used: {', '.join(allowed)}.",
        f"다음 확률만 사용할 수 있습니다. {', '.join(allowed)}",
    )


# Value


def other_left_side() -> Text:
    return Text.of(
        "What stands left of = is not what the question asks for.",
        "등호 왼쪽의 식이 문제에서 물은 것과 다릅니다.",
    )


def middle_differs(number: int) -> Text:
    return Text.of(
        f"Step {number} of the equation is not equal to the others.",
        f"등식의 {number}번째 식이 나머지와 같지 않습니다.",
    )


def both_sides(name: Variable) -> Text:
    return Text.of(
        f"{shown(name)} stands on both sides of a bar.",
        f"{shown(name)}이(가) 세로줄 양쪽에 모두 있습니다.",
    )


def no_probability() -> Text:
    return Text.of("There is no probability P(…) in the answer.", "답에 확률 P(…)가 없습니다.")


def never_left(names: Sequence[str]) -> Text:
    which = ", ".join(names)
    return Text.of(
        f"{which} {'has' if len(names) == 1 else 'have'} no distribution: no term has "
        f"{'it' if len(names) == 1 else 'them'} left of the bar.",
        f"{which}의 분포가 없습니다. 세로줄 왼쪽에 나오는 항이 없습니다.",
    )


def twice_left(names: Sequence[str]) -> Text:
    which = ", ".join(names)
    return Text.of(
        f"The distribution of {which} is given twice: more than one term has "
        f"{'it' if len(names) == 1 else 'them'} left of the bar.",
        f"{which}의 분포가 두 번 주어졌습니다. 세로줄 왼쪽에 나오는 항이 둘 이상입니다.",
    )


def swapped(written: str, right: str) -> Text:
    return Text.of(
        f"The sides of the bar are swapped in {written}; with {right} the answer holds.",
        f"{written}에서 세로줄의 양쪽이 바뀌었습니다. {right}(으)로 쓰면 성립합니다.",
    )


def missing_evidence(written: str) -> Text:
    return Text.of(
        f"The evidence is missing: the answer has to be divided by {written}.",
        f"증거(evidence)가 빠졌습니다. 답을 {written}(으)로 나누어야 합니다.",
    )


def missing_factor(written: str) -> Text:
    return Text.of(f"The factor {written} is missing.", f"인수 {written}이(가) 빠졌습니다.")


def superfluous(written: str) -> Text:
    return Text.of(
        f"The factor {written} is too much; without it the answer holds.",
        f"인수 {written}이(가) 더 들어 있습니다. 이 인수를 빼면 성립합니다.",
    )


def upside_down() -> Text:
    return Text.of("The fraction is upside down.", "분자와 분모가 서로 바뀌었습니다.")


def sum_for_product() -> Text:
    return Text.of(
        "The terms are added; they have to be multiplied.",
        "항들을 더했습니다. 더하지 않고 곱해야 합니다.",
    )


def loose_primes(name: Variable, mark: str) -> Text:
    written = shown(name) + mark
    return Text.of(
        f"Nothing says what {written} is: no sum runs over it.",
        f"{written}이(가) 무엇인지 정해지지 않았습니다. {written}에 대한 합(Σ)이 없습니다.",
    )


def loose_variable(name: Variable) -> Text:
    return Text.of(
        f"The answer depends on {shown(name)}, which the question does not ask about; is a sum over "
        f"{shown(name)} missing?",
        f"답이 문제에 없는 {shown(name)}에 따라 달라집니다. {shown(name)}에 대한 합(Σ)이 빠졌는지 확인하십시오.",
    )


def only_if(assumption: Text) -> Text:
    en, ko = assumption.in_language("en"), assumption.in_language("ko")
    clause = f"{ko.removesuffix('다')}라는" if ko.endswith("이다") else f"{ko}는"
    return Text.of(
        f"This holds only if {en}; the question does not say so.",
        f"이 식은 {clause} 가정이 있어야만 성립합니다. 문제에는 그런 가정이 없습니다.",
    )


def one_step_short(assumption: Text) -> Text:
    return Text.of(
        f"This would hold if {assumption.in_language('en')}: the condition is one step short.",
        f"{assumption.in_language('ko').removesuffix('다')}면 성립하는 식입니다. 조건이 한 시점 모자랍니다.",
    )


def other_order(assumption: Text, declared: int | str) -> Text:
    return Text.of(
        f"This holds only if {assumption.in_language('en')}; the question says order {declared}.",
        f"이 식은 {assumption.in_language('ko')}는 가정이 있어야만 성립합니다. 문제에서 말한 차수는 {declared}입니다.",
    )


# Assumptions


def markov(order: int) -> Text:
    return Text.of(
        f"the sequence is Markov of order {order}", f"시퀀스가 {order}차 마르코프 성질을 만족한다"
    )


def markov_one_less(order: str) -> Text:
    return Text.of(
        f"the sequence were Markov of order {order} − 1",
        f"시퀀스의 마르코프 차수가 {order} − 1이다",
    )


def independent(
    first: Iterable[Variable], second: Iterable[Variable], given: Iterable[Variable]
) -> Text:
    a, b, c = _list(first), _list(second), _list(given)
    en, ko = f"{a} and {b} are independent", f"{a}와(과) {b}이(가) 독립이다"
    if c:
        en, ko = f"{en} given {c}", f"{c}이(가) 주어졌을 때 {a}와(과) {b}이(가) 조건부독립이다"
    return Text.of(en, ko)


def several(statements: Sequence[Text]) -> Text:
    en = " and ".join(text.in_language("en") for text in statements)
    return Text.of(en, join(*statements, separator=", ").in_language("ko"))


def all_independent() -> Text:
    return Text.of("the variables are independent", "변수들이 서로 독립이다")


def all_iid() -> Text:
    return Text.of(
        "the variables are independent and identically distributed",
        "변수들이 독립동등분포(i.i.d.)를 따른다",
    )


def no_edge(cause: Variable, effect: Variable) -> Text:
    return Text.of(
        f"there is no arrow from {shown(cause)} to {shown(effect)}",
        f"{shown(cause)}에서 {shown(effect)}(으)로 가는 화살표가 없다",
    )


def too_long() -> Text:
    return Text.of(
        "The expression is too large to be checked; write it more shortly.",
        "식이 너무 커서 확인할 수 없습니다. 더 짧게 쓰십시오.",
    )


def _list(names: Iterable[Variable]) -> str:
    return ", ".join(shown(name) for name in names)
