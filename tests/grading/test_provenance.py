"""The grader's hash follows everything of the course that can change a score, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course.loader import load_course
from autograder.grading.provenance import assignment_seed, grader_digest, stream_seed
from tests.grading.tiny import TINY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "course"))


def digest(root: Path) -> str:
    course = load_course(root)
    return grader_digest(course, course.assignments["tiny"])


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_the_same_course_elsewhere_has_the_same_hash(root: Path) -> None:
    assert digest(root) == digest(TINY)


@pytest.mark.parametrize(
    "name",
    ["graders/tiny/test_*.py", "solutions/tiny/mistakes/no_factor.py"],
)
def test_a_changed_test_or_mistake_changes_the_hash(root: Path, name: str) -> None:
    before = digest(root)
    append(next(root.glob(name)), "\n# changed\n")
    assert digest(root) != before


def test_data_beside_the_hidden_tests_counts_too(root: Path) -> None:
    before = digest(root)
    data = root / "graders" / "tiny" / "inputs.csv"
    data.write_text("1\n")
    first = digest(root)
    data.write_text("2\n")
    assert len({before, first, digest(root)}) == 3


def test_the_seed_and_the_reference_count(root: Path) -> None:
    before = digest(root)
    config = root / "course.yaml"
    config.write_text(config.read_text("utf-8").replace("seed: tiny", "seed: other"), "utf-8")
    seeded = digest(root)
    master = root / "solutions" / "tiny" / "tiny.ipynb"
    master.write_text(
        master.read_text("utf-8").replace("return 2 * np", "return 2.0 * np"), "utf-8"
    )
    assert len({before, seeded, digest(root)}) == 3


def test_what_no_score_depends_on_does_not_change_the_hash(root: Path) -> None:
    before = digest(root)
    append(root / "solutions" / "tiny" / "right" / "loop.py", "\n# changed\n")
    cache = root / "graders" / "tiny" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "test_tiny.cpython-311.pyc").write_bytes(b"anything")
    assert digest(root) == before


def test_every_label_has_a_stream_of_its_own(root: Path) -> None:
    course = load_course(root)
    seed = assignment_seed(course, course.assignments["tiny"])
    assert len({stream_seed(seed, label) for label in ("a", "b", "ab", "")}) == 4
    assert course.seed not in seed
