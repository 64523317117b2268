"""A level is believed in when it refused the canary, and never given up in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.box import canary
from autograder.box.box import Box
from autograder.box.isolation import Isolation, probe
from autograder.box.level import Isolation as Level
from autograder.errors import PlatformError

from .conftest import LIMITS, Open


def test_probing_gives_a_proof_or_a_reason_for_every_level() -> None:
    found = probe()
    assert list(found.reasons) == list(Isolation)
    proven = [level for level, reason in found.reasons.items() if not reason]
    assert Isolation.PROCESS in proven
    assert found.best is None or not found.best.trusted_only


def test_the_canary_sings_where_there_are_no_walls() -> None:
    with Box.start(Isolation.PROCESS, trust=True, limits=LIMITS) as box:
        outcomes = canary.sing(box.open)
    allowed = {"read", "list", "write", "connect", "fork", "execute", "processes"}
    assert {name for name, outcome in outcomes.items() if outcome == "allowed"} >= allowed


def test_the_canary_is_refused_by_the_walls(box: Box, open_run: Open) -> None:
    outcomes = canary.sing(box.open)
    assert canary.complaint(box.isolation, outcomes) == ""


@pytest.mark.parametrize("outcome", ["allowed", "broken: NameError()"])
def test_an_attempt_that_failed_by_its_own_fault_proves_nothing(outcome: str) -> None:
    outcomes = {**dict.fromkeys(canary.REFUSED[Level.NAMESPACES], "refused"), "read": outcome}
    assert "read was" in canary.complaint(Level.NAMESPACES, outcomes)
    assert canary.complaint(Level.NAMESPACES, {}) != ""


@pytest.mark.parametrize("level", [Isolation.LIMITS, Isolation.PROCESS], ids=str)
def test_weak_levels_are_refused_unless_the_code_is_trusted(level: Isolation) -> None:
    with pytest.raises(PlatformError, match="trusted code alone"):
        Box.start(level)


def test_a_machine_without_bubblewrap_is_told_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlatformError, match="apt install bubblewrap"):
        Box.start(Isolation.NAMESPACES)


def test_a_bubblewrap_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho No permissions to create new namespace >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(PlatformError, match="No permissions to create new namespace"):
        Box.start(Isolation.NAMESPACES)
    with Box.start(limits=LIMITS) as box:
        assert box.isolation is Isolation.LANDLOCK
