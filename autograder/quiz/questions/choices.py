"""What the types with choices share: reading them, and the feedback of those that were chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.quiz.fields import ChoicePart
from autograder.quiz.model import Item, ItemList
from autograder.quiz.questions.kind import Reading, items_of, unique_ids
from autograder.text import Text


@dataclass(frozen=True)
class Choices:
    """Things to choose from, in the order of the file."""

    shown: ItemList
    right: frozenset[str]
    feedback: dict[str, Text]
    credit: dict[str, float]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(item.id for item in self.shown.items)

    @property
    def items(self) -> tuple[Item, ...]:
        return self.shown.items

    @property
    def first_right(self) -> str:
        return next(item.id for item in self.items if item.id in self.right)

    def feedback_to(self, chosen: Iterable[str]) -> tuple[Text, ...]:
        """What is said to these choices, in the order of the file."""
        wanted = set(chosen)
        return tuple(
            self.feedback[item.id]
            for item in self.items
            if item.id in wanted and item.id in self.feedback
        )


def read_choices(
    parts: Sequence[ChoicePart], key: str, reading: Reading, *, shuffle: bool, one_right: bool
) -> Choices:
    """The choices written under `key`. Reports what makes no sensible list of choices."""
    place = reading.place.at(key)
    unique_ids(parts, place)
    right = [part.id for part in parts if part.right]
    if not right:
        place.error("none of them is right; mark it with 'right: true'")
    elif one_right and len(right) > 1:
        shown = " and ".join(repr(name) for name in right)
        place.error(f"only one of them can be right, not {shown}")
    for index, part in enumerate(parts):
        if part.right and part.credit:
            place.at(index, "credit").error("a right choice gets full marks; leave 'credit' out")
        elif part.credit and not one_right:
            place.at(index, "credit").error("the rule gives the credit here; leave 'credit' out")
    return Choices(
        shown=ItemList(items_of(parts), shuffle),
        right=frozenset(right),
        feedback={part.id: part.feedback for part in parts if part.feedback is not None},
        credit={part.id: part.credit for part in parts},
    )
