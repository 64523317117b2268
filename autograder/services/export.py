"""Results as the documented JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from autograder.course.model import Assignment, Course
from autograder.records.values import Standing
from autograder.services.opened import open_records


def write_json(
    course: Course,
    assignment: Assignment,
    standings: Sequence[Standing],
    passed_over: Sequence[str],
    stream: TextIO,
) -> None:
    """Write `{"assignment": ..., "passed_over": [...], "results": [...]}` with the graders' own
    results, in the order of `standings`, each of which has one. A few hundred are in memory at a
    time.
    """
    ids = [standing.result for standing in standings if standing.result is not None]
    head = json.dumps({"assignment": assignment.id, "passed_over": list(passed_over)})
    stream.write(f'{head[:-1]}, "results": [')
    with open_records(course) as records:
        for position, document in enumerate(records.results.documents(ids)):
            stream.write("\n" if position == 0 else ",\n")
            stream.write(document)
    stream.write("\n]}\n")
