"""The roster as the records keep it: who is in the course and in which team."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from autograder.course.model import Person as RosterLine
from autograder.records import models


class People:
    """People and teams follow the roster; nobody is ever deleted."""

    def follow(self, roster: Iterable[RosterLine]) -> None:
        """Make people and teams equal to the roster; writes only what differs."""
        wanted = {line.id: line for line in roster}
        stored = {
            person.student: person
            for person in models.Person.objects.select_related("team").iterator()
        }
        changed = [line for line in wanted.values() if not _equal(stored.get(line.id), line)]
        gone = [name for name, person in stored.items() if person.enrolled and name not in wanted]
        if not changed and not gone:
            return
        with transaction.atomic():
            teams = self._teams({line.team for line in changed if line.team})
            models.Person.objects.bulk_create(
                [
                    models.Person(
                        student=line.id,
                        name=line.name,
                        email=line.email,
                        language=line.language,
                        team=teams.get(line.team),
                        enrolled=True,
                    )
                    for line in changed
                ],
                update_conflicts=True,
                unique_fields=["student"],
                update_fields=["name", "email", "language", "team", "enrolled"],
            )
            models.Person.objects.filter(student__in=gone).update(enrolled=False)

    def _teams(self, names: set[str]) -> dict[str, models.Team]:
        models.Team.objects.bulk_create(
            [models.Team(name=name) for name in sorted(names)], ignore_conflicts=True
        )
        return {team.name: team for team in models.Team.objects.filter(name__in=names)}


def _equal(person: models.Person | None, line: RosterLine) -> bool:
    if person is None or not person.enrolled:
        return False
    team = person.team.name if person.team else ""
    return (person.name, person.email, person.language, team) == (
        line.name,
        line.email,
        line.language,
        line.team,
    )
