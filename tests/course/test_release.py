"""What students get: made by nbgrader, checked, and the same bytes every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.course.loader import load_course
from autograder.course.notebook import read_master
from autograder.course.release import _check, release
from autograder.errors import CourseError, UsageError

ROOT = Path(__file__).parent.parent.parent


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def cells_of(folder):
    notebook = nbformat.read(folder / f"{folder.name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return {cell.id: cell for cell in notebook.cells}


def test_only_the_notebook_goes_out_and_without_answers(tiny, tmp_path):
    folder = release(tiny, "tiny", tmp_path)
    assert list(files_of(folder)) == ["tiny.ipynb"]
    cells = cells_of(folder)
    assert "raise NotImplementedError()" in cells["square-solution"].source
    assert "SOLUTION" not in (folder / "tiny.ipynb").read_text("utf-8")
    assert cells["square"].source.startswith("assert ")
    assert cells["square"].metadata["editable"] is False


def test_a_release_is_an_nbgrader_notebook_with_the_same_exercises(tiny, tmp_path):
    cells = cells_of(release(tiny, "tiny", tmp_path))
    known = {c.metadata.nbgrader.grade_id for c in cells.values() if "nbgrader" in c.metadata}
    exercises = read_master(tiny.assignments["tiny"].master).exercises
    assert known == {name for e in exercises for name in (e.id, f"{e.id}-solution")}
    assert all(cells[name].metadata.nbgrader.checksum for name in ("square", "square-solution"))


def test_two_releases_are_the_same_bytes(tiny, tmp_path):
    first = files_of(release(tiny, "tiny", tmp_path / "one"))
    assert files_of(release(tiny, "tiny", tmp_path / "two")) == first


def test_tags_that_only_the_platform_reads_stay_at_home(tiny, tmp_path):
    assert all("tags" not in c.metadata for c in cells_of(release(tiny, "tiny", tmp_path)).values())


@pytest.mark.parametrize(
    ("languages", "gone"), [("[en]", "title-ko"), ("[ko]", "title-en"), ("[ja, en]", "title-ko")]
)
def test_the_courses_languages_choose_the_text_cells(course_folder, languages, gone):
    path = course_folder / "course.yaml"
    path.write_text(path.read_text("utf-8").replace("[en, ko]", languages), "utf-8")
    roster = course_folder / "roster.csv"
    roster.write_text("id,name,team\ns1,A,B\n", "utf-8")
    cells = cells_of(release(load_course(course_folder), "tiny"))
    assert gone not in cells
    assert "imports" in cells


def test_a_release_replaces_the_folder_as_a_whole(course_folder):
    course = load_course(course_folder)
    old = course.release / "tiny"
    old.mkdir(parents=True)
    (old / "leftover.py").write_text("")
    release(course, "tiny")
    assert [path.name for path in course.release.rglob("*")] == ["tiny", "tiny.ipynb"]


def test_declared_files_go_along_and_others_stay(course_folder):
    solutions = course_folder / "solutions" / "tiny"
    (solutions / "data.csv").write_text("1,2\n")
    (solutions / "notes.txt").write_text("for staff\n")
    path = course_folder / "course.yaml"
    text = path.read_text("utf-8").replace("    limits:", "    files: [data.csv]\n    limits:")
    path.write_text(text, "utf-8")
    folder = release(load_course(course_folder), "tiny")
    assert sorted(files_of(folder)) == ["data.csv", "tiny.ipynb"]


def test_what_nbgrader_refuses_leaves_the_old_release(course_folder, master):
    course = load_course(course_folder)
    before = files_of(release(course, "tiny"))
    master(lambda cells, _: cells["title-en"].update(source="### BEGIN SOLUTION\nx"))
    with pytest.raises(CourseError, match="no end solution statement"):
        release(course, "tiny")
    assert files_of(course.release / "tiny") == before


def test_what_must_not_go_out_is_found_even_if_nbgrader_let_it_through(tiny, tmp_path):
    folder = release(tiny, "tiny", tmp_path)
    shutil.copyfile(tiny.assignments["tiny"].master, folder / "tiny.ipynb")
    (folder / "power.py").write_text("")
    with pytest.raises(CourseError) as caught:
        _check(tiny.assignments["tiny"], folder)
    text = str(caught.value)
    assert "power.py would be released" in text
    assert "cell 6 of the release still holds '### BEGIN SOLUTION'" in text


def test_an_unknown_assignment_is_a_wrong_call_that_lists_the_others(tiny):
    with pytest.raises(UsageError, match="there are tiny"):
        release(tiny, "rnn")


def test_the_working_directory_is_as_before(tiny, tmp_path):
    before = Path.cwd()
    release(tiny, "tiny", tmp_path)
    assert Path.cwd() == before


def test_the_committed_releases_are_those_of_the_masters(tmp_path):
    course = load_course(ROOT)
    for name in course.assignments:
        fresh = files_of(release(course, name, tmp_path))
        assert files_of(course.release / name) == fresh, f"run `autograder release {name}`"


def test_plain_nbgrader_works_on_the_course_and_copies_no_known_solution(tmp_path):
    for name in ("solutions", "nbgrader_config.py"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "sgd", "--no-db"]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    assert list(files_of(tmp_path / "assignments")) == ["sgd/sgd.ipynb"]
