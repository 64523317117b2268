"""Elements of an inline SVG; the page's style sheet gives them colour, by class.

Made with ElementTree, which escapes every text and attribute.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

WIDTH = 360.0
"""Units of every figure: about one pixel on a phone."""


def root(height: float, identifier: str, title: str, description: str) -> ET.Element:
    """An image with a name and a description; `identifier` must be unique in the page."""
    element = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {_n(WIDTH)} {_n(height)}",
            "role": "img",
            "aria-labelledby": f"{identifier}-t",
            "aria-describedby": f"{identifier}-d",
        },
    )
    ET.SubElement(element, "title", {"id": f"{identifier}-t"}).text = title
    ET.SubElement(element, "desc", {"id": f"{identifier}-d"}).text = description
    return element


def line(parent: ET.Element, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
    """A line from (x1, y1) to (x2, y2)."""
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
    ET.SubElement(parent, "line", {"class": kind, **ends})


def circle(parent: ET.Element, kind: str, x: float, y: float, radius: float) -> None:
    """A circle around (x, y)."""
    place = {"cx": _n(x), "cy": _n(y), "r": _n(radius)}
    ET.SubElement(parent, "circle", {"class": kind, **place})


def rectangle(
    parent: ET.Element, kind: str, x: float, y: float, width: float, height: float
) -> None:
    """A rectangle whose upper left corner is (x, y)."""
    place = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}
    ET.SubElement(parent, "rect", {"class": kind, **place})


def text(parent: ET.Element, kind: str, x: float, y: float, content: str) -> None:
    """A text on the base line y; the class says whether x is its start, middle or end."""
    ET.SubElement(parent, "text", {"class": kind, "x": _n(x), "y": _n(y)}).text = content


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
