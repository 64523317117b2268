"""What a type of question has to know: how it is written, judged, solved and answered wrongly."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from autograder.course.checked import Strict, suggestion
from autograder.quiz.expression import Expression, ExpressionError, Value
from autograder.quiz.fields import ItemPart, KnownWrongPart
from autograder.quiz.model import Answer, Item, ItemList, Question, Variant, Verdict
from autograder.quiz.place import Place
from autograder.quiz.template import names_in, shown_value, shown_values
from autograder.text import Text


class UnreadableError(Exception):
    """The answer cannot be read. `text` says what is wrong and what to write instead."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.in_language("en"))


@dataclass(frozen=True)
class Reading:
    """What a type is given to read its part of a question with."""

    place: Place
    """Where the question stands."""
    names: frozenset[str]
    """Its parameters and derived values."""
    variants: Sequence[Mapping[str, Value]]
    """The values of each of its variants; empty if they could not be made."""
    outputs: Mapping[str, str]
    """What snippets print, by the digest of their code."""
    languages: Sequence[str]
    path: Path
    types: Mapping[str, QuestionType]

    def inside(self, *steps: str | int) -> Reading:
        """The same for a part further down."""
        return replace(self, place=self.place.at(*steps))

    def number(self, expression: Expression, *steps: str | int, whole: bool = False) -> None:
        """Report an expression that is no number, or no whole one, in some variant."""
        place = self.place.at(*steps)
        unknown = sorted(expression.names - self.names)
        for name in unknown:
            place.error(
                f"there is no parameter {name}" + suggestion(name, sorted(self.names)),
                max(expression.source.find(name), 0),
            )
        try:
            for values in () if unknown else self.variants:
                value = expression.number(values)
                if whole and value != int(value):
                    shown = f" with {shown_values(values)}" if values else ""
                    place.error(f"expected a whole number, not {shown_value(value)}{shown}")
                    break
        except ExpressionError as error:
            place.error(str(error))

    def template(self, text: str, *steps: str | int) -> None:
        """Report `{{names}}` in the text that the question does not have."""
        if not self.names:
            return
        for name, position in names_in(text):
            if name not in self.names:
                self.place.at(*steps).error(
                    f"there is no parameter {name}" + suggestion(name, sorted(self.names)), position
                )


class QuestionType(ABC):
    """One type of question. It has no state: payloads and variants carry everything."""

    name: ClassVar[str]
    part: ClassVar[type[Strict]]
    """The keys that only this type has."""
    simple: ClassVar[bool] = False
    """Whether it can be a blank of a fill-in."""
    explains: ClassVar[bool] = False
    """Whether it finds out by itself why an answer is wrong: an author who says so says it better.
    """

    @abstractmethod
    def read(self, part: Any, reading: Reading) -> Any:
        """The payload of what was written; what is wrong is reported to the reading's place."""

    def lists(self, payload: Any) -> Mapping[str, ItemList]:
        """The lists that are shown with the question."""
        return {}

    @abstractmethod
    def read_known(self, known: KnownWrongPart, payload: Any, reading: Reading) -> Any:
        """A known wrong answer as `fits` compares it; `reading.place` is where it stands."""

    @abstractmethod
    def judge(self, question: Question, variant: Variant, answer: Answer) -> Verdict:
        """What the answer is worth by the key alone; raises UnreadableError."""

    @abstractmethod
    def fits(self, question: Question, variant: Variant, answer: Answer, known: Any) -> bool:
        """Whether a readable answer is this known wrong one."""

    @abstractmethod
    def key(self, question: Question, variant: Variant) -> Answer:
        """An answer that is fully right."""

    @abstractmethod
    def wrong(self, question: Question, variant: Variant) -> Iterable[Answer]:
        """Answers that must not get full marks, from the key and from plain carelessness."""

    def known_answer(self, question: Question, variant: Variant, known: Any) -> Answer | None:
        """The known wrong answer as a student would give it; None if it is a whole class."""
        return known

    def shown(self, question: Question, variant: Variant, answer: Answer) -> Answer:
        """An answer of `key` or `known_answer` as people write it."""
        return answer

    def ambiguities(self, question: Question, variant: Variant) -> Iterable[str]:
        """What makes the question ambiguous: two equivalent choices, for instance."""
        return ()


def unique_ids(items: Sequence[ItemPart], place: Place) -> None:
    """Report ids that are given twice."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item.id in seen:
            place.at(index, "id").error(f"the id {item.id!r} is given twice")
        seen.add(item.id)


def items_of(parts: Sequence[ItemPart]) -> tuple[Item, ...]:
    return tuple(Item(part.id, part.text, part.pinned) for part in parts)


def plain_verdict(right: bool, feedback: Iterable[Text] = ()) -> Verdict:
    """All or nothing."""
    return Verdict(1.0 if right else 0.0, right, tuple(feedback))
