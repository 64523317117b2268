"""XML read safely: no document type, no entities, bounded; every element knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from autograder.quiz.formats.bank import MAX_BYTES, refuse_file

MAX_DEPTH = 40
MAX_ELEMENTS = 300_000


@dataclass
class Element:
    """An element, its attributes, its own text and the elements in it."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def all(self, name: str) -> Iterator[Element]:
        """The children with this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element:
        """The first child with this name, or an empty element."""
        return next(self.all(name), Element(name, self.line))


def read_tree(data: bytes, path: Path) -> Element:
    """The root element; raises CourseError with a line for what is no XML or no harmless one."""
    if len(data) > MAX_BYTES:
        refuse_file(path, f"is larger than {MAX_BYTES:,} bytes")
    parser = expat.ParserCreate()
    top = Element("", 0)
    open_elements = [top]
    count = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        line = parser.CurrentLineNumber
        if len(open_elements) > MAX_DEPTH:
            refuse_file(path, f"elements are nested deeper than {MAX_DEPTH}", line)
        if count > MAX_ELEMENTS:
            refuse_file(path, f"there are more than {MAX_ELEMENTS} elements", line)
        element = Element(name, line, attributes)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def characters(text: str) -> None:
        open_elements[-1].pieces.append(text)

    def refused(*_: object) -> None:
        message = "a document type or an entity is declared; neither is read"
        refuse_file(path, message, parser.CurrentLineNumber)

    parser.StartElementHandler = started
    parser.EndElementHandler = lambda _: open_elements.pop()
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        refuse_file(path, f"is no XML: {expat.ErrorString(error.code)}", error.lineno)
    except (LookupError, ValueError):
        refuse_file(path, "has an encoding that is not known; save it as UTF-8", 1)
    return top.children[0]
