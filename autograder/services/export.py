"""Results as the documented JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

from autograder.course.model import Assignment, Course
from autograder.grading.result import to_json
from autograder.records.values import Standing
from autograder.services.opened import open_records


def write_json(
    course: Course, assignment: Assignment, standings: Sequence[Standing], stream: TextIO
) -> None:
    """Write `{"assignment": ..., "results": [...]}` with the graders' own results, in the order of
    `standings`, each of which has one. One result is in memory at a time.
    """
    ids = [standing.result for standing in standings if standing.result is not None]
    stream.write(f'{{"assignment": {json.dumps(assignment.id)}, "results": [')
    with open_records(course) as records:
        for position, (_, result) in enumerate(records.results.load(ids)):
            stream.write("\n" if position == 0 else ",\n")
            # ASCII, because a student's text may hold what UTF-8 cannot say.
            stream.write(json.dumps(to_json(result), ensure_ascii=True))
    stream.write("\n]}\n")
