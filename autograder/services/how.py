"""How submissions are run: by how many processes, and behind which walls."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.course.model import Assignment, Course

if TYPE_CHECKING:
    from autograder.box.level import Isolation
    from autograder.grading.batch import Task


@dataclass(frozen=True)
class How:
    """What a person may choose. `isolation` None is the best that the machine has."""

    workers: int | None = None
    isolation: Isolation | None = None
    trust: bool = False

    @property
    def most_workers(self) -> int:
        return self.workers or len(os.sched_getaffinity(0))

    def task(self, course: Course, assignment: Assignment) -> Task:
        """What a process needs to know to grade this assignment so."""
        from autograder.grading.batch import Task

        return Task(course.root, assignment.id, self.isolation, self.trust)
