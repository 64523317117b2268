"""What a result is a result of: one hash over everything of ours that can change a score."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import autograder
from autograder.course.model import Assignment, Course

_SCORING_PACKAGES = ("numpy", "scipy", "pytest")


def versions() -> Mapping[str, str]:
    """The versions that a score may depend on."""
    return {
        "autograder": autograder.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in _SCORING_PACKAGES},
    }


def grader_digest(course: Course, assignment: Assignment) -> str:
    """SHA-256 over hidden tests, reference, known mistakes, points, limits, seed and versions.

    Needs no pytest and executes nothing.
    """
    digest = hashlib.sha256()
    for label, content in _parts(course, assignment):
        digest.update(f"{label}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def assignment_seed(course: Course, assignment: Assignment) -> str:
    """What an assignment's hidden inputs are drawn from; recorded in every result, for staff."""
    return hashlib.sha256(f"{course.seed}\0{assignment.id}".encode()).hexdigest()[:32]


def stream_seed(seed: str, label: str) -> int:
    """The seed of one stream of hidden inputs below an assignment's seed."""
    digest = hashlib.sha256(f"{seed}\0{label}".encode()).digest()
    return int.from_bytes(digest[:16], "big")


def _parts(course: Course, assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    yield "versions", repr(sorted(versions().items())).encode()
    yield "seed", course.seed.encode()
    yield "reference", assignment.solution_source.encode()
    yield "exercises", repr([(e.id, e.points) for e in assignment.exercises]).encode()
    yield "limits", repr(assignment.limits).encode()
    for overlay in assignment.mistakes:
        yield overlay.path.name, repr((overlay.exercise, overlay.hint, overlay.source)).encode()
    yield from _files(assignment.graders, assignment.graders)
    # A change of the platform's own judgement must re-grade as well, released or not.
    package = Path(autograder.__file__).parent
    for room in ("box", "grading"):
        yield from _files(package, package / room)


def _files(base: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    # Data beside the hidden tests counts as much as their code; only what Python caches does not.
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        yield path.relative_to(base).as_posix(), path.read_bytes()
