"""What the course keeps: people, submissions, results, overrides and an append-only audit trail.

A Django app without a web server. `connect` opens the records of one database; Django itself is
first imported there, so that a command's help and the grader processes never pay for it.
"""

from autograder.records.database import connect

__all__ = ["connect"]
