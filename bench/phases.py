"""Where the time of one submission goes: each step by itself, one after the other, in one process.

    python -m bench.phases COURSE ASSIGNMENT NOTEBOOK

Prints the steps as JSON: a name and the seconds by the clock. The command does the same steps in
two processes at once, and starts the box while it imports.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Steps = dict[str, float]


def phases(course: Path, assignment: str, notebook: Path) -> Steps:
    """The steps in their order, measured in a process of its own."""
    command = [sys.executable, "-m", "bench.phases", str(course), assignment, str(notebook)]
    here = Path(__file__).parent.parent
    done = subprocess.run(command, cwd=here, check=True, capture_output=True, text=True)
    steps: Steps = json.loads(done.stdout)
    return steps


def _measured(root: Path, name: str, notebook: Path) -> Steps:
    steps: Steps = {}

    @contextmanager
    def step(what: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        steps[what] = time.perf_counter() - started

    # Every import stands in the step that pays for it.
    with step("import the command line"):
        import autograder.cli.app  # noqa: F401
    with step("import what reads a course, and read it"):
        from autograder.course.loader import load_course

        course = load_course(root)
        assignment = course.assignments[name]
    with step("import Django, open the records"):
        from autograder.services.opened import open_records

        with open_records(course):
            pass
    with step("import numpy, scipy, pytest"):
        import autograder.grading.session as sessions
        from autograder.grading.intake import Submission
    with step("start the box, prove its walls"):
        from autograder.box.box import Box

        box = Box.start()
    with box:
        with step("time the master's own cells"):
            from autograder.grading.budget import setup_seconds

            setup_seconds(box, assignment)
        with step("run the reference and known mistakes, collect the hidden tests"):
            session = sessions.GradingSession(course, assignment, box)
        submission = Submission(notebook.stem, notebook.name, notebook.read_bytes())
        with session, step("the first submission"):
            session.grade(submission)
            with step("the submission"):
                session.grade(submission)
    first, again = steps.pop("the first submission"), steps.pop("the submission")
    steps["what the hidden tests compare with: expected values, slopes"] = first - 2 * again
    steps["the submission"] = again
    return steps


if __name__ == "__main__":
    json.dump(_measured(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])), sys.stdout)
