"""What the commands print where, and with which exit code they end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from autograder.cli.app import app
from autograder.cli.session import Session
from tests.services.tiny import (
    NO_FACTOR,
    RIGHT,
    ROOT,
    copy_of_the_course,
    hand_in,
    run,
    start,
)

COMMANDS = [command.name for command in app.registered_commands]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny course's folder with one graded batch, whose JSON is in out.json."""
    root = copy_of_the_course(tmp_path_factory.mktemp("cli"))
    hand_in(root / "in/s002.ipynb", NO_FACTOR)
    hand_in(root / "in/s001/tiny.ipynb", RIGHT)
    (root / "in/s003.ipynb").write_text("no notebook", encoding="utf-8")
    code, out, said = run(root, "grade", "tiny", root / "in", "--json", root / "out.json")
    assert (code, out) == (0, ""), said
    return root


def test_every_submission_is_in_the_json_once_by_student(course: Path) -> None:
    document = json.loads((course / "out.json").read_text("utf-8"))
    assert document["assignment"] == "tiny"
    assert [(r["student"], r["status"], r["score"]) for r in document["results"]] == [
        ("s001", "graded", 3.0),
        ("s002", "graded", 1.0),
        ("s003", "unreadable", None),
    ]


def test_unchanged_submissions_are_in_the_json_all_the_same(course: Path) -> None:
    code, out, said = run(course, "grade", "tiny", course / "in", "--json", "-")
    assert code == 0
    assert json.loads(out) == json.loads((course / "out.json").read_text("utf-8"))
    assert "0 graded now, 3 unchanged" in said


def test_files_that_are_no_notebooks_are_named_once(course: Path, tmp_path: Path) -> None:
    received = Path(shutil.copytree(course / "in", tmp_path / "in"))
    (received / "s005.pdf").write_bytes(b"x")
    code, out, said = run(course, "grade", "tiny", received, "--json", "-")
    assert (code, json.loads(out)["passed_over"]) == (0, ["s005.pdf"])
    assert "1 file that is no notebook was passed over: s005.pdf" in said


def test_a_zip_holds_the_same_submissions_as_its_folder(course: Path, tmp_path: Path) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "in"), "zip", course / "in"))
    assert zipfile.is_zipfile(packed)
    code, out, said = run(course, "grade", "tiny", packed, "--json", "-")
    assert (code, len(json.loads(out)["results"])) == (0, 3)
    assert "0 graded now" in said


def test_the_csv_opens_with_korean_names_and_every_student(course: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "autograder", "--course", course, "grades", "tiny", "--csv"],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
    )
    lines = process.stdout.decode("utf-8-sig").split("\r\n")
    assert process.stdout.startswith(b"\xef\xbb\xbf")
    assert lines[1].startswith('"s001","홍길동","1조","graded","3","3"')
    assert lines[4].startswith('"s004","Bob Sample","2조","not_submitted"')


def test_status_is_data_and_its_summary_is_for_people(course: Path) -> None:
    code, out, said = run(course, "status", "tiny")
    assert code == 0
    assert "홍길동" in out
    assert "missing" in out
    assert "2 graded, 1 missing, 1 unreadable" in said


def test_feedback_prints_where_its_index_lies(course: Path, tmp_path: Path) -> None:
    code, out, _ = run(course, "feedback", "tiny", "--to", tmp_path)
    assert (code, out) == (0, f"{tmp_path / 'tiny/index.html'}\n")
    assert Path(out.strip()).is_file()


def test_an_override_needs_a_reason_and_shows_in_the_grades(course: Path) -> None:
    code, _, said = run(course, "override", "tiny", "s003", "2")
    assert (code, "needs a reason" in said) == (2, True)
    code, _, _ = run(course, "override", "tiny", "s003", "2", "--reason", "sent by mail")
    assert code == 0
    _, out, _ = run(course, "override", "tiny")
    assert "sent by mail" in out
    _, out, _ = run(course, "grades", "tiny", "--csv")
    assert '"s003","성춘향 (편입)","2조","graded","2","3"' in out
    code, _, _ = run(course, "override", "tiny", "s003", "--withdraw", "--reason", "a mistake")
    assert code == 0


def test_a_notebook_is_tried_without_a_trace_in_the_records(course: Path) -> None:
    before = run(course, "status", "tiny")[1]
    code, out, said = run(course, "try", "tiny", course / "in/s002.ipynb")
    assert code == 0, said
    assert "factor 2" in out
    assert "as the author needs it" in out
    code, out, _ = run(course, "try", "tiny", course / "in/s002.ipynb", "--student-view")
    assert "as the author needs it" not in out
    assert run(course, "status", "tiny")[1] == before


def test_a_file_beyond_the_limit_is_tried_no_further_than_it(course: Path, tmp_path: Path) -> None:
    with (tmp_path / "s001.ipynb").open("wb") as sparse:
        sparse.truncate(2 << 30)
    code, out, said = run(course, "try", "tiny", tmp_path / "s001.ipynb")
    assert code == 0, said
    assert "larger than 1 MB" in out


def test_a_pipe_is_tried_no_more_than_it_is_graded(course: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "s001.ipynb")
    code, out, said = run(course, "try", "tiny", tmp_path / "s001.ipynb")
    assert code == 0, said
    assert "no ordinary file" in " ".join(out.split())


def test_a_link_of_the_author_is_tried_and_a_name_that_is_not_there_is_named(
    course: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.ipynb").symlink_to(course / "in/s002.ipynb")
    code, out, said = run(course, "try", "tiny", tmp_path / "link.ipynb", "--author-view")
    assert (code, "factor 2" in out) == (0, True), said
    code, _, said = run(course, "try", "tiny", tmp_path / "none.ipynb")
    assert (code, "cannot read the notebook" in said) == (2, True)


def test_release_prints_the_folder_that_it_wrote(course: Path, tmp_path: Path) -> None:
    code, out, said = run(course, "release", "--to", tmp_path)
    assert (code, out) == (0, f"{tmp_path / 'tiny'}\n"), said
    assert (tmp_path / "tiny/tiny.ipynb").is_file()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_comes_without_anything_heavy_and_teaches_by_example(command: str) -> None:
    code = (
        "import sys\n"
        f"sys.argv = ['autograder', *{command.split()!r}, '--help']\n"
        "from autograder.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'django', 'numpy', 'pytest', 'rich', 'nbformat'} & {*sys.modules}\n"
        "assert not heavy, heavy"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert f"autograder {command}" in ended.stdout.replace("Usage: autograder", "")


def test_a_files_name_is_said_as_it_is_and_covers_no_line_above(capsys):
    Session().say("passed over: :warning: [red]x.txt, z" + "\u0301" * 60 + ".txt")
    said = capsys.readouterr().err
    assert ":warning: [red]x.txt" in said
    assert said.count("\u0301") == 4


def test_a_files_name_steers_no_terminal_in_what_is_said_of_it(course, tmp_path):
    path = tmp_path / "s001\x1b[2J\x1b]0;20 of 20\x07\u202e.txt"
    path.write_text("x", encoding="utf-8")
    code, _, err = run(course, "grade", "tiny", path)
    assert code == 2
    assert r"s001\x1b[2J\x1b]0;20 of 20\x07\u202e.txt is no folder" in err
    assert err.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "tny", "in"], "did you mean 'tiny'"),
        (["grade", "tiny", "no-such-place"], "does not exist"),
        (["grade", "tiny", "in", "--isolation", "none"], "namespaces, landlock"),
        (["grade", "tiny"], "PATH"),
        (["grade", "tiny", "in", "--json", "nowhere/out.json"], "cannot write nowhere/out.json"),
        (["feedback", "tiny", "--language", "fr"], "there are en, ko"),
        (["grad"], "grad"),
        (["override", "tiny", "s001"], "--withdraw"),
    ],
)
def test_a_command_used_wrongly_ends_with_2_and_says_what_to_do(
    course: Path, arguments: list[str], said: str
) -> None:
    process = start(course, *arguments, cwd=course)
    out, err = process.communicate()
    assert (process.returncode, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_every_fault_of_a_course_is_shown_and_ends_with_2(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    text = (course / "course.yaml").read_text("utf-8")
    (course / "course.yaml").write_text(text.replace("roster:", "rooster:"), "utf-8")
    code, out, err = run(course, "check")
    assert (code, out) == (2, "")
    assert "course.yaml:" in err
    assert "to mend" in err
    assert "Traceback" not in err


def test_a_course_is_found_from_a_folder_below_it(course: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "autograder", "check"],
        cwd=course / "solutions/tiny",
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (ended.returncode, "No fault found" in ended.stderr) == (0, True)


def test_no_course_within_a_course_is_taken_for_it(tmp_path: Path) -> None:
    outer = copy_of_the_course(tmp_path)
    inner = copy_of_the_course(outer / "in" / "s001")
    ran = tmp_path / "ran"
    for hidden in (inner / "graders/tiny").glob("test_*.py"):
        hidden.write_text(f"open({str(ran)!r}, 'w').close()\n", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", "tiny", hand_in(inner / "s001.ipynb")],
        cwd=inner,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert not ran.exists()
    assert (ended.returncode, "--course PATH" in ended.stderr) == (2, True)


def test_nothing_is_imported_from_the_folder_that_the_command_is_given_in(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    sent, ran = tmp_path / "sent", tmp_path / "ran"
    hand_in(sent / "s001.ipynb")
    for module in ("multiprocessing", "random", "numpy", "pytest"):
        (sent / f"{module}.py").write_text(f"open({str(ran)!r}, 'w').close()\n", "utf-8")
    command = tmp_path / "bin" / "autograder"
    command.parent.mkdir()
    command.write_text(
        "from autograder.cli import main\n\nif __name__ == '__main__':\n    main()\n", "utf-8"
    )
    others = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    ended = subprocess.run(
        [sys.executable, command, "--course", course, "grade", "tiny", "."],
        cwd=sent,
        check=False,
        capture_output=True,
        text=True,
        env={**others, "PYTHONPATH": str(ROOT)},
    )
    assert not ran.exists()
    assert (ended.returncode, "1 graded now" in ended.stderr) == (0, True)


def test_a_demo_of_another_course_makes_nothing(course: Path) -> None:
    code, out, said = run(course, "demo")
    assert (code, out) == (2, "")
    assert "a course with a sample cohort" in said
    assert not (course / "build").exists()


def test_outside_of_a_course_the_option_is_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [sys.executable, "-m", "autograder", "status"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    assert (ended.returncode, "--course PATH" in ended.stderr) == (2, True)


def test_a_hidden_test_at_fault_ends_try_with_2(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    (hidden,) = (course / "graders/tiny").glob("test_*.py")
    text = hidden.read_text("utf-8")
    hidden.write_text(text.replace("check.values(", "undefined_name(", 1), "utf-8")
    code, out, _ = run(course, "try", "tiny", hand_in(tmp_path / "s001.ipynb"))
    assert code == 2
    assert "undefined_name" in out


def test_damaged_records_end_with_3_and_a_sentence(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    (course / ".autograder").mkdir()
    (course / ".autograder/records.sqlite3").write_bytes(b"no database at all" * 99)
    code, out, err = run(course, "status")
    assert (code, out) == (3, "")
    assert "damaged" in err
    assert "Traceback" not in err


def test_a_fault_of_ours_ends_with_3_and_keeps_its_traceback_in_a_file(tmp_path: Path) -> None:
    course = copy_of_the_course(tmp_path)
    code = (
        "import sys\n"
        "import autograder.services.status as status\n"
        "def broken(*_): raise ZeroDivisionError('what should not happen')\n"
        "status.status = broken\n"
        f"sys.argv = ['autograder', '--course', {str(course)!r}, 'status']\n"
        "from autograder.cli import main\n"
        "main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert ended.returncode == 3
    assert "a fault of the platform's own: ZeroDivisionError" in ended.stderr
    assert "Traceback" not in ended.stderr
    (report,) = (course / ".autograder").glob("crash-*.txt")
    assert str(report) in ended.stderr
    assert "Traceback" in report.read_text("utf-8")
