"""Every attack is held at each level that may grade, and each works where there are no walls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from autograder.grading.batch import Task, grade_batch
from autograder.grading.intake import Submission
from tests.attacks import corpus, payload, proof, table
from tests.attacks.corpus import FULL_MARKS, Attack
from tests.attacks.grading import Guard, points_of
from tests.attacks.ordinary import UID, as_ordinary_user
from tests.attacks.world import World

ROOT = Path(__file__).resolve().parents[2]
USER = "root" if os.geteuid() == 0 else "user"


def test_the_corpus_has_at_least_66_attacks_and_two_of_every_class() -> None:
    found = corpus.attacks()
    assert len(found) >= 66
    assert not [kind for kind, n in Counter(attack.kind for attack in found).items() if n < 2]


def test_an_attack_works_against_a_grader_without_walls(attack: Attack, world: World) -> None:
    traces = proof.traces_of(attack, world)
    assert proof.shows(attack, traces, world), f"{attack.shows}: {traces}"


def test_an_attack_is_held(attack: Attack, guard: Guard, tmp_path: Path) -> None:
    assert guard.complaints(attack, tmp_path) == []


def test_a_batch_of_attacks_ends_with_one_result_each_and_full_marks_for_neighbours(
    world: World,
) -> None:
    target = world.target(os.getpid())
    hostile = [attack for attack in corpus.one_of_each_class() if not attack.on_intake]
    submissions = []
    for number, attack in enumerate(hostile):
        data = payload.hostile_notebook(attack, target)
        submissions.append(Submission(attack.id, "", data))
        submissions.append(Submission(f"neighbour {number}", "", payload.notebook()))
    task = Task(world.course, "tiny", None, trust=False)
    results = {result.student: result for result in grade_batch(task, submissions, workers=2)}
    world.sweep()
    assert results.keys() == {submission.student for submission in submissions}
    for number, attack in enumerate(hostile):
        assert points_of(results[f"neighbour {number}"]) == FULL_MARKS
        given = points_of(results[attack.id])
        assert given == {name: attack.earns.get(name, 0.0) for name in FULL_MARKS}, attack.id


def test_attacks_are_held_as_an_ordinary_user_too(request: pytest.FixtureRequest) -> None:
    if os.geteuid() != 0:
        pytest.skip("these tests are run by an ordinary user already")
    if not request.config.getoption("--all-attacks", default=False):
        pytest.skip("make attacks")
    with TemporaryDirectory(prefix="attacks-of-a-user-") as name:
        folder = Path(name)
        os.chown(folder, UID, UID)
        rows = folder / "rows.json"
        done = subprocess.run(
            [*as_ordinary_user(), sys.executable, "-B", "-m", "pytest", "-q", "-k", "is_held",
             "-p", "no:cacheprovider", f"--basetemp={folder / 'base'}", f"--rows={rows}",
             "--all-attacks", str(ROOT / "tests/attacks")],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"},
        )  # fmt: skip
        if rows.exists():
            for row in json.loads(rows.read_text(encoding="utf-8")):
                table.count(*row)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


test_an_attack_works_against_a_grader_without_walls.where = table.STAND_IN  # type: ignore[attr-defined]
test_an_attack_is_held.where = "{level}, " + USER  # type: ignore[attr-defined]
