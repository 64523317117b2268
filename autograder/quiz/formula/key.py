"""What a formula question asks for: the value, where it is compared, and the form it must have."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """A variable and the values it is tried at; raises ValueError for an empty domain."""

    name: str
    """As it is typed: `x`, `x_1`, `h_{t-1}`, `theta`, `\\hat{y}`."""
    low: float = -2.0
    high: float = 2.0
    integer: bool = False

    def __post_init__(self) -> None:
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise ValueError(f"{self.name}: a domain needs two finite ends, the lower one first")
        if self.integer and math.floor(self.high) < math.ceil(self.low):
            raise ValueError(f"{self.name}: there is no whole number in the domain")


@dataclass(frozen=True)
class FormulaForm:
    """Which form an answer must have, whatever its value."""

    expanded: bool = False
    """No product or power of a sum is left."""
    worked_out: bool = True
    """No derivative sign is left."""
    simplified_fraction: bool = False
    """Nothing can be cancelled in a fraction."""


@dataclass(frozen=True)
class FormulaKey:
    """The question. `value` is the author's answer.

    `source` and `by`, where `value` is a derivative, are the function and the variable: a missing
    factor of the chain rule is then recognised. `tolerance` is relative and 0 for an exact answer.
    """

    value: str
    variables: tuple[Variable, ...]
    form: FormulaForm = FormulaForm()
    source: str | None = None
    by: str | None = None
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.tolerance < 0.1:
            raise ValueError("a tolerance is relative: 0, or less than 0.1")
        if (self.source is None) != (self.by is None):
            raise ValueError("a source needs the variable to derive by, and the other way round")
