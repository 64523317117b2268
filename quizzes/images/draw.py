"""Draws the figures of the quizzes, each beside this file: `python quizzes/images/draw.py`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

_WIDTH, _HEIGHT = 480, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 16, 36
_FROM, _TO = -5.0, 5.0
_MOST = 1.1
_STYLES = (
    ("#0b5cad", ""),
    ("#a33b00", ' stroke-dasharray="9 4"'),
    ("#1c6b2a", ' stroke-dasharray="2 4"'),
)
"""Told apart by their dashes too, for who sees no colours and for paper."""


def activation_slopes() -> str:
    """The slopes of ReLU (A), sigmoid (B) and tanh (C) over z from -5 to 5."""
    steps = [_FROM + (_TO - _FROM) * number / 200 for number in range(201)]
    curves: Sequence[tuple[str, tuple[float, float], Callable[[float], float]]] = (
        ("A", (3.4, 1.03), lambda z: float(z > 0)),
        ("B", (-2.2, 0.17), lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2),
        ("C", (0.75, 0.78), lambda z: 1 - math.tanh(z) ** 2),
    )
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        '<g font-family="sans-serif" font-size="14">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
    ]
    for height in (0, 0.25, 0.5, 0.75, 1):
        line = f"M{_LEFT} {_y(height):.1f}H{_WIDTH - _RIGHT}"
        parts.append(f'<path d="{line}" stroke="#cccccc" fill="none"/>')
        parts.append(
            f'<text x="{_LEFT - 6}" y="{_y(height) + 5:.1f}" text-anchor="end">{height:g}</text>'
        )
    for z in (-4, -2, 0, 2, 4):
        shown = str(z).replace("-", "\u2212")
        parts.append(
            f'<text x="{_x(z):.1f}" y="{_HEIGHT - 14}" text-anchor="middle">{shown}</text>'
        )
    parts.append(f'<text x="{_WIDTH - _RIGHT - 8}" y="{_HEIGHT - 14}" font-style="italic">z</text>')
    for (name, (z_at, at), slope), (colour, dashes) in zip(curves, _STYLES, strict=True):
        points = " ".join(f"{_x(z):.1f},{_y(slope(z)):.1f}" for z in steps)
        look = f'fill="none" stroke="{colour}" stroke-width="2.5"{dashes}'
        parts.append(f'<polyline points="{points}" {look}/>')
        parts.append(
            f'<text x="{_x(z_at):.1f}" y="{_y(at):.1f}" fill="{colour}"'
            f' font-weight="bold">{name}</text>'
        )
    return "\n".join([*parts, "</g>", "</svg>", ""])


FIGURES = {"activation-slopes.svg": activation_slopes}


def _x(z: float) -> float:
    return _LEFT + (z - _FROM) / (_TO - _FROM) * (_WIDTH - _LEFT - _RIGHT)


def _y(height: float) -> float:
    return _HEIGHT - _BOTTOM - height / _MOST * (_HEIGHT - _TOP - _BOTTOM)


if __name__ == "__main__":
    for file_name, draw in FIGURES.items():
        (Path(__file__).parent / file_name).write_text(draw(), encoding="utf-8")
