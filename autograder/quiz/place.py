"""Where in a quiz's file something stands, so that every fault found later has its line too."""

from __future__ import annotations

from autograder.course.yaml import Document, Node


class Place:
    """A path of keys and positions into a document. Faults are added to the document's problems."""

    def __init__(self, document: Document, steps: tuple[str | int, ...] = ()) -> None:
        self.document = document
        self.steps = steps

    def at(self, *steps: str | int) -> Place:
        """A place further down."""
        return Place(self.document, (*self.steps, *steps))

    @property
    def trail(self) -> str:
        """The keys that lead here: `questions.3.answer`."""
        return ".".join(str(step) for step in self.steps)

    @property
    def node(self) -> Node:
        """What stands here; for a key that nobody wrote, what it would belong to."""
        node = self.document.root
        assert node is not None  # an empty file is a fault that is found before
        for step in self.steps:
            value = node.value
            if isinstance(value, dict) and isinstance(step, str) and step in value:  # noqa: SIM114
                node = value[step]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                node = value[step]
            else:
                break
        return node

    def error(self, message: str, position: int = 0) -> None:
        """A fault here, or at this character of the text that stands here."""
        node = self.node
        mark = self.document.inside(node, position)
        said = f"{self.trail}: {message}" if self.steps else message
        self.document.add(self.document.problem(mark, said))
