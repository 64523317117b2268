"""Grade a folder or a zip: only what has no result yet runs, and results are stored as they come,
those of a tenth of a second together.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.model import Assignment, Course
from autograder.grading.intake import Submission, each_submission
from autograder.grading.provenance import assignment_seed, grader_digest, versions
from autograder.grading.result import Document, Provenance, Result, Status
from autograder.records.files import SubmissionFiles
from autograder.records.values import LEASE_SECONDS, Arrival, Job, Standing
from autograder.services.ahead import Ahead
from autograder.services.how import How
from autograder.services.opened import find_assignment, open_records, submission_files

if TYPE_CHECKING:
    from autograder.grading.batch import Crew
    from autograder.records.store import Records

_TAKEN_AT_ONCE = 8
"""Jobs leased in one go: few, so that two batches at once share the work evenly."""
_POLL_SECONDS = 0.5
_STORE_SECONDS = 0.1
"""How long a result may wait for others before it is stored; who is killed meanwhile grades it
again."""


@dataclass(frozen=True)
class Progress:
    """Where a batch is: `done` of `total` have their result; `elsewhere` are in the hands of
    another batch that this one waits for.
    """

    done: int
    total: int
    elsewhere: int = 0


@dataclass(frozen=True)
class GradeReport:
    """What came of a batch. Every submission of the path is in `standings`, once, by student."""

    assignment: Assignment
    standings: tuple[Standing, ...]
    new: int
    """Submissions that had never been received before."""
    ran: int
    """Submissions that this batch gave their result, received before or not."""
    unchanged: int
    """Submissions whose result was there already."""
    isolation: frozenset[str]
    """The levels under which this batch graded; empty if nothing ran."""
    passed_over: tuple[str, ...]
    """The names of files among the submissions that are no notebooks."""

    @property
    def statuses(self) -> Counter[str]:
        return Counter(standing.status for standing in self.standings)


def grade(
    course: Course,
    assignment_id: str,
    path: Path,
    *,
    actor: str,
    how: How | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> GradeReport:
    """Give every submission at `path` its result.

    Submissions that were graded before by the same graders are left alone, and what an earlier
    batch was killed over is taken up. Another batch of the same course may run at the same time;
    what it has in work is waited for. Raises UsageError, CourseError, PlatformError; what was
    stored until then is kept.
    """
    how = how or How()
    assignment = find_assignment(course, assignment_id)
    files = submission_files(course)
    arrivals: list[Arrival] = []
    refused: list[Submission] = []
    passed_over: list[str] = []
    with Ahead(course, assignment, how) as ahead:
        arriving = _arriving(path, course, assignment, arrivals, refused, passed_over)
        ahead.begin(files.keep(arriving, so_far=ahead.begin_if_enough))
        records = ahead.enter_context(open_records(course))
        grader = grader_digest(course, assignment)
        received = records.submissions.receive(assignment.id, arrivals, actor)
        ids = {each.student: received.ids[each.student, each.sha256] for each in arrivals}
        refusals = {
            ids[each.student]: _refused(course, assignment, each, grader) for each in refused
        }
        records.results.refuse(refusals, actor)
        batch = _Batch(course, assignment, grader, records, files, actor, progress, ahead.crew)
        left = batch.run([each for each in ids.values() if each not in refusals], how)
        standings = records.submissions.standings(assignment.id, grader)
    return GradeReport(
        assignment,
        tuple(standing for standing in standings if standing.student in ids),
        new=len(received.new),
        ran=left,
        unchanged=len(ids) - len(refusals) - left,
        isolation=frozenset(batch.isolation),
        passed_over=tuple(passed_over),
    )


class _Batch:
    """One run over the jobs of one assignment."""

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        grader: str,
        records: Records,
        files: SubmissionFiles,
        actor: str,
        progress: Callable[[Progress], None],
        crew: Crew | None,
    ) -> None:
        self._course = course
        self._assignment = assignment
        self._grader = grader
        self._jobs = records.jobs
        self._files = files
        self._actor = actor
        self._progress = progress
        self._crew = crew
        self._held: dict[tuple[str, str], Job] = {}
        self._finished: list[tuple[Job, Document]] = []
        self._stored = self._renewed = time.monotonic()
        self.isolation: set[str] = set()

    def run(self, submissions: Sequence[int], how: How) -> int:
        """Give all of the submissions a result; how many had none before."""
        self._jobs.free_the_dead()
        left = self._jobs.queue(submissions, self._grader)
        total = len(left)
        if not total:
            return 0
        self._progress(Progress(0, total))
        try:
            while left:
                if not self._grade_free(left, total, how):
                    self._progress(Progress(total - len(left), total, elsewhere=len(left)))
                    time.sleep(_POLL_SECONDS)
                    self._jobs.free_the_dead()
                left = self._jobs.in_work(left, self._grader)
        finally:
            self._jobs.give_back()
        self._progress(Progress(total, total))
        return total

    def _grade_free(self, left: Sequence[int], total: int, how: How) -> bool:
        """Grade those that nobody else has in work; whether there were any."""
        jobs = self._free(left)
        first = next(jobs, None)
        if first is None:
            return False
        from autograder.grading.batch import grade_documents

        task = how.task(self._course, self._assignment)
        workers = min(how.most_workers, len(left))
        done = total - len(left)
        submissions = self._with_bytes(first, jobs)
        graded = grade_documents(
            task, submissions, workers=workers, executor=self._crew, quiet=self._store
        )
        try:
            for document in graded:
                fields = document.fields
                job = self._held.pop((fields["student"], fields["provenance"]["submission"]))
                self._finished.append((job, self._completed(document, job)))
                self.isolation.add(fields["isolation"])
                if time.monotonic() - self._stored > _STORE_SECONDS:
                    self._store()
                done += 1
                self._progress(Progress(done, total))
        finally:
            self._store()
        return True

    def _store(self) -> None:
        """Store what is finished, in one transaction: each in its own costs twice as much."""
        finished, self._finished = self._finished, []
        if finished:
            self._jobs.finish(finished, self._actor)
        self._stored = time.monotonic()
        if self._stored - self._renewed > LEASE_SECONDS / 10:
            self._renewed = self._stored
            self._jobs.renew()

    def _completed(self, document: Document, job: Job) -> Document:
        """A fault of ours may leave a result that does not know what it is a result of."""
        provenance = document.fields["provenance"]
        if provenance["grader"]:
            return document
        provenance = {**provenance, "grader": job.grader}
        points = self._assignment.points
        return Document.made({**document.fields, "max_score": points, "provenance": provenance})

    def _free(self, left: Sequence[int]) -> Iterator[Job]:
        for start in range(0, len(left), _TAKEN_AT_ONCE):
            yield from self._jobs.take(left[start : start + _TAKEN_AT_ONCE], self._grader)

    def _with_bytes(self, first: Job, others: Iterator[Job]) -> Iterator[Submission]:
        job: Job | None = first
        while job is not None:
            self._held[job.student, job.sha256] = job
            yield Submission(job.student, "", self._files.read(job.sha256))
            job = next(others, None)


def _arriving(
    path: Path,
    course: Course,
    assignment: Assignment,
    arrivals: list[Arrival],
    refused: list[Submission],
    passed_over: list[str],
) -> Iterator[bytes]:
    """The bytes to keep, one submission at a time: memory does not grow with the batch.

    What is noted of each goes to `arrivals`, and to `refused` if it is not to be graded.
    """
    limits, people = assignment.limits, course.people
    others = course.assignments.keys() - {assignment.id}
    for each in each_submission(path, assignment.id, limits, passed_over, people, others):
        arrivals.append(Arrival(each.student, each.digest, each.source))
        if each.refusal is None:
            yield each.data
        else:
            refused.append(each)


def _refused(course: Course, assignment: Assignment, submission: Submission, grader: str) -> Result:
    refusal = submission.refusal
    assert refusal is not None
    return Result(
        student=submission.student,
        assignment=assignment.id,
        status=Status(refusal.status),
        score=None,
        max_score=assignment.points,
        exercises=(),
        message=refusal.text,
        cells=(),
        isolation="",
        seconds=0.0,
        provenance=Provenance(
            submission.digest, grader, assignment_seed(course, assignment), versions()
        ),
    )
