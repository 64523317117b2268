"""The tables. Only this room touches them; others get the values of `values.py`.

Students and assignments are known by the ids that the course gives them, as text, so that a record
outlives a line that was taken out of the roster or of course.yaml.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q


class AppendOnlyError(TypeError):
    """Our own code tried to change or delete what may only be added to."""


class _AppendOnlyQuerySet(models.QuerySet[Any]):
    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__} is append-only")

    update = bulk_update = delete = _refuse


class AppendOnly(models.Model):
    """Rows that are added and never changed; the database's own triggers say so too."""

    objects = models.Manager.from_queryset(_AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} is append-only")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{type(self).__name__} is append-only")


class Team(models.Model):
    name = models.TextField(unique=True)


class Person(models.Model):
    student = models.TextField(primary_key=True)
    name = models.TextField()
    email = models.TextField(blank=True)
    language = models.TextField(blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="people")
    enrolled = models.BooleanField(default=True)
    """False once the roster names them no more: what they sent is kept."""


class Assignment(models.Model):
    id = models.TextField(primary_key=True)


class Submission(models.Model):
    """One student's bytes for one assignment; the same bytes sent again are the same row."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    student = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.TextField()
    """Where it was found, such as "s001/sgd.ipynb": for people, never opened."""
    received_at = models.DateTimeField()
    arrival = models.BigIntegerField()
    """Counts the batches of the assignment. A student's greatest one is what counts: unlike a
    time it cannot run backwards."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "student", "sha256"], name="submission_once"
            )
        ]


class GradingJob(models.Model):
    """A submission to be graded by one state of the graders; a row that is leased to one batch."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="jobs")
    grader = models.CharField(max_length=64)
    state = models.TextField(choices=State, default=State.WAITING)
    attempt = models.PositiveIntegerField(default=0)
    owner = models.TextField(blank=True)
    """The process that holds the lease; see `owner.py`."""
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "grader"], name="job_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state"], condition=~Q(state="done"), name="job_open")
        ]


class StoredResult(models.Model):
    """What one state of the graders found in one submission."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="results")
    grader = models.CharField(max_length=64)
    status = models.TextField()
    score = models.FloatField(null=True)
    max_score = models.FloatField()
    exercises = models.JSONField()
    """[id, score, max_score] of each: what a table needs without reading the document."""
    document = models.TextField()
    """`grading.result.to_json`, as text: read only where the whole result is wanted."""
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "grader"], name="result_once")
        ]


class Override(AppendOnly):
    """Points given by a person. A later row for the same exercise takes an earlier one's place."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="overrides")
    student = models.TextField()
    exercise = models.TextField(blank=True)
    """Empty for the whole assignment."""
    points = models.FloatField(null=True)
    """None withdraws what was given before."""
    reason = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    submission = models.CharField(max_length=64, blank=True)
    """SHA-256 of the submission that the person had before them; empty if there was none."""


class QuizAttempt(AppendOnly):
    """One student's attempt at a quiz: when it began, until when answers count, what was drawn."""

    quiz = models.TextField()
    version = models.TextField()
    """Of the quiz when the attempt began."""
    student = models.TextField()
    number = models.PositiveIntegerField()
    """Counted from 1, by student and quiz."""
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    drawn = models.TextField()
    """JSON: the order of the questions, and the variant of each."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "student", "number"], name="attempt_once")
        ]


class QuizEntry(AppendOnly):
    """Something that happened in an attempt. A later answer to a question takes an earlier one's
    place.
    """

    attempt = models.ForeignKey(QuizAttempt, models.PROTECT, related_name="entries")
    kind = models.TextField()
    """shown, answer, hint or end."""
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    """JSON, as it was given."""
    at = models.DateTimeField()


class QuizScore(AppendOnly):
    """What an attempt was worth by one state of the quiz. The latest row counts."""

    attempt = models.ForeignKey(QuizAttempt, models.PROTECT, related_name="scores")
    key = models.CharField(max_length=64)
    """SHA-256 of the quiz's file."""
    score = models.FloatField()
    max_score = models.FloatField()
    document = models.TextField()
    """`quiz.score.to_json`."""
    by = models.TextField()
    reason = models.TextField(blank=True)
    """Why it was scored again; empty the first time."""
    at = models.DateTimeField()


class AuditEvent(AppendOnly):
    """Who did what to what, and when."""

    at = models.DateTimeField()
    actor = models.TextField()
    action = models.TextField()
    subject = models.TextField()
    """Such as "sgd/s001"."""
    detail = models.JSONField(default=dict)
