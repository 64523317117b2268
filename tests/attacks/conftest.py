"""The options of the attacks, and the table that they end in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.box.box import Box
from autograder.box.level import Isolation
from autograder.box.limits import BoxLimits
from autograder.course.loader import load_course
from autograder.errors import PlatformError
from autograder.grading.session import GradingSession
from tests.attacks import corpus, table
from tests.attacks.grading import Guard
from tests.attacks.world import World

LEVELS = [Isolation.NAMESPACES, Isolation.LANDLOCK]
LIMITS = BoxLimits(
    setup_seconds=1.0,
    memory_mb=512,
    call_floor_seconds=0.4,
    wall_factor=5.0,
    idle_seconds=3.0,
    cells_again_factor=1.2,
    patience=1,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("attacks")
    group.addoption("--all-attacks", action="store_true", help="every attack, level and user")
    group.addoption("--rows", type=Path, help="write the table's rows to this file as JSON")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "level" in metafunc.fixturenames:
        metafunc.parametrize("level", LEVELS, ids=str, scope="session")
    if "attack" in metafunc.fixturenames:
        # A few in every run of the tests, all of them in `make attacks`.
        chosen = corpus.attacks() if everything(metafunc.config) else corpus.one_of_each_class()
        metafunc.parametrize("attack", chosen, ids=lambda attack: attack.id)


def everything(config: pytest.Config) -> bool:
    return bool(config.getoption("--all-attacks", default=False))


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture(scope="session")
def guard(level: Isolation, world: World) -> Iterator[Guard]:
    """A box at one level and a session of the course with the canaries in it."""
    course = load_course(world.course)
    try:
        box = Box.start(level, limits=LIMITS)
    except PlatformError as error:
        if "canary" in str(error):
            raise  # The machine has that level, and its walls do not hold.
        pytest.skip(str(error))
    with box, GradingSession(course, course.assignments["tiny"], box) as session:
        yield Guard(world, box, session, course.assignments["tiny"].limits)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    where = getattr(item.function, "where", None) if isinstance(item, pytest.Function) else None
    if where is not None and (report.when == "call" or report.skipped or report.failed):
        parameters = item.callspec.params
        good, bad = ("works", "fails") if where == table.STAND_IN else ("held", "broken")
        outcome = {"passed": good, "failed": bad}.get(report.outcome, "not to be had")
        table.count(parameters["attack"].kind, where.format(**parameters), outcome)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    path = session.config.getoption("--rows", default=None)
    if path is not None:
        path.write_text(json.dumps(table.rows()))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if everything(config):
        terminalreporter.section("attacks")
        for line in table.lines():
            terminalreporter.write_line(line)
