"""course.yaml and what it names, as one frozen value or as all of its faults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.course.model import Exercise, Limits
from autograder.errors import CourseError

ROOT = Path(__file__).parent.parent.parent


def problems_of(path):
    with pytest.raises(CourseError) as caught:
        load_course(path)
    return caught.value.problems


def test_the_tiny_course_is_read_from_its_folder_or_its_file(tiny):
    assert load_course(tiny.root / "course.yaml") == tiny
    assert tiny.languages == ("en", "ko")
    assert tiny.title["ko"] == "아주 작은 수업"
    assert [person.id for person in tiny.people.values()] == ["s001", "s002", "s003", "s004"]
    assert tiny.people["s003"].name == "성춘향 (편입)"


def test_exercises_and_points_come_from_the_master(tiny):
    assignment = tiny.assignments["tiny"]
    assert assignment.exercises == (Exercise("square", 1.0), Exercise("square_gradient", 2.0))
    assert assignment.points == 3.0
    assert assignment.graders == tiny.root / "graders" / "tiny"
    assert {overlay.path.stem for overlay in assignment.right} == {"loop", "power"}


def test_the_reference_is_the_tagged_cells_and_the_solutions_in_order(tiny):
    source = tiny.assignments["tiny"].solution_source
    namespace = {}
    exec(source, namespace)
    assert namespace["square"]([3.0]) == [9.0]
    assert source.index("import numpy") < source.index("def square(") < source.index("gradient")
    assert "assert " not in source


def test_limits_are_overridden_one_by_one(course_folder):
    path = course_folder / "course.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("      memory_mb: 512\n      notebook_mb: 1\n", ""), "utf-8")
    limits = load_course(course_folder).assignments["tiny"].limits
    assert limits == Limits(setup_seconds=2.0)


def test_faults_of_the_roster_the_master_and_the_overlays_come_together(course_folder, master):
    (course_folder / "roster.csv").write_text("id,name,team\ns1,,A\n", "utf-8")
    mistake = course_folder / "solutions/tiny/mistakes/absolute.py"
    mistake.write_text('"""\nexercise: sqare\nhint: Look.\n"""\n', "utf-8")
    right = course_folder / "solutions/tiny/right/power.py"
    right.write_text("def square(x): return x\n", "utf-8")
    found = {problem.path.name: problem.message for problem in problems_of(course_folder)}
    assert found["roster.csv"] == "the name is missing"
    assert "no exercise 'sqare'" in found["absolute.py"]
    assert "docstring" in found["power.py"]


def test_unknown_keys_of_the_course_are_suggested(course_folder):
    path = course_folder / "course.yaml"
    path.write_text(path.read_text("utf-8").replace("setup_seconds", "setup_second"), "utf-8")
    (problem,) = problems_of(course_folder)
    assert problem.message.endswith("unknown key; did you mean 'setup_seconds'?")
    assert problem.line == 16


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: tinycourse", "id: Tiny Course", "may hold a-z"),
        ("  tiny:", "  ../tiny:", "may hold a-z"),
        ("[en, ko]", "[english]", "no language code"),
        ("roster.csv", "people.csv", "cannot be read"),
        ("setup_seconds: 2", "setup_seconds: 0", "must be greater than 0, not the number 0"),
        ("setup_seconds: 2", "setup_seconds: 601", "must be at most 600"),
        ("[en, ko]", "[]", "must hold at least 1, not 0"),
        ("setup_seconds: 2", "setup_seconds: .nan", "a finite number"),
        ("seed: tiny-course-sample-seed", "seed: short", "must have at least 8 characters"),
        ("    limits:", "    files: [../course.yaml]\n    limits:", "no plain file name"),
        ("    limits:", "    files: [data.csv]\n    limits:", "does not exist"),
    ],
)
def test_a_bad_value_in_the_course_is_refused(course_folder, old, new, words):
    path = course_folder / "course.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert any(words in problem.message for problem in problems_of(course_folder))


def test_a_missing_course_is_the_callers_to_mend(tmp_path):
    (problem,) = problems_of(tmp_path)
    assert problem.path == tmp_path / "course.yaml"


def test_doubtful_comments_reach_the_caller_as_warnings(course_folder):
    path = course_folder / "course.yaml"
    path.write_text(path.read_text("utf-8").replace("en: Squares", "en: C # sharp"), "utf-8")
    (warning,) = load_course(course_folder).warnings
    assert warning.path == path


def test_cells_in_a_language_that_nobody_gets_are_a_warning(course_folder):
    master = course_folder / "solutions/tiny/tiny.ipynb"
    text = master.read_text("utf-8")
    assert "lang:ko" in text
    master.write_text(text.replace("lang:ko", "lang:kr"), "utf-8")
    (warning,) = load_course(course_folder).warnings
    assert warning.path == master
    assert "nobody gets the cells tagged lang:kr" in warning.message


def test_loading_a_course_imports_neither_nbformat_nor_nbgrader():
    code = (
        "import sys, pathlib; from autograder.course.loader import load_course;"
        "from autograder.course.release import release; load_course(pathlib.Path(sys.argv[1]));"
        "sys.exit(bool({'nbformat', 'nbgrader'} & set(sys.modules)))"
    )
    tiny = ROOT / "tests" / "tinycourse"
    subprocess.run([sys.executable, "-c", code, str(tiny)], cwd=ROOT, check=True)


def test_the_real_course_has_the_exercises_and_points_of_its_contract():
    course = load_course(ROOT)
    points = {
        name: {exercise.id: exercise.points for exercise in assignment.exercises}
        for name, assignment in course.assignments.items()
    }
    assert points == {
        "sgd": {
            "mse": 2,
            "mse_gradient": 4,
            "l2_error": 1,
            "l2_error_gradient": 3,
            "minibatches": 4,
            "sgd": 6,
        },
        "rnn": {
            "update_state": 1,
            "forward_states": 3,
            "loss": 1,
            "output_gradient": 2,
            "backward_gradient": 7,
            "rnn_forward": 4,
            "rnn_backward": 6,
            "truncated_backward": 4,
            "jacobian_norms": 2,
        },
    }
    assert course.warnings == ()


def test_the_sample_roster_has_forty_people_in_eight_teams_of_five():
    people = load_course(ROOT).people.values()
    teams = [person.team for person in people]
    assert len(people) == 40
    assert {teams.count(team) for team in teams} == {5}
