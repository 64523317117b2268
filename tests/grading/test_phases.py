"""What pytest promises an author of fixtures holds for every submission, set up anew or not."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import pytest

from autograder.course.loader import load_course
from autograder.grading.session import GradingSession
from tests.grading.tiny import TINY, session_with, submission

IMPORTS = "import numpy as np"
SQUARE = "def square(x):\n    return np.asarray(x) ** 2"
GRADIENT = "def square_gradient(x):\n    return 2 * np.asarray(x)"
WRONG = "def square(x):\n    return np.asarray(x) ** 3"
HEAD = """
import inspect
from pathlib import Path
import numpy as np
import pytest

SEEN = Path({path!r})


def note(word):
    with SEEN.open("a") as file:
        file.write(word + "\\n")
"""
PLAIN = """
@pytest.fixture(scope="session")
def lasting():
    note("lasting set up")
    yield 3.0
    note("lasting torn down")


@pytest.mark.points(1, exercise="square", en="x", ko="x")
def test_plain(check, student, lasting):
    names = [frame.function for frame in inspect.stack()]
    note("by pytest" if "pytest_pyfunc_call" in names else "directly")
    check.that(student.square(lasting) == 9.0, en="not nine", ko="not nine")
"""
OTHER = """
@pytest.mark.points(2, exercise="square_gradient", en="x", ko="x")
def test_other(check, student):
    check.that(student.square_gradient(3.0) == 6.0, en="not six", ko="not six")
"""
REHEARSALS = 2
"""How often the reference runs before the first submission."""


def seen_after(folder, box, hidden, notebooks, **beside):
    """What the hidden tests noted, and the scores."""
    path = folder / "seen"
    head = HEAD.format(path=str(path))
    files = {name: head + text for name, text in beside.items()}
    with session_with(folder, head + hidden, box, **files) as session:
        scores = [session.grade(each).score for each in notebooks]
        before_end = Counter(path.read_text().splitlines())
    return Counter(path.read_text().splitlines()), before_end, scores


RIGHT = submission(IMPORTS, SQUARE, GRADIENT)
NOTEBOOKS = [RIGHT, submission(IMPORTS, WRONG, GRADIENT), RIGHT]


def test_a_test_of_lasting_fixtures_is_set_up_by_pytest_once(tmp_path, box):
    seen, before_end, scores = seen_after(tmp_path, box, PLAIN + OTHER, NOTEBOOKS)
    assert scores == [3.0, 2.0, 3.0]
    assert seen["by pytest"] == 1
    assert seen["directly"] == REHEARSALS - 1 + len(NOTEBOOKS)
    assert (seen["lasting set up"], before_end["lasting torn down"]) == (1, 0)
    assert seen["lasting torn down"] == 1


FIXTURES = {
    "of a test": "@pytest.fixture\ndef own():\n    note('up')\n    yield\n    note('down')\n",
    "of a test, for all": "@pytest.fixture(autouse=True)\ndef own():\n    note('up')\n    yield\n"
    "    note('down')\n",
    "that takes the student": "@pytest.fixture\ndef own(student):\n    note('up')\n    yield\n"
    "    note('down')\n",
    "in the place of check": "@pytest.fixture\ndef check(check):\n    note('up')\n    yield check\n"
    "    note('down')\n",
}


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_fixture_of_a_test_is_made_for_each_submission(tmp_path, box, fixture):
    plain = PLAIN.replace("student, lasting", "student, lasting, own")
    if fixture not in ("of a test", "that takes the student"):
        plain = PLAIN
    times = REHEARSALS + len(NOTEBOOKS)
    seen, _, scores = seen_after(
        tmp_path, box, FIXTURES[fixture] + plain, NOTEBOOKS, test_other=OTHER
    )
    assert scores == [3.0, 2.0, 3.0]
    assert (seen["up"], seen["down"]) == (times, times)
    assert (seen["by pytest"], seen["directly"]) == (times, 0)
    assert (seen["lasting set up"], seen["lasting torn down"]) == (1, 1)


@pytest.mark.parametrize(
    "hook", ["pytest_runtest_setup(item)", "pytest_runtest_teardown(item)", "pytest_pyfunc_call()"]
)
def test_an_authors_hook_is_called_for_each_submission(tmp_path, box, hook):
    conftest = f"def {hook}:\n    note('hook')\n"
    seen, _, scores = seen_after(tmp_path, box, PLAIN + OTHER, NOTEBOOKS, conftest=conftest)
    assert scores == [3.0, 2.0, 3.0]
    assert seen["hook"] == 2 * (REHEARSALS + len(NOTEBOOKS))


def test_parameters_and_skips_stay_pytests(tmp_path, box):
    hidden = """
@pytest.mark.parametrize("x", [2.0, 3.0])
@pytest.mark.points(0.4, exercise="square", en="x", ko="x")
def test_of_parameters(check, student, x):
    check.that(student.square(x) == x * x, en="no", ko="no")
    note(f"parameter {x}")


@pytest.fixture(scope="session", params=[2.0, 3.0])
def many(request):
    note("one of many")
    yield request.param
    note("one less")


@pytest.mark.points(0.1, exercise="square", en="x", ko="x")
def test_of_a_fixture_with_parameters(check, student, many):
    check.that(student.square(many) == many**2, en="no", ko="no")


@pytest.mark.skip
@pytest.mark.points(1, exercise="square_gradient", en="x", ko="x")
def test_skipped(check):
    note("was not skipped")


@pytest.mark.points(1, exercise="square_gradient", en="x", ko="x")
def test_with_request(request, check, student):
    note(request.node.name)
"""
    seen, _, scores = seen_after(tmp_path, box, "note('')\n" + hidden, NOTEBOOKS)
    assert scores == [None, None, None]  # a test that skips is the author's to mend
    assert seen["was not skipped"] == 0
    times = REHEARSALS + len(NOTEBOOKS)
    assert seen["test_with_request"] == times
    assert (seen["parameter 2.0"], seen["parameter 3.0"]) == (times - 1, times - 1)  # once wrong
    assert seen["one of many"] == seen["one less"] == 2 * times


def test_a_method_of_a_class_is_called_by_pytest_each_time(tmp_path, box):
    method = PLAIN.replace("@pytest.mark.points", "class TestAll:\n    @pytest.mark.points")
    method = method.replace("def test_plain(check", "    def test_plain(self, check")
    head, body = method.split("lasting):\n")
    body = "    assert not hasattr(self, 'kept')\n    self.kept = True\n" + body
    indented = "".join(f"    {line}\n" for line in body.rstrip().split("\n"))
    seen, _, scores = seen_after(
        tmp_path, box, f"{head}lasting):\n{indented}", NOTEBOOKS, test_other=OTHER
    )
    assert scores == [3.0, 2.0, 3.0]
    assert (seen["by pytest"], seen["directly"]) == (REHEARSALS + len(NOTEBOOKS), 0)


def test_a_test_alone_is_set_up_by_pytest_each_time(tmp_path, box):
    root = shutil.copytree(TINY, tmp_path / "course")
    master = root / "solutions" / "tiny" / "tiny.ipynb"
    document = json.loads(master.read_text(encoding="utf-8"))
    document["cells"] = [
        cell for cell in document["cells"] if "square_gradient" not in json.dumps(cell)
    ]
    master.write_text(json.dumps(document), encoding="utf-8")
    shutil.rmtree(master.parent / "mistakes")
    seen = tmp_path / "seen"
    hidden = root / "graders" / "tiny" / "test_squares.py"
    hidden.write_text(HEAD.format(path=str(seen)) + PLAIN, encoding="utf-8")
    course = load_course(root)
    with GradingSession(course, course.assignments["tiny"], box) as session:
        assert [session.grade(each).score for each in NOTEBOOKS] == [1.0, 0.0, 1.0]
    times = REHEARSALS + len(NOTEBOOKS)
    told = Counter(seen.read_text().splitlines())
    assert (told["by pytest"], told["directly"]) == (times, 0)
    assert told["lasting set up"] == told["lasting torn down"] == times
