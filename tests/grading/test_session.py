"""From a notebook to a result: every way in which a function can be right or wrong."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from autograder.box.worker import Worker
from autograder.errors import CourseError
from autograder.grading.intake import Submission
from autograder.grading.result import Outcome, Status
from tests.grading.tiny import session_with, submission

HIDDEN = """
import numpy as np
import pytest


@pytest.fixture(scope="session")
def square_cases(draw, cases):
    rng = draw("square")
    return cases.values("square", [(rng.normal(size=n),) for n in (1, 5, 9)])


@pytest.fixture(scope="session")
def gradient_cases(draw, cases, reference):
    rng = draw("gradient")
    points = []
    for n in (1, 4, 7):
        x = rng.normal(size=n)
        points.append(
            cases.point((x,), of=lambda x: np.sum(reference.square(x)), at={"gradient": x})
        )
    return cases.gradient("square_gradient", points, outputs=("gradient",))


@pytest.mark.points(1, exercise="square", en="the squares", ko="제곱")
def test_square(check, square_cases):
    check.values(square_cases)


@pytest.mark.points(0.5, exercise="square_gradient", en="the sign", ko="부호")
def test_sign(student, check):
    gradient = check.array(student.square_gradient(np.array([1.0])), (1,))
    check.that(gradient[0] > 0, en="wrong sign", ko="부호")


@pytest.mark.points(1.5, exercise="square_gradient", en="the gradient", ko="그래디언트")
def test_gradient(check, gradient_cases):
    check.earn(0.25)
    check.gradient(gradient_cases)
"""

IMPORTS = "import numpy as np"
SQUARE = "def square(x):\n    return np.asarray(x) ** 2"
GRADIENT = "def square_gradient(x):\n    return 2 * np.asarray(x)"


@pytest.fixture(scope="module")
def grade(box, tmp_path_factory):
    """One session for all the notebooks that these hidden tests question."""
    with session_with(tmp_path_factory.mktemp("hidden"), HIDDEN, box) as session:
        yield lambda *cells: session.grade(submission(*cells))


def by_name(result):
    return {test.id.split(".")[-1]: test for e in result.exercises for test in e.tests}


def english(test):
    return test.message.in_language("en")


def test_right_functions_get_full_marks_and_no_words(grade):
    result = grade(IMPORTS, SQUARE, GRADIENT)
    assert (result.status, result.score, result.max_score) == (Status.GRADED, 3.0, 3.0)
    assert all(not english(test) for test in by_name(result).values())


def test_every_failing_test_says_something_in_both_languages(grade):
    result = grade(IMPORTS)
    for test in by_name(result).values():
        assert test.outcome in (Outcome.FAILED, Outcome.PARTIAL)
        assert "defines no function" in english(test)
        assert test.message.in_language("ko") != english(test)


@pytest.mark.parametrize(
    ("square", "says"),
    [
        ("def square(x):\n    pass", "is None"),
        ("def square(x):\n    raise NotImplementedError()", "not written yet"),
        ("def square(x):\n    return x[:-1] ** 2", "shape"),
        ("def square(x):\n    return {1: 2}", "cannot be read as numbers"),
        ("def square(x):\n    x *= x\n    return x", "changes its argument `x`"),
        ("def square(x):\n    return x / 0 * 0", "nan or infinite"),
        ("def square(x):\n    return x ** 2 * (1 + 1e-5)", "off"),
        ("def square(x):\n    return 3 * x ** 2", "3 times"),
        ("def square(x):\n    return -x ** 2", "wrong sign"),
        ("def square(x):\n    return 0 * x", "zero everywhere"),
        ("def square(x):\n    return len(x) * x ** 2", "x.shape[0]"),
        ("def square(x):\n    return x ** 2 / len(x)", "divide"),
        ("import os\ndef square(x):\n    os._exit(0)", "ended the Python process"),
        ("def square(x):\n    while True: pass", "stopped after"),
        ("def square(x):\n    return [1] * 10**12", "memory"),
        ("calls = []\ndef square(x):\n    calls.append(1)\n    return x ** 2 * len(calls)",
         "once it has been called before"),
        ("kept = {}\ndef square(x):\n    return kept.setdefault(0, x ** 2)",
         "once it has been called before"),
    ],
)  # fmt: skip
def test_a_wrong_function_is_told_what_is_wrong(grade, square, says):
    result = grade(IMPORTS, square, GRADIENT)
    test = by_name(result)["test_square"]
    assert test.outcome is Outcome.FAILED
    assert says in english(test)
    assert result.score == 2.0


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("1 / 0", "stopped with ZeroDivisionError"),
        ("def square(x):\nreturn x", "nothing in it was run"),
        ("import pandas as pd", "numpy and Python's own libraries"),
        ("%matplotlib inline", "are not run when a notebook is graded"),
    ],
)
def test_a_cell_that_did_not_run_to_its_end_is_told_why(grade, cell, says):
    result = grade(IMPORTS, cell, SQUARE, GRADIENT)
    (note,) = result.cells
    assert result.score == 3.0
    assert says in note.text["en"]
    assert note.text["ko"] != note.text["en"]


@pytest.fixture
def processes(monkeypatch):
    """A list with an entry for each process that a box makes from here on."""
    made = []
    fork = Worker.fork

    def counted(worker, limits):
        made.append(limits)
        return fork(worker, limits)

    monkeypatch.setattr(Worker, "fork", counted)
    return made


TAKES_ALL = """
def square(x):
    taken = []
    while True:
        taken.append(np.empty(1 << 25, np.uint8))

square_gradient = square
"""


def test_a_memory_bomb_gets_no_points_and_no_other_process(grade, processes):
    result = grade(IMPORTS, TAKES_ALL, "square(np.ones(3))")
    assert len(processes) == 1
    for test in by_name(result).values():
        assert "used more memory than it may" in english(test)
    assert result.score == 0.25  # which a test gives before it asks anything


def test_a_bomb_for_some_inputs_keeps_the_points_of_the_others(grade, processes):
    some = "def square_gradient(x):\n    return 2 * x if len(x) == 1 else square(x)"
    result = grade(IMPORTS, TAKES_ALL, some)
    assert len(processes) == 1
    assert by_name(result)["test_sign"].outcome is Outcome.PASSED


def test_a_right_function_that_keeps_what_it_took_goes_on_in_another_process(grade, box, processes):
    """Of four calls by one test it lacks memory in the last, of one call by another it does not."""
    keeps = f"""
kept = []
def square_gradient(x):
    kept.append(np.empty({box.limits.memory_mb * 3 // 10} << 20, np.uint8))
    return 2 * x
"""
    result = grade(IMPORTS, SQUARE, keeps)
    tests = by_name(result)
    assert len(processes) == 2
    assert "used more memory than it may" in english(tests["test_gradient"])
    assert tests["test_sign"].outcome is Outcome.PASSED
    assert result.score == 1.75


def test_who_is_not_called_or_not_run_for_want_of_time_is_told_so(grade, box):
    limits = box.limits
    box.limit(replace(limits, cells_again_factor=0.001))
    result = grade(IMPORTS, "import time\ntime.sleep(2)", SQUARE, GRADIENT)
    box.limit(limits)
    assert [note.cell for note in result.cells] == [1, 2, 3, 4]
    for language, not_called, not_run in (
        ("en", "was not called: the notebook's cells", "The cell was not run"),
        ("ko", "호출하지 못했습니다", "이 셀은 실행하지 않았습니다"),
    ):
        assert all(not_called in t.message[language] for t in by_name(result).values())
        assert all(not_run in note.text[language] for note in result.cells)


@pytest.mark.parametrize(
    "value",
    [
        "{1: 2}",
        "(i for i in x)",
        "np.array([[1], [2, 3]], dtype=object)",
        "np.ma.array(x)",
        "np.array(['a'])",
        "10 ** 5000",
    ],
)
def test_what_is_no_data_is_told_in_korean_as_well(grade, value):
    result = grade(IMPORTS, f"def square(x):\n    return {value}", GRADIENT)
    message = by_name(result)["test_square"].message
    assert message.in_language("ko") != message.in_language("en")
    reason = message.in_language("en").rstrip(".").partition("arrays: ")[2]
    assert reason not in message.in_language("ko")


def test_the_figure_tells_the_same_size_of_error_as_the_message(grade):
    result = grade(IMPORTS, "def square(x):\n    return x ** 2 * (1 + 1e-5)", GRADIENT)
    test = by_name(result)["test_square"]
    assert "0.001 %" in english(test)
    (departure,) = test.departures
    assert max(departure.log10_error) == -5.0


def test_an_error_barely_too_large_is_not_drawn_as_allowed(grade):
    result = grade(IMPORTS, "def square(x):\n    return x ** 2 * (1 + 1.1e-6)", GRADIENT)
    (departure,) = by_name(result)["test_square"].departures
    assert max(departure.log10_error) > departure.tolerance


def test_an_exception_comes_with_the_students_own_traceback_only(grade):
    result = grade(IMPORTS, "def square(x):\n    return x.squared", GRADIENT)
    test = by_name(result)["test_square"]
    assert "AttributeError" in english(test)
    assert "return x.squared" in test.traceback
    assert "autograder" not in test.traceback
    assert ".py" not in test.traceback


def test_a_wrong_gradient_says_where_and_earns_its_part(grade):
    source = "def square_gradient(x):\n    g = 2.0 * x\n    g[-1] += 1e-3\n    return g"
    test = by_name(grade(IMPORTS, SQUARE, source))["test_gradient"]
    assert (test.outcome, test.score) == (Outcome.PARTIAL, 0.25)
    assert "1 of 7 entries" in english(test)
    (departure,) = test.departures
    assert departure.axes == ("entry",)
    assert departure.log10_error[-1] > departure.tolerance
    assert all(error <= departure.tolerance for error in departure.log10_error[:-1])


def test_a_known_mistake_is_recognised_by_what_it_does(grade):
    test = by_name(grade(IMPORTS, SQUARE, "def square_gradient(x):\n    return 1.0 * x"))
    assert any("factor 2" in hint["en"] for hint in test["test_gradient"].hints)


def test_a_function_that_calls_a_wrong_one_is_told_where_to_look_first(grade):
    result = grade(
        IMPORTS,
        "def square(x):\n    return x + 1",
        "def square_gradient(x):\n    return square(x) - 1 + x + 0 * helper(x)",
        "def helper(x):\n    return square(x)",
    )
    hints = [hint["en"] for hint in by_name(result)["test_gradient"].hints]
    assert not any("Look there first" in hint for hint in hints)  # the gradient is right
    result = grade(
        IMPORTS,
        "def square(x):\n    return x + 1",
        "def helper(x):\n    return square(x)",
        "def square_gradient(x):\n    return helper(x)",
    )
    hints = [hint["en"] for hint in by_name(result)["test_gradient"].hints]
    assert any("`square`" in hint and "Look there first" in hint for hint in hints)


def test_no_message_or_departure_holds_an_expected_value(grade):
    result = grade(IMPORTS, "def square(x):\n    return x ** 2 + 0.123", GRADIENT)
    test = by_name(result)["test_square"]
    assert "expected" in test.private
    numbers = [word for word in test.private.split() if "." in word]
    shown = english(test) + str(test.departures) + str(test.hints)
    assert not any(number.strip("[],") in shown for number in numbers if len(number) > 6)


def test_the_notes_on_cells_tell_what_was_skipped_and_what_raised(grade):
    result = grade(IMPORTS, "%matplotlib inline\n!pip install numpy", "1 / 0", SQUARE, GRADIENT)
    notes = {note.cell: note for note in result.cells}
    assert "pip install" in notes[2].text["en"]
    assert "ZeroDivisionError" in notes[3].text["en"]
    assert result.score == 3.0


def test_bytes_that_are_no_notebook_get_a_reason_and_no_score(tmp_path, box):
    with session_with(tmp_path, HIDDEN, box) as session:
        result = session.grade(Submission("s001", "s001.ipynb", b"{not json"))
    assert (result.status, result.score) == (Status.UNREADABLE, None)
    assert result.message["ko"]


def test_an_error_in_a_hidden_test_is_nobodys_zero(tmp_path, box):
    faulty = HIDDEN.replace("check.earn(0.25)", "undefined_name")
    with session_with(tmp_path, faulty, box) as session:
        result = session.grade(submission(IMPORTS, SQUARE, GRADIENT))
    assert (result.status, result.score) == (Status.COURSE_ERROR, None)
    private = by_name(result)["test_gradient"].private
    assert "test_hidden.py" in private
    assert "undefined_name" in private
    assert "_pytest" not in private
    assert "undefined_name" not in str(result.message)


def test_a_loss_whose_slopes_are_not_the_references_is_the_courses_fault(tmp_path, box):
    other_loss = HIDDEN.replace("np.sum(reference.square(x))", "np.sum(np.abs(x))")
    with session_with(tmp_path, other_loss, box) as session:
        result = session.grade(submission(IMPORTS, SQUARE, GRADIENT))
    assert result.status is Status.COURSE_ERROR


UNMARKED = "def test_unmarked(check):\n    pass\n\n\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("points(1, ", "points(2, ", "worth 2 points together"),
        ('exercise="square"', 'exercise="cube"', "no exercise 'cube'"),
        ("points(0.5, ", "points(0.5, 3, ", "the mark must read"),
        ("@pytest.mark.points(0.5", f"{UNMARKED}@pytest.mark.points(0.5", "has no mark"),
        ("import numpy as np", "import nonsense_module", "nonsense_module"),
    ],
)
def test_faults_of_a_grader_are_told_before_anything_is_graded(tmp_path, box, old, new, says):
    with (
        pytest.raises(CourseError, match=says),
        session_with(tmp_path, HIDDEN.replace(old, new, 1), box),
    ):
        pass


def test_two_sessions_with_files_of_one_name_keep_to_their_own(tmp_path, box):
    more = '@pytest.mark.points(0.5, exercise="square", en="x", ko="x")\ndef test_more(): ...\n'
    other = HIDDEN.replace("points(1, ", "points(0.5, ") + more
    with (
        session_with(tmp_path / "a", HIDDEN, box) as first,
        session_with(tmp_path / "b", other, box) as second,
    ):
        assert "test_more" not in by_name(first.grade(submission(IMPORTS, SQUARE)))
        assert "test_more" in by_name(second.grade(submission(IMPORTS, SQUARE)))


def test_the_same_submission_gets_the_same_result_twice_in_one_session(tmp_path, box):
    wrong = submission(IMPORTS, "def square(x):\n    return x", GRADIENT)
    right = submission(IMPORTS, SQUARE, GRADIENT)
    with session_with(tmp_path, HIDDEN, box) as session:
        first, between, second = map(session.grade, (wrong, right, wrong))
    assert between.score == 3.0
    assert first.exercises == second.exercises


def test_an_exceptions_text_tells_no_hidden_input(grade):
    source = "def square(x):\n    raise ValueError(f'{x} {x[0]!r} 20261121 shape {x.shape}')"
    test = by_name(grade(IMPORTS, source, GRADIENT))["test_square"]
    for text in (english(test), test.traceback.split("ValueError")[-1]):
        assert "20261121" not in text
        assert not re.search(r"\d\.\d", text)
        assert "shape (1,)" in text


def test_an_exception_derived_from_the_one_asked_for_is_that_one(tmp_path, box):
    hidden = HIDDEN.replace(
        "    check.values(square_cases)\n",
        "    check.raises('square', [(None,)], ValueError, inputs=('x',))\n",
    )
    source = "class Odd(ValueError): pass\ndef square(x):\n    raise Odd('no')"
    with session_with(tmp_path, hidden, box) as session:
        tests = by_name(session.grade(submission(IMPORTS, source, GRADIENT)))
        assert tests["test_square"].outcome is Outcome.PASSED
        tests = by_name(session.grade(submission(IMPORTS, "def square(x):\n    1 / 0", GRADIENT)))
        assert "raised ZeroDivisionError" in english(tests["test_square"])
