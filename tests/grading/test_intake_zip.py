"""Submissions in a zip, hostile ones included: each refusal stands alone."""

from __future__ import annotations

import random
import stat
import struct
import zipfile
import zlib

import pytest

from autograder.course.model import Limits
from autograder.errors import UsageError
from autograder.grading import archive
from autograder.grading.intake import read_submissions

LIMITS = Limits(notebook_mb=2)
NOTEBOOK = b'{"cells": [], "nbformat": 4}'


@pytest.fixture
def packed(tmp_path):
    """Reads a zip of `(name or ZipInfo, data)` pairs."""

    def read(*members, compression=zipfile.ZIP_DEFLATED, edit=None):
        path = tmp_path / "cohort.zip"
        with zipfile.ZipFile(path, "w", compression) as file:
            for member, data in members:
                file.writestr(member, data)
        if edit is not None:
            path.write_bytes(edit(path.read_bytes()))
        return {one.student: one for one in read_submissions(path, "tiny", LIMITS)}

    return read


def reason(submission):
    assert submission.data == b""
    assert set(submission.refusal.text) == {"en", "ko"}
    return submission.refusal.text["en"]


def symlink(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "layout",
    [
        "{}.ipynb",
        "./{}.ipynb",
        "{}/tiny.ipynb",
        "{}\\tiny.ipynb",
        "cohort/{}.ipynb",
        "cohort/{}/tiny.ipynb",
        "submitted/{}/tiny/tiny.ipynb",
        "cohort/submitted/{}/tiny/tiny.ipynb",
    ],
)
def test_every_layout_gives_the_students_with_their_bytes(packed, layout):
    found = packed(*((layout.format(name), NOTEBOOK) for name in ("s001", "s002")))
    assert {name: one.data for name, one in found.items()} == {"s001": NOTEBOOK, "s002": NOTEBOOK}


def test_leftovers_of_a_mac_are_no_submissions(packed):
    found = packed(
        ("c/s001.ipynb", NOTEBOOK), ("c/s002.ipynb", NOTEBOOK), ("__MACOSX/c/._s001.ipynb", b"x")
    )
    assert list(found) == ["s001", "s002"]


@pytest.mark.parametrize(
    "name",
    ["../evil.ipynb", "a/../../evil.ipynb", "/etc/evil.ipynb", "..\\evil.ipynb", "C:\\evil.ipynb"],
)
def test_a_name_that_leads_out_is_refused_and_spoils_no_other(packed, name, tmp_path):
    found = packed((name, NOTEBOOK), ("c/s001.ipynb", NOTEBOOK), ("c/s002.ipynb", NOTEBOOK))
    assert {"s001", "s002"} < set(found)
    (shown,) = set(found) - {"s001", "s002"}
    assert "leads out" in reason(found[shown])
    assert "/" not in shown
    assert "\\" not in shown
    assert not list(tmp_path.parent.rglob("evil.ipynb"))


@pytest.mark.parametrize("above", ["", "class/"])
def test_a_few_are_told_of_the_many_names_that_lead_out_of_a_students_folder(packed, above):
    theirs = [(f"{above}s001/..\\{number}.ipynb", NOTEBOOK) for number in range(50)]
    found = packed(*theirs, (f"{above}s002/tiny.ipynb", NOTEBOOK), (f"{above}s003.ipynb", NOTEBOOK))
    assert found["s002"].data == found["s003"].data == NOTEBOOK
    assert len(found) < 10


def test_whoever_was_packed_with_whole_paths_is_told_so(packed):
    found = packed(*((f"/home/ta/s{number:03}.ipynb", NOTEBOOK) for number in range(20)))
    assert len(found) == 20


def test_a_link_in_the_zip_is_refused(packed):
    found = packed(
        (symlink("s001.ipynb"), "/etc/passwd"), ("s002.ipynb", NOTEBOOK), (symlink("s003"), "/etc")
    )
    assert "links are not followed" in reason(found["s001"])
    assert "links are not followed" in reason(found["s003"])
    assert found["s002"].refusal is None


def test_a_bomb_is_refused_by_what_it_claims_to_unpack_to(packed):
    found = packed(
        ("s001.ipynb", b"0" * (3 * 2**20)),
        ("s002.ipynb", b"0" * (2 * 2**20)),
        ("s003.ipynb", b"{}"),
    )
    assert "larger than 2 MB" in reason(found["s001"])
    assert "far more" in reason(found["s002"])
    assert found["s003"].data == b"{}"


def test_a_bomb_that_lies_about_its_size_unpacks_to_no_more_than_it_claims(packed):
    size = 50 * 2**20

    def claim_little(data):
        return data.replace(struct.pack("<L", size), struct.pack("<L", 100))

    found = packed(("s001.ipynb", b"0" * size), ("s002.ipynb", NOTEBOOK), edit=claim_little)
    assert "damaged" in reason(found["s001"])
    assert found["s002"].data == NOTEBOOK


def test_all_notebooks_together_are_bounded(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 250)
    monkeypatch.setattr(archive, "HONEST_RATIO", 0)
    found = packed(*((f"s00{i}.ipynb", bytes(100)) for i in range(4)))
    assert [one.refusal is None for one in found.values()] == [True, True, False, False]


def test_a_large_class_that_packs_as_notebooks_do_is_read_to_its_last(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 250)
    found = packed(*((f"s00{i}.ipynb", bytes(range(100))) for i in range(4)))
    assert [one.refusal for one in found.values()] == [None] * 4


def test_what_packs_as_notebooks_do_is_read_whatever_others_have_used_up(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 0)
    usual = random.Random(1).randbytes(25_000)
    found = packed(*((f"a{i:02}.ipynb", bytes(20_000)) for i in range(40)), ("s001.ipynb", usual))
    assert found["s001"].data == usual
    assert "far more" in reason(found["a39"])


def test_who_claims_to_pack_badly_is_counted_by_what_lies_there(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TOTAL", 0)

    def claim_much(data):
        size = struct.pack("<2L", len(zlib.compress(bytes(20_000), wbits=-15)), 20_000)
        return data.replace(size, struct.pack("<2L", 20_000, 20_000))

    found = packed(*((f"a{i:02}.ipynb", bytes(20_000)) for i in range(40)), edit=claim_much)
    assert "far more" in reason(found["a39"])


def test_too_many_files_are_a_wrong_call(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    with pytest.raises(UsageError, match="split it"):
        packed(*((f"s00{i}.ipynb", NOTEBOOK) for i in range(4)))


def test_one_students_many_files_do_not_stop_the_others(packed, monkeypatch):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    others = ((f"s001/environment/{i}", b"") for i in range(4))
    found = packed(("s001/tiny.ipynb", NOTEBOOK), *others, ("s002/tiny.ipynb", NOTEBOOK))
    assert [one.refusal for one in found.values()] == [None, None]


@pytest.mark.parametrize("wrapper", ["", "week1/", "week1/submitted/", "submitted/"])
def test_one_students_many_notebooks_do_not_stop_the_others(packed, monkeypatch, wrapper):
    monkeypatch.setattr(archive, "MAX_ENTRIES", 6)
    monkeypatch.setattr(archive, "MOST_OF_ONE", 2)
    many = ((f"{wrapper}s001/copies/{i}/{i}.ipynb", NOTEBOOK) for i in range(7))
    own = [(f"{wrapper}{name}", NOTEBOOK) for name in ("s001/tiny.ipynb", "s002/tiny.ipynb")]
    macos = ("__MACOSX/week1/._s003.ipynb", b"")
    found = packed(*many, *own, (f"{wrapper}s003.ipynb", NOTEBOOK), macos)
    assert {one: each.refusal for one, each in found.items()} == dict.fromkeys(
        ("s001", "s002", "s003")
    )


def test_a_huge_directory_is_refused_before_it_is_read(packed, monkeypatch):
    monkeypatch.setattr(archive, "_DIRECTORY_BYTES_PER_ENTRY", 0)
    with pytest.raises(UsageError, match="split it"):
        packed(("s001.ipynb", NOTEBOOK))


def test_more_files_than_memory_is_given_for_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "cohort.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("s1/abcd", b"")
    data = path.read_bytes()
    start, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    directory = data[start:end] * 200_000
    size = len(directory).to_bytes(4, "little")
    path.write_bytes(data[:start] + directory + data[end : end + 12] + size + data[end + 16 :])
    with pytest.raises(UsageError, match="split it"):
        read_submissions(path, "tiny", LIMITS)


def test_a_password_is_refused(packed):
    def set_flags(data):
        data = bytearray(data)
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(signature) + offset] |= 1
        return bytes(data)

    found = packed(("s001.ipynb", NOTEBOOK), ("s002.ipynb", NOTEBOOK), edit=set_flags)
    assert "password" in reason(found["s001"])
    assert found["s002"].refusal is None


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_whose_memory_cannot_be_bounded_is_refused(packed, compression):
    found = packed(("s001.ipynb", NOTEBOOK), compression=compression)
    assert "packed in a way" in reason(found["s001"])


def test_damaged_bytes_are_refused_alone(packed):
    found = packed(
        ("s001.ipynb", NOTEBOOK),
        ("s002.ipynb", b"{}"),
        compression=zipfile.ZIP_STORED,
        edit=lambda data: data.replace(NOTEBOOK, NOTEBOOK[::-1]),
    )
    assert "damaged" in reason(found["s001"])
    assert found["s002"].data == b"{}"


def test_a_path_that_is_there_twice_gives_two_submissions(packed):
    with pytest.warns(UserWarning, match="Duplicate name"):
        found = packed(("s001.ipynb", b"{1}"), ("s001.ipynb", b"{2}"))
    assert list(found) == ["s001", "s001 #2"]
    assert "more than one" in reason(found["s001 #2"])


def test_the_later_of_two_counts_by_the_archives_own_dates(packed):
    early = zipfile.ZipInfo("s001.ipynb", (2026, 3, 1, 0, 0, 0))
    late = zipfile.ZipInfo("s001/tiny.ipynb", (2026, 3, 2, 0, 0, 0))
    assert packed((late, b"{late}"), (early, b"{early}"))["s001"].data == b"{late}"


def test_korean_names_written_by_windows_are_read(packed):
    placeholder = "__________.ipynb"
    korean = "홍길동".encode("cp949") + b"____.ipynb"
    found = packed(
        (placeholder, NOTEBOOK), edit=lambda data: data.replace(placeholder.encode(), korean)
    )
    assert list(found) == ["홍길동____"]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"PK\x05\x06" + b"\0" * 18, b"not a zip"])
def test_what_is_no_zip_of_submissions_is_a_wrong_call(tmp_path, content):
    path = tmp_path / "cohort.zip"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"cohort\.zip"):
        read_submissions(path, "tiny", LIMITS)


def test_a_zip_of_several_parts_is_refused_with_a_reason(tmp_path):
    path = tmp_path / "cohort.zip"
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 1, 0, 2)
    path.write_bytes(locator + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0))
    with pytest.raises(UsageError, match="cannot be read as a zip"):
        read_submissions(path, "tiny", LIMITS)


def test_a_name_deeper_than_submissions_lie_is_left_out(packed):
    found = packed(("a/" * 9 + "s001.ipynb", NOTEBOOK), ("s002.ipynb", NOTEBOOK))
    assert list(found) == ["s002"]
