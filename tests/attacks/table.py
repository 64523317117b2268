"""The table that the attacks end in: what was tried where, and whether it was held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

STAND_IN = "stand-in"

_rows: Counter[tuple[str, str, str]] = Counter()


def count(kind: str, where: str, outcome: str, cases: int = 1) -> None:
    """So many cases more of a class, tried there, with this outcome."""
    _rows[kind, where, outcome] += cases


def rows() -> list[tuple[str, str, str, int]]:
    """The arguments of `count`, added up."""
    return [(*key, cases) for key, cases in _rows.items()]


def lines() -> Iterator[str]:
    """Nothing if nothing was counted."""
    if not _rows:
        return
    places = list(dict.fromkeys(where for _, where, _ in _rows))
    width = max(len(kind) for kind, _, _ in _rows)
    yield f"{'class':{width}}  cases  " + "  ".join(places)
    for kind in sorted({kind for kind, _, _ in _rows}):
        cases = max(sum(_outcomes(kind, where).values()) for where in places)
        told = (f"{_told(kind, where):{len(where)}}" for where in places)
        yield f"{kind:{width}}  {cases:5}  " + "  ".join(told).rstrip()
    total = Counter[str]()
    for (_, _, outcome), cases in _rows.items():
        total[outcome] += cases
    yield ", ".join(f"{cases} {outcome}" for outcome, cases in total.items())


def _outcomes(kind: str, where: str) -> dict[str, int]:
    return {key[2]: cases for key, cases in _rows.items() if key[:2] == (kind, where)}


def _told(kind: str, where: str) -> str:
    outcomes = _outcomes(kind, where)
    if len(outcomes) == 1:
        return next(iter(outcomes))
    return ", ".join(f"{cases} {outcome}" for outcome, cases in outcomes.items()) or "-"
