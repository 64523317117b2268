"""The records of one course, part by part."""

from __future__ import annotations

from autograder.records.audit import Audit
from autograder.records.jobs import Jobs
from autograder.records.overrides import Overrides
from autograder.records.people import People
from autograder.records.quizzes import Quizzes
from autograder.records.results import Results
from autograder.records.submissions import Submissions


class Records:
    """What `connect` hands out; of use within its block only."""

    def __init__(self) -> None:
        self.people = People()
        self.submissions = Submissions()
        self.jobs = Jobs()
        self.results = Results()
        self.overrides = Overrides()
        self.quizzes = Quizzes()
        self.audit = Audit()
