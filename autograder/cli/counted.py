"""How many of what, in words."""

from __future__ import annotations


def counted(number: float, one: str, several: str = "") -> str:
    """`1 exercise`, `2 exercises`; `several` where the plural is another word."""
    return f"{number:g} {one if number == 1 else several or f'{one}s'}"
