"""Processes die at random moments; the same command then completes the batch."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kills import campaign


def test_a_dozen_kills_lose_nothing_and_count_nothing_twice(tmp_path: Path) -> None:
    tally = campaign(tmp_path, kills=12, seed=12, submissions=60)
    assert tally.faults == []
    assert sorted(tally.kills.values()) == [3, 3, 3, 3]
