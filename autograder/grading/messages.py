# ruff: noqa: E501 - Hangul counts double, and a sentence broken up is harder to translate.
"""What the platform says to a student about a failed check, in every language, in one place.

No sentence here takes an expected value, a hidden input or a seed: only names, shapes, ratios and
sizes of errors.
"""

from __future__ import annotations

import re

from autograder.text import Text, join

Shape = tuple[int, ...]


def wrong_shape(name: str, got: Shape, want: Shape) -> Text:
    return Text.of(
        f"`{name}` has the shape {got}; the shape must be {_shape(want, 'a single number')}.",
        f"`{name}`의 shape이 {got}입니다. 올바른 shape은 {_shape(want, '숫자 하나')}입니다.",
    )


def not_a_tuple(kind: str, length: int) -> Text:
    return Text.of(
        f"A tuple of {length} values must be returned; a value of type {kind} came back.",
        f"값 {length}개의 튜플을 반환해야 하는데 {kind} 타입의 값이 반환되었습니다.",
    )


def wrong_length(got: int, want: int) -> Text:
    return Text.of(
        f"{want} values must be returned here; {got} came back.",
        f"여기서는 값 {want}개를 반환해야 하는데 {got}개가 반환되었습니다.",
    )


def returned_none(name: str) -> Text:
    return Text.of(
        f"`{name}` is None. Does every path through the function end with `return`?",
        f"`{name}`이(가) None입니다. 함수의 모든 경로가 `return`으로 끝나는지 확인하십시오.",
    )


def ragged(name: str) -> Text:
    return Text.of(
        f"`{name}` is a list of lists of different lengths; it must make a regular array.",
        f"`{name}`이(가) 길이가 서로 다른 리스트의 리스트입니다. 반듯한 배열이어야 합니다.",
    )


def not_numeric(name: str, kind: str) -> Text:
    return Text.of(
        f"`{name}` is of type {kind}; it must hold real numbers.",
        f"`{name}`의 타입이 {kind}입니다. 실수 값이어야 합니다.",
    )


def undefined(function: str) -> Text:
    return Text.of(
        f"The notebook defines no function `{function}`. If its cell raised an error, see the notes on "
        f"your cells; otherwise check that the name is spelt exactly so.",
        f"노트북에 `{function}` 함수가 정의되어 있지 않습니다. 해당 셀에서 오류가 났다면 셀에 대한 안내를 "
        f"확인하고, 아니라면 함수 이름의 철자를 확인하십시오.",
    )


def raised(kind: str, message: str, case: str) -> Text:
    what = f"{kind}: {message}" if message else kind
    return Text.of(
        f"The call with {case} raised {what}",
        f"{case} 입력으로 호출했을 때 다음 오류가 발생했습니다. {what}",
    )


def unfinished(function: str) -> Text:
    return Text.of(
        f"`{function}` is not written yet: it raises NotImplementedError.",
        f"`{function}`이(가) 아직 작성되지 않았습니다. NotImplementedError가 발생합니다.",
    )


def too_slow(function: str, seconds: float) -> Text:
    return Text.of(
        f"`{function}` was stopped after {seconds:.3g} s, many times what the calls need. Is there a loop that "
        f"never ends?",
        f"`{function}`이(가) 필요한 시간을 훨씬 넘겨 {seconds:.3g}초 만에 중단되었습니다. 끝나지 않는 반복문이 있는지 "
        f"확인하십시오.",
    )


def died(function: str, reason: str) -> Text:
    english, korean = {
        "memory": ("used more memory than it may", "허용된 것보다 많은 메모리를 사용했습니다"),
        "exit": (
            "ended the Python process instead of returning",
            "값을 반환하지 않고 Python 프로세스를 종료했습니다",
        ),
    }.get(
        reason, ("crashed the Python process", "실행 중에 Python 프로세스가 비정상 종료되었습니다")
    )
    return Text.of(f"`{function}` {english}.", f"`{function}`이(가) {korean}.")


def not_called(function: str) -> Text:
    return Text.of(
        f"`{function}` was not called: the notebook's cells run again whenever the Python process ends or has "
        f"to be stopped, and all of that together took too long.",
        f"`{function}`을(를) 호출하지 못했습니다. Python 프로세스가 종료되거나 중단될 때마다 노트북의 셀을 다시 "
        f"실행하는데, 여기에 걸린 시간을 모두 합하면 너무 깁니다.",
    )


def not_data(function: str, reason: str) -> Text:
    text = Text.of(
        f"What `{function}` returned cannot be read as numbers and arrays: {reason}.",
        f"`{function}`의 반환값을 숫자나 배열로 읽을 수 없습니다: {_in_korean(reason)}.",
    )
    return join(text, _OBJECT_ARRAY) if "dtype=object" in reason else text


_OBJECT_ARRAY = Text.of(
    "Several values go back as a tuple, `return a, b`, without `np.array` around them; rows of different "
    "lengths as a list of arrays.",
    "여러 값은 `np.array`로 묶지 말고 `return a, b`처럼 튜플로, 길이가 다른 행은 배열의 리스트로 반환하십시오.",
)


_NOT_DATA = {
    r"an? (.+), where numbers, arrays, lists or tuples are expected": r"\1 타입의 값이며, 숫자, 배열, 리스트, 튜플 중 하나여야 합니다",
    r"an array of Python objects .*": "Python 객체의 배열(dtype=object)이며, 길이가 다른 행을 모으면 이렇게 됩니다",
    r"an array of type (.+), where a plain numpy array is expected": r"\1 타입의 배열이며, 일반적인 numpy 배열이어야 합니다",
    r"an array of dtype (.+), where numbers are expected": r"dtype이 \1인 배열이며, 숫자여야 합니다",
    r"(\S+ MB) of data, where at most (\S+ MB) are read": r"데이터가 \1인데, 최대 \2까지만 읽습니다",
    r"an integer of more than (\d+) bits": r"\1비트가 넘는 정수입니다",
    r"lists or tuples nested more than (\d+) deep": r"리스트나 튜플이 \1단계보다 깊게 겹쳐 있습니다",
    r"too many single values, .*": "낱개로 된 값이 너무 많으며, 배열이나 짧은 리스트여야 합니다",
}
"""What the box says of a value that is no data, and the same in Korean."""


def _in_korean(reason: str) -> str:
    for english, korean in _NOT_DATA.items():
        if found := re.fullmatch(english, reason):
            return found.expand(korean)
    return reason


def changed(function: str, names: str) -> Text:
    return Text.of(
        f"`{function}` changes its argument {names}. Whoever called it then goes on with other numbers: work "
        f"on a copy, or build a new array.",
        f"`{function}`이(가) 인자 {names}의 값을 바꿉니다. 그러면 호출한 쪽은 바뀐 값으로 계산을 이어 가게 됩니다. "
        f"복사본을 쓰거나 새 배열을 만드십시오.",
    )


def depends_on_calls(function: str) -> Text:
    return Text.of(
        f"`{function}` gives another result for the same inputs once it has been called before. It keeps "
        f"something between calls: a global variable, a default argument such as [], or an array that is "
        f"used again. The result may depend on the arguments only.",
        f"`{function}`이(가) 한 번 호출된 뒤에는 같은 입력에 다른 결과를 냅니다. 전역 변수, [] 같은 기본 인자, "
        f"다시 쓰는 배열처럼 호출 사이에 남는 것이 있습니다. 결과는 인자에만 의존해야 합니다.",
    )


def not_finite(name: str, count: int, size: int, case: str) -> Text:
    return Text.of(
        f"With {case}: {count} of {size} entries of `{name}` are nan or infinite.",
        f"{case}일 때 `{name}`의 원소 {size}개 중 {count}개가 nan이거나 무한대입니다.",
    )


def off(name: str, error: float, wrong: int, size: int, case: str) -> Text:
    if size == 1:
        return Text.of(
            f"With {case}: `{name}` is off by {_percent(error)}.",
            f"{case}일 때 `{name}`의 값이 {_percent(error)} 어긋납니다.",
        )
    return Text.of(
        f"With {case}: {wrong} of {size} entries of `{name}` are off, the worst by {_percent(error)} of the "
        f"largest entry.",
        f"{case}일 때 `{name}`의 원소 {size}개 중 {wrong}개가 어긋나고, 가장 큰 차이는 최대 원소 크기의 "
        f"{_percent(error)}입니다.",
    )


def another_count(name: str, got: int, case: str) -> Text:
    """Of a whole number, where a percentage says little."""
    return Text.of(
        f"With {case}: `{name}` is {got}; it must be another number.",
        f"{case}일 때 `{name}`의 값이 {got}입니다. 다른 수여야 합니다.",
    )


def gradient_off(name: str, error: float, wrong: int, size: int, case: str) -> Text:
    values = off(name, error, wrong, size, case)
    return Text.of(
        f"{values['en']} Moving the inputs a little changes the loss by another amount than your gradient says.",
        f"{values['ko']} 입력을 조금 움직였을 때 손실이 변하는 양이 작성한 그래디언트가 말하는 양과 다릅니다.",
    )


def factor(ratio: float) -> Text:
    return Text.of(
        f"Every entry is {ratio:.4g} times what it must be.",
        f"모든 원소가 올바른 값의 {ratio:.4g}배입니다.",
    )


def sign() -> Text:
    return Text.of(
        "Every entry has the right size and the wrong sign.",
        "모든 원소의 크기는 맞지만 부호가 반대입니다.",
    )


def factor_of_size(axis: str, inverse: bool) -> Text:
    if inverse:
        return Text.of(
            f"Every entry is too small by the factor {axis}: is something divided by it once too often?",
            f"모든 원소가 {axis}배만큼 작습니다. 이 값으로 한 번 더 나눈 것은 아닌지 확인하십시오.",
        )
    return Text.of(
        f"Every entry is too large by the factor {axis}: is a division by it missing?",
        f"모든 원소가 {axis}배만큼 큽니다. 이 값으로 나누는 것을 빠뜨렸는지 확인하십시오.",
    )


def zero(name: str) -> Text:
    return Text.of(f"`{name}` is zero everywhere.", f"`{name}`이(가) 전부 0입니다.")


def look_first(function: str, others: str) -> Text:
    return Text.of(
        f"Your `{function}` calls {others}, which is not right yet. Look there first.",
        f"작성한 `{function}`은(는) {others}을(를) 호출하는데, 그쪽이 아직 맞지 않습니다. 그것부터 확인하십시오.",
    )


def no_error(function: str, kind: str, case: str) -> Text:
    return Text.of(
        f"`{function}` with {case} must raise {kind}; it returned a value.",
        f"{case}일 때 `{function}`은(는) {kind}를 발생시켜야 하는데 값을 반환했습니다.",
    )


def other_error(function: str, kind: str, got: str, case: str) -> Text:
    return Text.of(
        f"`{function}` with {case} must raise {kind}; it raised {got}.",
        f"{case}일 때 `{function}`은(는) {kind}를 발생시켜야 하는데 {got}이(가) 발생했습니다.",
    )


def course_at_fault() -> Text:
    return Text.of(
        "A hidden test of this assignment is at fault. Nothing is lost and nothing counts against you: the "
        "course staff will mend it and grade your notebook again.",
        "이 과제의 숨은 테스트에 문제가 있습니다. 제출물은 그대로 보관되며 점수에 불이익이 없습니다. 담당자가 고친 뒤 "
        "다시 채점합니다.",
    )


def platform_at_fault() -> Text:
    return Text.of(
        "The grading of this notebook failed by our own fault. Nothing is lost and nothing counts against you: "
        "it will be graded again.",
        "채점 시스템의 문제로 이 노트북을 채점하지 못했습니다. 제출물은 그대로 보관되며 점수에 불이익이 없습니다. 다시 채점할 "
        "예정입니다.",
    )


def does_not_hold() -> Text:
    return Text.of(
        "What is checked here does not hold.", "여기에서 확인하는 내용이 성립하지 않습니다."
    )


def _shape(shape: Shape, number: str) -> str:
    return str(shape) if shape else f"() ({number})"


def _percent(error: float) -> str:
    """A relative error; sizes only, rounded to two digits."""
    if error >= 10:
        return f"{error:.2g}×"
    return f"{100 * error:.0f} %" if error >= 0.1 else f"{100 * error:.2g} %"
