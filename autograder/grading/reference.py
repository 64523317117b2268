"""The course's own functions: the reference solution and the known mistakes.

This is trusted course code, the only code that is executed in the grader's process. A student's
code never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from autograder.course.model import Assignment, Overlay
from autograder.errors import CourseError, Problem
from autograder.text import Text

Function = Callable[..., Any]


@dataclass(frozen=True)
class Mistake:
    """A known wrong solution of one exercise, ready to be called."""

    function: Function
    hint: Text


class Reference(SimpleNamespace):
    """The reference's functions as attributes: ``reference.mse(X, y, w, b)``."""

    def __getitem__(self, name: str) -> Function:
        function: Function = getattr(self, name)
        return function


def load_reference(assignment: Assignment) -> Reference:
    """Executes the master notebook's solution cells.

    Raises CourseError if they raise or if an exercise has no function of its name.
    """
    namespace = _executed(assignment.solution_source, {}, assignment.master)
    missing = [
        Problem(assignment.master, f"the solution cells define no function {exercise.id!r}")
        for exercise in assignment.exercises
        if not callable(namespace.get(exercise.id))
    ]
    if missing:
        raise CourseError(missing)
    return Reference(**namespace)


def load_mistakes(
    assignment: Assignment, reference: Reference
) -> Mapping[str, tuple[Mistake, ...]]:
    """The recognisable mistakes by exercise. All other names they use are the reference's."""
    found: dict[str, list[Mistake]] = {exercise.id: [] for exercise in assignment.exercises}
    for overlay in assignment.mistakes:
        if overlay.recognised and overlay.hint is not None:
            found[overlay.exercise].append(_mistake(overlay, overlay.hint, reference))
    return {exercise: tuple(mistakes) for exercise, mistakes in found.items()}


def _mistake(overlay: Overlay, hint: Text, reference: Reference) -> Mistake:
    namespace = _executed(overlay.source, dict(vars(reference)), overlay.path)
    return Mistake(namespace[overlay.exercise], hint)


def _executed(source: str, namespace: dict[str, Any], origin: Any) -> dict[str, Any]:
    try:
        exec(compile(source, str(origin), "exec"), namespace)  # noqa: S102 - the course's own code
    except Exception as error:
        message = f"its code raised {type(error).__name__}: {error}"
        raise CourseError([Problem(origin, message)]) from error
    # A copy: the functions keep `namespace` as their globals and need its builtins.
    return {name: value for name, value in namespace.items() if name != "__builtins__"}
