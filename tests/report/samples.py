"""Results as the grading room makes them: one of each kind that a page must cope with."""

from __future__ import annotations

from dataclasses import replace

from autograder.grading.result import (
    CellNote,
    Departure,
    ExerciseResult,
    Outcome,
    Provenance,
    Result,
    Status,
    TestResult,
)
from autograder.text import Text

SECRETS = (
    "expected 0.123456789",
    "seed-of-the-course",
    "grader0123456789abcdef",
    "private-of-the-result",
    "landlock+seccomp",
    "test_hidden_name",
    "/srv/course/graders",
)
"""Strings that no student may see; each sample holds all of them where they belong."""

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
BIDI = "\u202egnp.exe\u2066 \x1b[31mred\x07 \ud800"

MSE = Text.of(
    r"The value of the loss, $\frac{1}{n} \sum_i (x_i w + b - y_i)^2$, for several shapes",
    r"여러 크기의 입력에서 손실함수 $\frac{1}{n} \sum_i (x_i w + b - y_i)^2$의 값",
)
GRAD_W = Text.of(
    "The gradient of the loss with respect to $w$, factor $2/n$ included",
    "$2/n$을 포함한, $w$에 대한 손실함수의 그래디언트",
)
GRAD_TIME = Text.of(
    r"The gradient with respect to every state, $\partial \xi_i / \partial s_k$",
    r"모든 상태에 대한 그래디언트 $\partial \xi_i / \partial s_k$",
)
GRAD_REC = Text.of(
    "The gradient with respect to the recurrent weights $W_{rec}$",
    "순환 가중치 $W_{rec}$에 대한 그래디언트",
)
GUIDE = Text.of("No argument is changed", "인수를 바꾸지 않음")

BY_TIME = Departure(
    "grad_over_time",
    ("sample", "time step"),
    ((-16.0, -0.5, -1.0, -3.5, -16.0), (-0.5, None, -0.5, -16.0, -16.0)),
    -6.0,
    "X (2, 4), S (2, 5), grad_out (2,), w_rec ()",
)
BY_WEIGHT = Departure(
    "grad_w",
    ("weight",),
    (-0.5, -16.0, -8.5, 0.5, -16.0, -2.0),
    -6.0,
    "X (5, 6), y (5,), w (6,), b ()",
)
BY_ROW_AND_COLUMN = Departure(
    "dWrec",
    ("row", "column"),
    ((-16.0, -0.5, -3.0, -5.5), (0.5, -16.0, None, -7.0), (-2.5, -4.0, -16.0, -16.0)),
    -6.0,
    "X (2, 4, 3), H (2, 5, 4), Wx (3, 4), Wrec (4, 4), dH (2, 5, 4)",
)
SINGLE = Departure("grad_b", (), (-0.5,), -6.0, "X (5, 6), y (5,), w (6,), b ()")


def passed(title: Text, points: float) -> TestResult:
    return TestResult(
        id="test_hidden_name",
        title=title,
        outcome=Outcome.PASSED,
        score=points,
        max_score=points,
        message=Text.plain(""),
        private="expected 0.123456789",
    )


def failed(title: Text, points: float, message: Text, score: float = 0.0) -> TestResult:
    return replace(
        passed(title, points),
        outcome=Outcome.PARTIAL if score else Outcome.FAILED,
        score=score,
        message=message,
    )


def result(student: str, *exercises: ExerciseResult, **changes: object) -> Result:
    graded = Result(
        student=student,
        assignment="sgd",
        status=Status.GRADED,
        score=sum(exercise.score for exercise in exercises),
        max_score=15.0,
        exercises=exercises,
        message=Text.plain(""),
        cells=(),
        isolation="landlock+seccomp",
        seconds=0.0312,
        provenance=Provenance(
            submission="9f2c1ab04d" + "0" * 54,
            grader="grader0123456789abcdef",
            seed="seed-of-the-course",
            versions={"numpy": "2.3.1"},
        ),
        private="private-of-the-result in /srv/course/graders",
    )
    return replace(graded, **changes)  # type: ignore[arg-type]


def exercise(name: str, *tests: TestResult) -> ExerciseResult:
    return ExerciseResult(
        name, sum(test.score for test in tests), sum(test.max_score for test in tests), tests
    )


def full_marks(student: str = "s001") -> Result:
    return result(
        student,
        exercise("mse", passed(MSE, 2), passed(GUIDE, 0)),
        exercise("mse_gradient", passed(GRAD_W, 4)),
        exercise("backward_gradient", passed(GRAD_TIME, 3), passed(GRAD_REC, 6)),
    )


def wrong_gradient(student: str = "s002") -> Result:
    """Figures of every form: by time step, by weight, a heat map, a single number."""
    grad_w = failed(
        GRAD_W,
        4,
        Text.of(
            "`grad_w` departs from the gradient of the true loss by finite differences. "
            "X (5, 6), y (5,), w (6,), b ().",
            "`grad_w`가 유한차분으로 구한 손실함수의 그래디언트와 다릅니다. "
            "X (5, 6), y (5,), w (6,), b ().",
        ),
        score=1.5,
    )
    grad_w = replace(
        grad_w,
        hints=(
            Text.of(
                "Your function behaves like one that sums over the samples and does not divide "
                "by $n$. Look at the factor $2/n$ first.",
                "표본에 대해 더하기만 하고 $n$으로 나누지 않은 함수와 결과가 같습니다. "
                "먼저 $2/n$을 살펴보시기 바랍니다.",
            ),
        ),
        departures=(BY_WEIGHT, SINGLE),
    )
    over_time = replace(
        failed(
            GRAD_TIME,
            3,
            Text.of(
                "`grad_over_time` is right at the last step and departs before it.",
                "`grad_over_time`이 마지막 시점에서는 맞고 그 이전에서 다릅니다.",
            ),
        ),
        departures=(BY_TIME,),
    )
    recurrent = replace(
        failed(GRAD_REC, 6, Text.of("`dWrec` departs.", "`dWrec`가 다릅니다.")),
        departures=(BY_ROW_AND_COLUMN,),
    )
    return result(
        student,
        exercise("mse", passed(MSE, 2), passed(GUIDE, 0)),
        exercise("mse_gradient", grad_w),
        exercise("backward_gradient", over_time, recurrent),
    )


def raised(student: str = "s003") -> Result:
    """An exception in a call, one in a cell, a time-out and a skipped magic."""
    test = replace(
        failed(
            MSE,
            2,
            Text.of(
                "`mse` raised ValueError for X (5, 3), y (5,), w (3,), b ().",
                "`mse`에서 ValueError가 발생했습니다. 입력은 X (5, 3), y (5,), w (3,), b ()입니다.",
            ),
        ),
        traceback=(
            "Code cell 4, line 3, in mse\n    return np.mean((X @ w.reshape(1, -1) + b - y) ** 2)\n"
            "ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0, with "
            "gufunc signature (n?,k),(k,m?)->(n?,m?) (size 1 is different from 3)"
        ),
    )
    slow = failed(
        GRAD_W,
        4,
        Text.of(
            "`mse_gradient` took longer than 2.0 seconds.",
            "`mse_gradient`가 2.0초 안에 끝나지 않았습니다.",
        ),
    )
    missing = failed(
        GRAD_TIME,
        9,
        Text.of(
            "There is no function `backward_gradient` in the notebook.",
            "노트북에 `backward_gradient` 함수가 없습니다.",
        ),
    )
    return result(
        student,
        exercise("mse", test),
        exercise("mse_gradient", slow),
        exercise("backward_gradient", missing),
        cells=(
            CellNote(
                1,
                Text.of(
                    "Line 1, `%matplotlib inline`, was skipped: magics do not run here.",
                    "1번째 줄 `%matplotlib inline`은 매직 명령이라 건너뛰었습니다.",
                ),
            ),
            CellNote(
                7,
                Text.of(
                    "The cell raised NameError; the next ones were still run.",
                    "셀에서 NameError가 발생했습니다. 다음 셀들은 그대로 실행했습니다.",
                ),
                "Code cell 7, line 1\n    plot(history)\nNameError: name 'plot' is not defined",
            ),
        ),
    )


def unreadable(student: str = "s004") -> Result:
    return result(
        student,
        status=Status.UNREADABLE,
        score=None,
        message=Text.of(
            "The file is not JSON: it ends in the middle of line 12.",
            "파일이 JSON 형식이 아닙니다. 12번째 줄 중간에서 끝납니다.",
        ),
    )


def fault_of_ours(student: str = "s005") -> Result:
    return result(
        student,
        status=Status.COURSE_ERROR,
        score=None,
        message=Text.plain("test_hidden_name in /srv/course/graders: expected 0.123456789"),
    )


def evil(student: str = "s006") -> Result:
    """Markup and reordering characters wherever a student's text can reach."""
    text = Text.plain(f"{EVIL} {BIDI} ${EVIL}$ `{EVIL}` $\\text{{{EVIL}}}$ cost $5 and $6 </style>")
    test = replace(
        failed(MSE, 2, text),
        hints=(text,),
        traceback=EVIL + BIDI + "x" * 500,
        departures=(replace(BY_WEIGHT, name=EVIL + BIDI, case=EVIL),),
    )
    return result(student, exercise("mse", test), cells=(CellNote(1, text, EVIL + BIDI),))


def everyone() -> list[Result]:
    return [
        full_marks(),
        wrong_gradient(),
        raised(),
        unreadable(),
        fault_of_ours(),
        evil(),
        wrong_gradient("s007"),
        full_marks("s008"),
    ]


NAMES = {
    "s001": "김하늘",
    "s002": "이서준",
    "s003": "Ada Lovelace",
    "s004": "박지우",
    "s006": EVIL,
    "s007": "=HYPERLINK(1)",
}
