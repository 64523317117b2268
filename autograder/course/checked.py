"""YAML against a pydantic model: every fault at its line, in words, with a suggestion.

`load_yaml` and `parse_yaml` serve whatever a teacher writes: course.yaml, the heads of known
mistakes, quizzes. Models derive from `Strict`; texts in several languages are `LocalText`.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from autograder.course.yaml import Document, Mark, Node, TooManyFaultsError
from autograder.errors import CourseError, Problem
from autograder.text import Text

ModelType = TypeVar("ModelType", bound=BaseModel)
LANGUAGE = re.compile(r"[a-z]{2,3}")


class Strict(BaseModel):
    """A mapping with known keys only, and values of just the type that was asked for."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def _text(value: object) -> Text:
    if isinstance(value, str) and value.strip():
        return Text.plain(value)
    if isinstance(value, str) or value == {}:
        raise PydanticCustomError("empty_text", "the text is empty")
    if not isinstance(value, Mapping):
        raise PydanticCustomError("string_type", "expected a text")
    for language, sentence in value.items():
        if not LANGUAGE.fullmatch(language):
            raise PydanticCustomError(
                "language",
                "{language} is no language code; a text in several languages is written"
                " with keys such as en and ko",
                {"language": repr(language)},
            )
        if not isinstance(sentence, str) or not sentence.strip():
            raise PydanticCustomError(
                "language", "expected a text for {language}", {"language": language}
            )
    return Text.from_json(value)


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise PydanticCustomError(
            "moment", "expected a date, a time and its offset, such as 2026-03-02T23:59:00+09:00"
        )
    return moment


_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}$"},
            "additionalProperties": {"type": "string", "minLength": 1},
        },
    ]
}
LocalText = Annotated[Text, PlainValidator(_text), WithJsonSchema(_TEXT_SCHEMA)]
"""A string, or a mapping from language codes to strings."""

Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A point in time with its offset from UTC."""


def load_yaml(
    path: Path, model: type[ModelType], warnings: list[Problem] | None = None
) -> ModelType:
    """The file as a `model`; raises CourseError with every fault found.

    What is doubtful but may be meant is appended to `warnings`.
    """
    return _checked(Document.open(path), model, warnings)


def parse_yaml(
    text: str,
    model: type[ModelType],
    path: Path,
    first_line: int = 1,
    warnings: list[Problem] | None = None,
) -> ModelType:
    """As :func:`load_yaml`, for a text that begins in line `first_line` of `path`."""
    return _checked(Document(text, path, first_line), model, warnings)


def suggestion(word: str, candidates: Sequence[str]) -> str:
    """The end of a message that names the candidate most like `word`, or nothing."""
    close = difflib.get_close_matches(word, candidates, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _checked(
    document: Document, model: type[ModelType], warnings: list[Problem] | None
) -> ModelType:
    if warnings is not None:
        warnings.extend(document.warnings)
    if document.root is None:
        nothing = document.problem(Mark(1, 1), "there is nothing in it")
        raise CourseError(document.problems or [nothing])
    try:
        value = validate(document, document.root, model)
    except TooManyFaultsError:
        value = None
    if value is None or document.problems:
        raise CourseError(in_order(document.problems))
    return value


def validate(
    document: Document, root: Node, model: type[ModelType], trail: Sequence[str] = ()
) -> ModelType | None:
    """The node as a `model`, or None: what is wrong is added to the document's problems then.

    `trail` are the keys that lead to the node. Raises TooManyFaultsError.
    """
    try:
        return model.model_validate(root.plain())
    except ValidationError as error:
        for details in error.errors(include_url=False):
            document.add(_problem(document, root, model, details, trail))
        return None


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of one file from its first line to its last."""
    return sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))


def _problem(
    document: Document,
    root: Node,
    model: type[BaseModel],
    details: ErrorDetails,
    above_root: Sequence[str],
) -> Problem:
    node, mark = root, root.mark
    trail = [*above_root]
    candidates = [*_models(model)]
    *above, last = details["loc"] or ("",)
    for step in above:
        candidates = [inner for outer in candidates for inner in _below(outer, step)]
    for step in details["loc"]:
        below = _step(node, step)
        if below is not None:
            mark, node = below
        elif details["type"] != "missing" or len(trail) - len(above_root) < len(above):
            continue  # the name of a union's member, which nobody wrote
        trail.append(str(step))
    if details["type"] not in ("extra_forbidden", "missing"):
        mark = document.inside(node, details.get("ctx", {}).get("position", 0))
    path = ".".join(trail)
    message = _message(details, node, str(last), candidates)
    return document.problem(mark, f"{path}: {message}" if path else message)


def _step(node: Node, step: int | str) -> tuple[Mark, Node] | None:
    """The child `step` of a node, with the mark of its key."""
    if isinstance(node.value, dict) and isinstance(step, str) and step in node.value:
        return node.keys[step], node.value[step]
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step].mark, node.value[step]
    return None


def _message(
    details: ErrorDetails, node: Node, key: str, candidates: Sequence[type[BaseModel]]
) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = [name for model in candidates for name in model.model_fields]
        return "unknown key" + suggestion(key, known)
    if kind == "missing":
        return "this key is missing"
    if kind == "string_type" and isinstance(node.value, int | float):
        return f"expected a text, not {_kind(node)}; put it in quotes: '{node.written}'"
    if kind in ("literal_error", "enum"):
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        return f"expected {context.get('expected')}" + suggestion(node.written, known)
    if kind.startswith("bool_"):
        return f"expected true or false, not {_kind(node)}"
    if bound := _BOUNDS.get(kind):
        return bound.format(**context, found=_kind(node))
    expected = _EXPECTED.get(kind)
    return f"expected {expected}, not {_kind(node)}" if expected else details["msg"]


_BOUNDS = {
    "greater_than": "must be greater than {gt:g}, not {found}",
    "greater_than_equal": "must be at least {ge:g}, not {found}",
    "less_than": "must be less than {lt:g}, not {found}",
    "less_than_equal": "must be at most {le:g}, not {found}",
    "too_short": "must hold at least {min_length}, not {actual_length}",
    "too_long": "must hold at most {max_length}, not {actual_length}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
}
"""What is out of bounds, for people; the braces are pydantic's own."""


_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "list_type": "a list (lines that begin with '- ')",
    "tuple_type": "a list (lines that begin with '- ')",
    "dict_type": "a mapping (lines of 'key: value')",
    "model_type": "a mapping (lines of 'key: value')",
    "model_attributes_type": "a mapping (lines of 'key: value')",
}


def _kind(node: Node) -> str:
    if isinstance(node.value, dict):
        return "a mapping"
    if isinstance(node.value, list):
        return "a list"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return f"the truth value {node.written}"
    if isinstance(node.value, int | float):
        return f"the number {node.written}"
    return f"the text {node.value[:40]!r}"


def _below(model: type[BaseModel], step: int | str) -> Iterator[type[BaseModel]]:
    """The models that may stand below the key `step` of `model`, or below an item of it."""
    field = model.model_fields.get(str(step))
    if field is None:
        yield model
    else:
        yield from _models(field.annotation)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, types.UnionType, list, tuple, dict, Annotated, Mapping):
        for argument in get_args(annotation):
            yield from _models(argument)
