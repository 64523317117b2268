"""Figures of where an array departs from what must hold, as SVG to be put into a page.

They are inline SVG that the page's style sheet colours, so that they follow dark mode, print and
the page's fonts (docs/decisions/figures.md). Right and wrong differ in shape, not only in colour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from autograder.grading.result import Departure
from autograder.report import svg
from autograder.report.grid import EXACT, Axis, Grid, grid, ranges
from autograder.report.strings import Catalogue, catalogue

_LEFT, _RIGHT, _TOP, _PLOT, _BOTTOM = 42.0, 10.0, 16.0, 130.0, 34.0
_ROW = 26.0
_MOST_NAMED = 8
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Figure:
    """`svg` is markup, empty if there is one entry only; names in the texts are in backquotes."""

    title: str
    svg: str
    caption: str
    """Where it departs and by how much: all that the figure says, in words."""
    case: str
    by_cells: bool
    has_not_finite: bool


def figure(departure: Departure, language: str, identifier: str) -> Figure:
    """The figure of `departure`; `identifier` must be unique in the page.

    The same arguments give the same characters. Raises ValueError for entries without the shape
    that their axes promise.
    """
    words = catalogue(language)
    reduced = grid(departure)
    name = departure.name.replace("`", "'")
    caption = _caption(f"`{name}`", reduced, words)
    title = words.say("figure_title", name=f"`{name}`")
    drawn = ""
    if reduced.entries > 1:
        root = svg.root(_height(reduced), identifier, _bare(title), _bare(caption))
        (_heat_map if len(reduced.axes) == 2 else _lollipops)(root, reduced, words)
        drawn = ET.tostring(root, encoding="unicode")
    return Figure(
        title=title,
        svg=drawn,
        caption=caption,
        case=departure.case,
        by_cells=len(reduced.axes) == 2,
        has_not_finite=reduced.not_finite > 0,
    )


def power(log10_value: float) -> str:
    """A number given by its log10, to half a decade: 10⁻⁶, 3 × 10⁻⁷, 0.03, 10."""
    exponent = math.floor(log10_value)
    digit = 1 if log10_value - exponent < 0.25 else 3
    if -2 <= exponent <= 2:
        return f"{digit * 10.0**exponent:g}"
    exact = _ten_to(exponent)
    return exact if digit == 1 else f"3 × {exact}"


def _ten_to(exponent: int) -> str:
    return f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def axis_name(axis: Axis, words: Catalogue) -> str:
    """What the axis is called in the page's language; its own name if the platform has none."""
    return words.get(f"axis_{axis.name.replace(' ', '_')}", axis.name)


def _caption(name: str, reduced: Grid, words: Catalogue) -> str:
    if not reduced.wrong:  # off by so little that rounding brought it back to the tolerance
        return words.say("figure_close", name=name)
    if reduced.entries == 1 and reduced.not_finite:
        return words.say("figure_single_not_finite", name=name)
    if reduced.entries == 1:
        parts = [words.say("figure_single", name=name, size=power(reduced.largest))]
    else:
        parts = [
            words.say(
                "figure_where",
                name=name,
                wrong=len(reduced.wrong),
                entries=reduced.entries,
                axes=" × ".join(axis_name(axis, words) for axis in reduced.axes),
                where=_where(reduced),
            )
        ]
        if reduced.largest > reduced.tolerance:
            parts.append(words.say("figure_largest", size=power(reduced.largest)))
    if reduced.not_finite:
        parts.append(words.say("figure_not_finite", count=reduced.not_finite))
    return " ".join(parts)


def _bare(text: str) -> str:
    return text.replace("`", "")


def _where(reduced: Grid) -> str:
    if len(reduced.axes) == 1:
        return ranges([index[0] for index in reduced.wrong])
    named = [f"({', '.join(map(str, index))})" for index in reduced.wrong[:_MOST_NAMED]]
    return ", ".join(named) + (", …" if len(reduced.wrong) > _MOST_NAMED else "")


def _height(reduced: Grid) -> float:
    if len(reduced.axes) == 2:
        return _TOP + _ROW * len(reduced.axes[0].bounds) + _BOTTOM
    return _TOP + _PLOT + _BOTTOM


def _lollipops(root: ET.Element, reduced: Grid, words: Catalogue) -> None:
    """A stem and a head for each entry: a filled head lies beyond the tolerance."""
    values = [float(value) for value in reduced.values]
    axis = reduced.axes[0]
    low, high, step = _scale(max(reduced.largest, reduced.tolerance))
    base = _TOP + _PLOT
    slot = (svg.WIDTH - _LEFT - _RIGHT) / len(values)

    def height(value: float) -> float:
        return base - _PLOT * (min(max(value, low), high) - low) / (high - low)

    for tick in range(low, high + 1, step):
        y = height(tick)
        svg.line(root, "grid", _LEFT, y, svg.WIDTH - _RIGHT, y)
        svg.text(root, "tick end", _LEFT - 5, y + 4, _ten_to(tick) if tick > EXACT else "0")
    radius = min(4.5, slot / 2 - 0.5)
    for entry, value in enumerate(values):
        x = _LEFT + slot * (entry + 0.5)
        if math.isnan(value):
            svg.line(root, "stem nan", x, base, x, _TOP + 4)
            svg.text(root, "nan middle", x, _TOP - 3, "nan" if slot >= 20 else "×")
        else:
            state = "wrong" if reduced.is_wrong(value) else "right"
            svg.line(root, f"stem {state}", x, base, x, height(value))
            svg.circle(root, f"head {state}", x, height(value), radius)
    svg.line(
        root,
        "tolerance",
        _LEFT,
        height(reduced.tolerance),
        svg.WIDTH - _RIGHT,
        height(reduced.tolerance),
    )
    _ticks_below(root, axis, base, slot)
    svg.text(
        root, "axis middle", (_LEFT + svg.WIDTH - _RIGHT) / 2, base + 30, _index_of(axis, words)
    )


def _heat_map(root: ET.Element, reduced: Grid, words: Catalogue) -> None:
    """A cell for each entry, labelled with its log10; solid cells lie far beyond the tolerance."""
    rows, columns = reduced.axes
    slot = min(48.0, (svg.WIDTH - _LEFT - _RIGHT) / len(columns.bounds))
    for row in range(len(rows.bounds)):
        y = _TOP + _ROW * row
        svg.text(root, "tick end", _LEFT - 5, y + 17, rows.label(row))
        for column in range(len(columns.bounds)):
            value = float(reduced.values[row, column])
            x = _LEFT + slot * column
            state = _depth(value, reduced)
            svg.rectangle(root, f"cell {state}", x + 1, y + 1, slot - 2, _ROW - 2)
            svg.text(root, f"value {state} middle", x + slot / 2, y + 17, _cell_label(value))
    base = _TOP + _ROW * len(rows.bounds)
    _ticks_below(root, columns, base, slot)
    middle = _LEFT + slot * len(columns.bounds) / 2
    svg.text(root, "axis start", 2, 11, f"{_index_of(rows, words)} ↓")
    svg.text(root, "axis middle", max(middle, 110.0), base + 30, f"{_index_of(columns, words)} →")


def _depth(value: float, reduced: Grid) -> str:
    if not reduced.is_wrong(value):
        return "right"
    if math.isnan(value):
        return "far nan"
    return "far" if value >= -1 else "middling" if value >= (reduced.tolerance - 1) / 2 else "near"


def _cell_label(value: float) -> str:
    if math.isnan(value):
        return "nan"
    if value <= EXACT:
        return "="
    # A cell is too narrow for −12.5, and half a decade does not matter that far below.
    return f"{value:g}".replace("-", "−") if value > -10 else f"−{-value:.0f}"


def _scale(top: float) -> tuple[int, int, int]:
    """Lowest tick, highest tick and step: about five steps from exact to beyond `top`."""
    low = int(EXACT)
    step = 4 * max(1, math.ceil((top - low) / 24))
    return low, low + step * max(4 * 4 // step, math.ceil((top + 0.5 - low) / step)), step


def _index_of(axis: Axis, words: Catalogue) -> str:
    return words.say("figure_axis", axis=axis_name(axis, words))


def _ticks_below(root: ET.Element, axis: Axis, base: float, slot: float) -> None:
    widest = max(len(axis.label(entry)) for entry in range(len(axis.bounds)))
    every = max(1, math.ceil((widest * 6.5 + 4) / slot))
    for entry in range(0, len(axis.bounds), every):
        svg.text(root, "tick middle", _LEFT + slot * (entry + 0.5), base + 14, axis.label(entry))
