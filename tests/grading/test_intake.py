"""Submissions in folders: each exactly once, and nothing followed that leads elsewhere."""

from __future__ import annotations

import os
import pickle
import tempfile
import unicodedata
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.course.model import Limits
from autograder.errors import SubmissionError, UsageError
from autograder.grading import entries
from autograder.grading.entries import folder_entries
from autograder.grading.intake import each_submission, read_submissions

LIMITS = Limits(notebook_mb=1)
NOTEBOOK = b'{"cells": [], "nbformat": 4}'


@pytest.fixture
def place(tmp_path):
    """Writes a file below the folder of submissions: `place("s001/tiny.ipynb")`."""

    def write(name, data=NOTEBOOK, modified=None):
        path = tmp_path / "cohort" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        if modified is not None:
            os.utime(path, (modified, modified))
        return path

    write.root = tmp_path / "cohort"
    write.root.mkdir()
    return write


def read(path):
    return {one.student: one for one in read_submissions(path, "tiny", LIMITS)}


def reason(submission):
    assert submission.refusal is not None
    assert submission.data == b""
    assert set(submission.refusal.text) == {"en", "ko"}
    assert submission.refusal.status in ("refused", "unreadable")
    return submission.refusal.text["en"]


@pytest.mark.parametrize(
    "layout",
    [
        "{}.ipynb",
        "{}/tiny.ipynb",
        "{}/renamed by hand.ipynb",
        "{}/Tiny.IPYNB",
        "{}/tiny/tiny.ipynb",
        "submitted/{}/tiny/tiny.ipynb",
        "week1/{}.ipynb",
        "week1/{}/tiny.ipynb",
        "course/submitted/{}/tiny/tiny.ipynb",
    ],
)
def test_every_layout_gives_the_students_with_their_bytes(place, layout):
    for number in (1, 2, 3):
        place(layout.format(f"s00{number}"), NOTEBOOK + b" " * number)
    found = read(place.root)
    assert list(found) == ["s001", "s002", "s003"]
    assert all(one.refusal is None for one in found.values())
    assert found["s002"].data == NOTEBOOK + b"  "
    assert len({one.digest for one in found.values()}) == 3


def test_layouts_may_be_mixed(place):
    place("s001.ipynb")
    place("s002/tiny.ipynb")
    place("s003/tiny/tiny.ipynb")
    assert list(read(place.root)) == ["s001", "s002", "s003"]


@pytest.mark.parametrize("folder", ["", "week1/"])
def test_a_folder_called_submitted_hides_nobody_else(place, folder):
    place(f"{folder}submitted/s003/tiny/tiny.ipynb")
    place(f"{folder}s001.ipynb")
    place(f"{folder}s002/tiny.ipynb")
    place(f"{folder}source/tiny/tiny.ipynb")
    assert list(read(place.root)) == ["s001", "s002", "s003"]


@pytest.mark.parametrize("sent", ["{}.ipynb", "{}/tiny.ipynb"])
@pytest.mark.parametrize("forged", ["{}.ipynb", "{}/tiny.ipynb", "{}/tiny/tiny.ipynb"])
def test_nobody_hands_in_for_another_from_a_folder_called_submitted(place, sent, forged):
    place(sent.format("s001"), NOTEBOOK + b" ", modified=1)
    place(f"submitted/{forged.format('s001')}", modified=2)
    place("submitted/s002/tiny.ipynb")
    found = read(place.root)
    assert list(found) == ["s001", "s002"]
    assert found["s001"].data == NOTEBOOK + b" "


@pytest.mark.parametrize("name", ["renamed by hand.ipynb", "tiny/tiny.ipynb", "my work/tiny.ipynb"])
def test_a_folder_called_submitted_hides_nobody_of_the_roster(place, name):
    place(f"s001/{name}")
    place("submitted/s002/tiny.ipynb")
    place("source/tiny/tiny.ipynb")
    found = list(each_submission(place.root, "tiny", LIMITS, people={"s001", "s002"}))
    assert [(one.student, one.refusal) for one in found] == [("s001", None), ("s002", None)]


def test_whose_folder_is_empty_is_told_so_beside_one_called_submitted(place):
    (place.root / "s001").mkdir()
    place("submitted/s002/tiny.ipynb")
    found = list(each_submission(place.root, "tiny", LIMITS, people={"s001", "s002"}))
    assert [one.student for one in found] == ["s001", "s002"]
    assert "no notebook in the folder" in reason(found[0])


def test_one_student_alone_is_not_taken_for_a_wrapper(place):
    place("s001/tiny.ipynb")
    place("s001/old/tiny.ipynb")
    place("s001/data/x.csv")
    assert list(read(place.root)) == ["s001"]


@pytest.mark.parametrize(
    "name",
    ["s001.ipynb", "s001/tiny.ipynb", "submitted/s001/tiny/tiny.ipynb"],
)
def test_a_single_notebook_is_named_by_its_student(place, name):
    assert list(read(place(name))) == ["s001"]


def test_other_assignments_of_nbgraders_folder_are_left_alone(place):
    place("submitted/s001/tiny/tiny.ipynb")
    place("submitted/s001/rnn/rnn.ipynb")
    place("submitted/s002/rnn/rnn.ipynb")
    place("submitted/s003/sgd/renamed.ipynb")
    place("submitted/s003/sgd/tiny.ipynb")
    place("gradebook.db")
    place("autograded/s001/tiny/tiny.ipynb")
    found = each_submission(place.root, "tiny", LIMITS, others={"sgd"})
    assert [one.student for one in found] == ["s001"]


@pytest.mark.parametrize("inside", ["homework/tiny.ipynb", "a/Tiny/tiny.ipynb", "TINY/tiny.ipynb"])
def test_a_notebook_in_a_folder_that_the_student_packed_counts(place, inside):
    place(f"s001/{inside}")
    place("s002.ipynb")
    found = read(place.root)
    assert {one: each.refusal for one, each in found.items()} == {"s001": None, "s002": None}


def test_a_folder_whose_notebook_nobody_can_place_is_reported(place):
    place("s001/homework/renamed.ipynb")
    place("s002.ipynb")
    assert "Send tiny.ipynb" in reason(read(place.root)["s001"])


def test_leftovers_of_editors_and_systems_are_no_submissions(place):
    place("s001/tiny.ipynb")
    place("s001/.ipynb_checkpoints/tiny-checkpoint.ipynb")
    place(".ipynb_checkpoints/s002-checkpoint.ipynb")
    place("._s001.ipynb")
    place("README.txt")
    assert list(read(place.root)) == ["s001"]


def test_a_folder_without_a_notebook_is_reported(place):
    place("s001/tiny.ipynb")
    place("s002/homework.pdf")
    (place.root / "s003").mkdir()
    place("s004/tiny.zip")
    found = read(place.root)
    assert list(found) == ["s001", "s002", "s003", "s004"]
    assert all("no notebook" in reason(found[name]) for name in ("s002", "s003", "s004"))


def test_several_notebooks_need_one_with_the_right_name(place):
    place("s001/a.ipynb")
    place("s001/b.ipynb")
    place("s002/a.ipynb")
    place("s002/tiny.ipynb", NOTEBOOK + b"\n")
    found = read(place.root)
    assert "none is named tiny.ipynb" in reason(found["s001"])
    assert found["s002"].data == NOTEBOOK + b"\n"


def test_a_students_zip_among_notebooks_is_reported(place):
    place("s001.zip")
    place("s002.ipynb")
    assert "Unpack it" in reason(read(place.root)["s001"])


@pytest.mark.parametrize(("first", "second"), [(1_000, 2_000), (2_000, 1_000)])
def test_of_two_notebooks_of_a_student_the_later_counts_and_the_other_is_told(place, first, second):
    place("s001.ipynb", b"{1}", first)
    place("s001/tiny.ipynb", b"{2}", second)
    found = read(place.root)
    assert list(found) == ["s001", "s001 #2"]
    assert found["s001"].data == (b"{2}" if second > first else b"{1}")
    kept = "s001/tiny.ipynb" if second > first else "s001.ipynb"
    assert f"{kept} is the later one" in reason(found["s001 #2"])


def test_of_many_notebooks_of_a_student_a_few_are_told(place):
    for number in range(30):
        place(f"s001/{' ' * number}tiny.ipynb", modified=number)
    place("s002.ipynb")
    found = read(place.root)
    assert list(found) == ["s001", *(f"s001 #{number}" for number in range(2, 7)), "s002"]
    assert [one.refusal is None for one in found.values()] == [True, *[False] * 5, True]


def test_a_refused_duplicate_never_replaces_a_readable_one(place):
    place("s001/a.ipynb", modified=9_000)
    place("s001/b.ipynb", modified=9_000)
    place("s001.ipynb", modified=1_000)
    assert read(place.root)["s001"].data == NOTEBOOK


def test_an_empty_file_and_one_that_is_too_large_are_refused_alone(place):
    place("s001.ipynb", b"")
    place("s002.ipynb", b"x" * (2**20 + 1))
    place("s003.ipynb", b"x" * 2**20)
    found = read(place.root)
    assert "empty" in reason(found["s001"])
    assert "larger than 1 MB" in reason(found["s002"])
    assert len(found["s003"].data) == 2**20


def test_a_link_is_not_followed_wherever_it_stands(place, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(b"secret")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "tiny.ipynb").write_bytes(b"secret")
    place("s001.ipynb").unlink()
    (place.root / "s001.ipynb").symlink_to(secret)
    (place.root / "s002").mkdir()
    (place.root / "s002" / "tiny.ipynb").symlink_to(secret)
    (place.root / "s003").symlink_to(folder)
    (place.root / "s004.ipynb").symlink_to(tmp_path / "nowhere")
    (place.root / "s005").mkdir()
    (place.root / "s005" / "tiny").symlink_to(folder)
    found = read(place.root)
    assert list(found) == ["s001", "s002", "s003", "s004", "s005"]
    for name in ("s001", "s002", "s003", "s004"):
        assert "links are not followed" in reason(found[name])
    assert "no notebook" in reason(found["s005"])


def test_a_folder_that_becomes_a_link_is_not_followed_either(place, tmp_path):
    place("s001/tiny.ipynb")
    (entry,) = [e for e in folder_entries(place.root) if e.is_notebook]
    elsewhere = tmp_path / "elsewhere"
    (place.root / "s001").rename(elsewhere)
    (place.root / "s001").symlink_to(elsewhere)
    with pytest.raises(SubmissionError, match="changed or went away"):
        entry.read(100)


def test_special_files_named_like_notebooks_are_refused_without_waiting(place):
    os.mkfifo(place.root / "s001.ipynb")
    (place.root / "s002.ipynb").mkdir()
    (place.root / "s002.ipynb" / "x.ipynb").write_bytes(NOTEBOOK)
    place("s003.ipynb")
    found = read(place.root)
    assert list(found) == ["s001", "s002", "s003"]
    assert "no ordinary file" in reason(found["s001"])
    assert "no ordinary file" in reason(found["s002"])


@pytest.mark.parametrize(
    "name",
    [
        "s001\nx",
        "s001\x07",
        "s\u202e100",
        "s001\u200b",
        "s001\u3164",
        "s001\u2800",
        "s001\u034f",
        "s001\U0001d159",
        "s001\ufe0f",
        "홍길동\U000e0101",
        "a\\b",
        "x" * 100,
        "각" * 70,
        b"s\xff1",
        "",
    ],
)
def test_a_name_that_could_mislead_is_refused_and_shown_safely(place, name):
    raw = (name if isinstance(name, bytes) else name.encode()) + b".ipynb"
    if name == "":
        raw = b" .ipynb"
    with open(os.path.join(os.fsencode(place.root), raw), "wb") as file:  # noqa: PTH118, PTH123
        file.write(NOTEBOOK)
    place("s002.ipynb")
    found = read(place.root)
    (shown,) = set(found) - {"s002"}
    assert "Rename it" in reason(found[shown])
    assert shown.isprintable()
    assert "\\" not in shown
    assert len(shown.encode()) <= 200
    assert len(shown) <= 80


@pytest.mark.parametrize("name", ["Kim  Minsu", "Kim\xa0Minsu", "Kim\u2009Minsu", "Kim\u3000Minsu"])
def test_nobody_is_a_second_student_by_spaces_that_no_table_shows(place, name):
    place("Kim Minsu.ipynb", modified=1)
    later = place(f"{name}.ipynb", modified=2)
    found = read(place.root)
    assert "more than one notebook" in reason(found.pop("Kim Minsu #2"))
    assert set(found) == {"Kim Minsu"}
    assert set(read(later)) == {"Kim Minsu"}


@pytest.mark.parametrize("name", ["1조 \u2b50\ufe0f", "\u845b\U000e0100城", "훈민정음", "Zoë"])
def test_a_name_that_is_all_seen_is_taken(place, name):
    place(f"{name}.ipynb")
    assert read(place.root)[unicodedata.normalize("NFC", name)].refusal is None


def test_two_bad_names_stay_two_submissions(place):
    for end in "ab":
        place(f"{'x' * 120}{end}.ipynb")
    assert len(read(place.root)) == 2


def test_korean_names_from_a_mac_are_composed(place):
    place("홍길동.ipynb")
    place("김하늘/tiny.ipynb")
    decomposed = unicodedata.normalize("NFD", "이바다")
    place(f"{decomposed}.ipynb")
    assert set(read(place.root)) == {"홍길동", "김하늘", "이바다"}


def test_submissions_cross_processes(place):
    place("s001.ipynb", b"")
    (one,) = read(place.root).values()
    again = pickle.loads(pickle.dumps(one))
    assert (again.student, again.refusal.text) == (one.student, one.refusal.text)


@pytest.mark.parametrize("name", ["missing", "missing.ipynb", "roster.csv"])
def test_a_place_that_holds_no_submissions_is_a_wrong_call(place, name):
    place("roster.csv")
    with pytest.raises(UsageError, match=name):
        read(place.root / name)


def test_an_empty_folder_is_a_wrong_call_that_says_what_is_expected(place):
    with pytest.raises(UsageError, match=r"<student>\.ipynb"):
        read(place.root)


def test_files_that_are_no_notebooks_are_named_and_hidden_ones_are_not(place):
    place("s001.ipynb")
    place("s002/tiny.ipynb")
    place(".ipynb_checkpoints/s001-checkpoint.ipynb")
    for name in ("s003.pdf", "notes\x1b.txt", ".DS_Store", "s002/data.csv", "all.zip"):
        place(name, b"x")
    passed_over: list[str] = []
    found = [one.student for one in each_submission(place.root, "tiny", LIMITS, passed_over)]
    assert found == ["all", "s001", "s002"]
    assert passed_over == ["notes[U+001B].txt", "s003.pdf"]


def test_a_folder_full_of_files_does_not_stop_the_others(place, monkeypatch):
    monkeypatch.setattr(entries, "MAX_ENTRIES", 60)
    monkeypatch.setattr(entries, "MOST_OF_ONE", 20)
    for number in range(50):
        place(f"s001/environment/{number}/file")
        place(f"s001/{number}.csv")
    place("s001/tiny/tiny.ipynb")
    place("s002/tiny.ipynb")
    found = read(place.root)
    assert {one: submission.data for one, submission in found.items()} == {
        "s001": NOTEBOOK,
        "s002": NOTEBOOK,
    }


@contextmanager
def as_an_ordinary_user():
    me = os.geteuid()
    os.seteuid(me or 65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_a_folder_that_may_be_listed_and_no_more_stops_nobody_else():
    with tempfile.TemporaryDirectory() as name:  # pytest's own are closed to others.
        root = Path(name)
        root.chmod(0o755)
        for student in ("s001", "s002"):
            (root / student).mkdir()
            (root / student / "tiny.ipynb").write_bytes(NOTEBOOK)
        (root / "s001").chmod(0o444)
        with as_an_ordinary_user():
            found = read(root)
        (root / "s001").chmod(0o755)
    assert "permissions" in reason(found["s001"])
    assert found["s002"].refusal is None


def test_a_million_files_in_a_folder_take_no_more_memory_than_a_cohort(place, monkeypatch):
    monkeypatch.setattr(entries, "MAX_ENTRIES", 60)
    monkeypatch.setattr(entries, "MOST_OF_ONE", 20)
    looked_at = []
    looking = entries._entry
    monkeypatch.setattr(entries, "_entry", lambda *of: looked_at.append(of) or looking(*of))
    for number in range(500):
        place(f"s001/data/{number}.csv", b"")
    place("s001/data/tiny.ipynb")
    place("s002/tiny.ipynb")
    assert list(read(place.root)) == ["s001", "s002"]
    assert len(looked_at) < 100


def test_what_macos_leaves_beside_an_unpacked_folder_is_nobodys(place):
    place("week1/s001.ipynb")
    place("week1/s002.ipynb")
    place("__MACOSX/week1/._s001.ipynb")
    assert list(read(place.root)) == ["s001", "s002"]


@pytest.mark.parametrize(
    "inside", ["s002/tiny.ipynb", "s002.ipynb", "submitted/s002/tiny/tiny.ipynb"]
)
def test_nobody_hands_in_for_another_from_a_folder_of_their_own(place, inside):
    place(f"s001/{inside}")
    place("s001/s003.ipynb")
    found = list(each_submission(place.root, "tiny", LIMITS, people={"s001", "s002", "s003"}))
    assert [one.student for one in found] == ["s001"]
