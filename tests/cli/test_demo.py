"""The demo does the whole job on whatever course has a cohort."""

from __future__ import annotations

from pathlib import Path

from tests.services.tiny import NO_FACTOR, RIGHT, copy_of_the_course, hand_in, run


def test_the_demo_does_the_whole_job_and_can_be_run_again(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    hand_in(course / "examples/cohort/tiny/s001.ipynb", RIGHT)
    hand_in(course / "examples/cohort/tiny/s002.ipynb", NO_FACTOR)
    for _ in range(2):
        code, out, said = run(course, "demo", "--workers", 1)
        assert code == 0, said
        assert "2 submissions (2 graded); 2 graded now" in said
        pages = [Path(line) for line in out.splitlines()]
        assert [page.name for page in pages] == ["index.html", "class.html"]
        assert all(page.is_file() for page in pages)
    assert (course / "build/demo/assignments/tiny/tiny.ipynb").is_file()
    assert not (course / ".autograder").exists()


def test_the_demo_empties_no_folder_that_it_did_not_make(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    hand_in(course / "examples/cohort/tiny/s001.ipynb", RIGHT)
    precious = course / "build/demo/precious.txt"
    precious.parent.mkdir(parents=True)
    precious.write_text("keep me", encoding="utf-8")
    code, _, said = run(course, "demo")
    assert (code, "move it away" in said) == (2, True)
    assert precious.is_file()


def test_without_a_cohort_the_demo_says_where_it_looked(tmp_path: Path) -> None:
    code, _, said = run(copy_of_the_course(tmp_path), "demo")
    assert (code, "examples/cohort" in said) == (2, True)
