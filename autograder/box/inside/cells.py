"""Runs a notebook's cells one after the other, whatever becomes of each."""

from __future__ import annotations

import builtins
import contextlib
import functools
import linecache
import signal
import sys
import warnings
from collections.abc import Iterable
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

from . import trace
from .magics import FUTURE, compile_cell
from .output import Output

MIN_SHARE = 0.2
_MAX_NAMES = 10_000
"""In characters, of all the names that `calls_to` tells."""
_CACHED = type(functools.cache(lambda: None))
_set_timer = signal.setitimer


class OutOfTime(BaseException):
    """Not an Exception: `except Exception` in a student's loop must not swallow it."""


def share(left: float) -> float:
    """What one cell may use of the CPU seconds that are left: half, so that the next has some."""
    return max(left / 2, MIN_SHARE)


class Notebook:
    """The namespace that the cells fill, as the module `__main__`."""

    def __init__(self, output: Output) -> None:
        self.sources = trace.Sources()
        self.module = ModuleType("__main__")
        self.module.__dict__["__builtins__"] = builtins
        sys.modules["__main__"] = self.module
        self._output = output
        self._prepared: dict[tuple[str, str], tuple[CodeType | None, list[str]]] = {}
        self._flags = 0  # A cell's imports from `__future__` are for those below it too.

    @property
    def namespace(self) -> dict[str, Any]:
        return self.module.__dict__

    def prepare(self, cells: Iterable[tuple[int, str]]) -> None:
        """Compiles cells before anybody's notebook holds them; what is no Python is left alone."""
        for number, text in cells:
            source, name = _lines_as_here(text), trace.Sources.file_name(number)
            with contextlib.suppress(Exception), warnings.catch_warnings(action="ignore"):
                self._prepared[name, source] = compile_cell(source, name)

    def run(self, number: int, source: str, seconds: float) -> dict[str, Any]:
        """Runs one cell for at most `seconds` of CPU time; the report, ready to be sent."""
        report: dict[str, Any] = {"cell": number, "skipped": [], "timed_out": False}
        source = _lines_as_here(source)
        self.sources.add(number, source)
        name = trace.Sources.file_name(number)
        # No time stamp: `inspect.getsource` finds it, and nobody looks for a file.
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        error: BaseException | None = None
        try:
            known = None if self._flags else self._prepared.get((name, source))
            code, skipped = known or compile_cell(source, name, self._flags)
            report["skipped"] = [line[:150] for line in skipped[:10]]
            if code is not None:
                self._flags |= code.co_flags & FUTURE
                error = self._run_past_missing(code, source, name, seconds)
        except Exception as refused:  # by the compiler
            error = refused
        if isinstance(error, OutOfTime):
            report["timed_out"] = True
        elif error is not None:
            report["error"] = _report(error, self.sources)
        # It knows these frames. If they know it too, what its functions held, a gigabyte maybe, is
        # not free before the collector comes by.
        del error
        report["printed"] = self._output.take()
        return report

    def _run_past_missing(
        self, code: CodeType, source: str, name: str, seconds: float
    ) -> BaseException | None:
        """Runs a cell; a library that is missing here does not take the lines below it along.

        `import pandas` above `import numpy as np` would cost every function.
        """
        first = error = self._run(code, seconds)
        try:
            while isinstance(error, ModuleNotFoundError):
                rest = _below_import(error, source, name, self._flags)
                if rest is None:
                    break
                error = self._run(rest, seconds)
            return error or first
        finally:
            del first, error  # see `run`

    def _run(self, code: CodeType, seconds: float) -> BaseException | None:
        alarm = Alarm(seconds)
        caught: BaseException | None = None
        try:
            try:
                alarm.set()
                exec(code, self.namespace)
            except BaseException as error:
                caught = error
            finally:
                alarm.clear()
        except OutOfTime as late:  # rang between the cell's end and the clearing
            caught = caught or late
            alarm.clear()
        try:
            return caught
        finally:
            del caught  # see `run`

    def calls_to(self) -> dict[str, list[str]]:
        """The notebook's own functions, and the names of the namespace that their code mentions."""
        found: dict[str, list[str]] = {}
        namespace = dict(self.namespace)
        room = _MAX_NAMES
        for name, value in namespace.items():
            code = self._code_of(value)
            if type(name) is str and code is not None:
                mentioned = sorted(_names(code) & namespace.keys())
                room -= len(name) + sum(map(len, mentioned))
                if room < 0:
                    break
                found[name] = mentioned
        return found

    def _code_of(self, value: object) -> CodeType | None:
        for _ in range(5):  # through decorators that say what they wrap
            # Of other types no attribute is read: it could be the student's own code that answers.
            if not issubclass(type(value), FunctionType | _CACHED):  # `isinstance` asks `__class__`
                return None
            wrapped = value.__dict__.get("__wrapped__")
            if wrapped is None and isinstance(value, FunctionType):
                return value.__code__ if value.__code__.co_filename in self.sources else None
            value = wrapped
        return None


def _lines_as_here(source: str) -> str:
    return source.replace("\r\n", "\n")


def _below_import(
    error: ModuleNotFoundError, source: str, name: str, flags: int
) -> CodeType | None:
    """What stands below the one-line import at the cell's own level that failed, if it is one."""
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename != name:
        frame = frame.tb_next
    if frame is None:
        return None
    lines = source.split("\n")
    if not lines[frame.tb_lineno - 1].startswith(("import ", "from ")):
        return None
    below = lines[frame.tb_lineno :]
    if next(filter(str.strip, below), "")[:1].isspace():
        return None  # the import went over several lines
    try:
        rest, _ = compile_cell("\n" * frame.tb_lineno + "\n".join(below), name, flags)
    except SyntaxError:
        return None
    return rest


def _names(code: CodeType) -> set[str]:
    """The names in a code object and in those within it: globals and, harmlessly, attributes."""
    found: set[str] = set()
    pending = [code]
    while pending:
        current = pending.pop()
        found.update(current.co_names)
        pending += [constant for constant in current.co_consts if isinstance(constant, CodeType)]
    return found


def _report(error: BaseException, sources: trace.Sources) -> dict[str, str]:
    return {
        "type": trace.type_name(error),
        "message": trace.message(error),
        "traceback": trace.describe(error, sources),
    }


class Alarm:
    """Raises OutOfTime after so much CPU time, and again soon if a student's code swallows it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._armed = False

    def set(self) -> None:
        self._armed = True
        signal.signal(signal.SIGPROF, self._ring)
        _set_timer(signal.ITIMER_PROF, self._seconds, 0.1)

    def clear(self) -> None:
        self._armed = False
        _set_timer(signal.ITIMER_PROF, 0)

    def _ring(self, _: int, __: FrameType | None) -> None:
        if self._armed:
            raise OutOfTime
