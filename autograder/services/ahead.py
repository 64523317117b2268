"""Grading processes that are started before it is certain what there is to grade."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from autograder.course.model import Assignment, Course
from autograder.services.how import How

if TYPE_CHECKING:
    from autograder.grading.batch import Crew


class Ahead(ExitStack):
    """Processes that make ready while the rest comes in and the records are opened, once bytes came
    in that were never seen: then there is most likely something to grade.
    """

    def __init__(self, course: Course, assignment: Assignment, how: How) -> None:
        super().__init__()
        self._course = course
        self._assignment = assignment
        self._how = how
        self.crew: Crew | None = None

    def begin_if_enough(self, fresh: int) -> None:
        """With that many new ones every worker has something to do."""
        if fresh >= self._how.most_workers:
            self.begin(fresh)

    def begin(self, fresh: int) -> None:
        """With no more processes than there are new ones, if that has not been done."""
        if self.crew is not None or not fresh:
            return
        from autograder.grading.batch import Crew

        task = self._how.task(self._course, self._assignment)
        workers = min(self._how.most_workers, fresh)
        self.crew = self.enter_context(Crew(task, self._course, workers))
