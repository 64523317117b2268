"""`check --solutions` says which of a course's own solutions does not do what it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.errors import CourseError
from autograder.services.check import check_solutions
from tests.services.tiny import copy_of_the_course, run, select

OWN = "solutions/tiny"
RIGHT = '"""\ndescription: Squared.\n"""\n\n\ndef square(x):\n    return {value}\n'
MISTAKE = (
    '"""\nexercise: square\nhint: {{en: The hint., ko: 힌트.}}\n{more}"""\n\n\n'
    "def square(x):\n    return {value}\n"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return copy_of_the_course(tmp_path)


def faults(course: Path) -> list[str]:
    with pytest.raises(CourseError) as caught:
        check_solutions(load_course(course), workers=1)
    return [f"{problem.path.name}: {problem.message}" for problem in caught.value.problems]


def write(course: Path, name: str, text: str) -> None:
    (course / OWN / name).write_text(text, "utf-8")


def test_solutions_that_do_what_they_must_are_counted_and_not_recorded(course: Path) -> None:
    told: list[tuple[int, int]] = []
    assert check_solutions(load_course(course), progress=lambda *now: told.append(now)) == 6
    assert told[-1] == (6, 6)
    assert select(course, "select count(*) from records_submission") == []


def test_each_kind_of_fault_is_told_once_with_its_file(course: Path) -> None:
    write(course, "right/wrong.py", RIGHT.format(value="3 * x ** 2"))
    write(course, "right/stops.py", RIGHT.format(value="x ** 2") + "\n\n1 / 0\n")
    write(course, "mistakes/none.py", MISTAKE.format(value="x * x", more=""))
    write(course, "mistakes/random.py",
          MISTAKE.format(value="x * __import__('random').random()", more=""))  # fmt: skip
    write(course, "mistakes/unsaid.py",
          MISTAKE.format(value="x + 1", more="recognised: false\n"))  # fmt: skip
    in_place = "__import__('numpy').multiply(x, x, out=x)"
    write(course, "mistakes/in_place.py", MISTAKE.format(value=in_place, more=""))
    elsewhere = MISTAKE.format(value="x ** 3", more="") + "\n\nsquare_gradient = square\n"
    write(course, "mistakes/elsewhere.py", elsewhere)
    found = faults(course)
    assert sorted(line.split(":")[0] for line in found) == [
        "elsewhere.py", "in_place.py", "none.py", "random.py", "stops.py", "unsaid.py", "wrong.py",
    ]  # fmt: skip
    told = "\n".join(found)
    assert "wrong.py: loses 1 of 3 points; the hidden tests say" in told
    assert "is 3 times" in told
    assert "ZeroDivisionError" in told
    assert "none.py: loses no point in square" in told
    assert "elsewhere.py: loses points in square_gradient too, not in square alone" in told
    assert "its hint is not told (en, ko)" in told
    assert "a message says it already, so write `recognised: false`" in told
    assert "a check.that has to say it in the same words" in told


def test_a_mistake_that_only_an_authors_own_check_notices_is_told_how_to_give_its_hint(
    course: Path,
) -> None:
    write(course, "mistakes/plus.py", MISTAKE.format(value="x + 1", more=""))
    (hidden,) = (course / "graders/tiny").glob("test_*.py")
    text = hidden.read_text("utf-8")
    own = "check.that(student.square(2.0) == 4.0, en='No.', ko='아니요.')"
    text = text.replace("test_square(check, square_cases)", "test_square(check, student)")
    assert "check.values(square_cases)" in text
    hidden.write_text(text.replace("check.values(square_cases)", own), "utf-8")
    (found,) = [line for line in faults(course) if line.startswith("plus.py")]
    assert "no check of cases recognises it; let a check.that say it" in found


def test_a_hidden_test_at_fault_is_told_once_with_its_line(course: Path) -> None:
    (hidden,) = (course / "graders/tiny").glob("test_*.py")
    text = hidden.read_text("utf-8")
    hidden.write_text(text.replace("check.values(", "undefined_name(", 1), "utf-8")
    (found,) = faults(course)
    assert found.startswith("tiny.ipynb: could not be graded: test_squares.")
    assert "undefined_name" in found


def test_the_command_ends_with_2_and_names_the_file(course: Path) -> None:
    write(course, "right/wrong.py", RIGHT.format(value="-x ** 2"))
    code, out, said = run(course, "check", "--solutions", "tiny")
    assert (code, out) == (2, "")
    assert f"{course / OWN / 'right/wrong.py'}: loses 1 of 3 points" in said
    assert "The course has 1 fault to mend." in said
