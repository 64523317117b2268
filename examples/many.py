"""As many right submissions as wanted, no two with the same code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, islice

from examples.make_cohort import HERE, ROOT, submission
from examples.script import Script, read_script

_FROM_THE_COHORT = ("s001", "s002", "s004", "s008", "s009")
"""Full marks, written in different ways, and nothing slow beside the functions."""


_LEFT_OUT = ("single_precision",)
"""Right by itself, but the sgd of plain.py on top of its gradients gathers their rounding."""


def right_submissions(assignment: str, how_many: int) -> Iterator[tuple[str, bytes]]:
    """`how_many` pairs of a student and a notebook that gets full marks."""
    folder = HERE / "submissions" / assignment
    scripts = [read_script(folder / f"{name}.py") for name in _FROM_THE_COHORT]
    scripts += [
        Script(path.stem, "", path.relative_to(ROOT).as_posix(), (), "graded", (), {})
        for path in sorted((ROOT / "solutions" / assignment / "right").glob("*.py"))
        if path.stem not in _LEFT_OUT
    ]
    notebooks = [json.loads(submission(assignment, script)) for script in scripts]
    for number in islice(count(1), how_many):
        notebook = notebooks[number % len(notebooks)]
        yield f"r{number:04}", json.dumps(_signed(notebook, number), ensure_ascii=False).encode()


def _signed(notebook: dict[str, object], number: int) -> dict[str, object]:
    """A copy whose solution cells all carry something that no other copy has."""
    copy = json.loads(json.dumps(notebook))
    for cell in copy["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"].append(f"\n\n\nstudent_number = {number}  # {number}번 학생\n")
    return copy  # type: ignore[no-any-return]
