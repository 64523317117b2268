"""A student's own traceback: the frames of their cells, and nothing of ours or of numpy's."""

from __future__ import annotations

import builtins
from types import TracebackType

MAX_MESSAGE = 1_000
MAX_TRACEBACK = 4_000
"""In characters. The host cuts and cleans once more: it does not rely on this."""
_MAX_FRAMES = 12
_MAX_LINE = 200

_type_name = type.__dict__["__name__"].__get__
_mro = type.__dict__["__mro__"].__get__
_MAX_KINDS = 8
_BUILTINS = dict(vars(builtins))


class Sources:
    """The lines of the cells that were compiled, by the file name that they were compiled under."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    @staticmethod
    def file_name(number: int) -> str:
        return f"<cell {number}>"

    def add(self, number: int, source: str) -> None:
        self._lines[self.file_name(number)] = source.split("\n")

    def __contains__(self, file_name: str) -> bool:
        return file_name in self._lines

    def line(self, file_name: str, number: int) -> str:
        lines = self._lines[file_name]
        return lines[number - 1].strip()[:_MAX_LINE] if 0 < number <= len(lines) else ""


def type_name(error: BaseException) -> str:
    return _named(type(error))


def kinds(error: BaseException) -> list[str]:
    """The names of the classes that it is an instance of, its own first."""
    return [_named(kind) for kind in _mro(type(error))[:_MAX_KINDS]]


def _named(kind: type) -> str:
    """The class's name; one that only looks like Python's own shows that it is another."""
    name = str(_type_name(kind))[:200] or "(an exception without a name)"
    return name if _BUILTINS.get(name, kind) is kind else f"__main__.{name}"


def message(error: BaseException) -> str:
    """What the exception says; nothing if its own `__str__` fails."""
    try:
        if type(error) in (SyntaxError, IndentationError, TabError):
            return str(error.msg)[:MAX_MESSAGE]  # type: ignore[attr-defined]  # as just checked
        return str(error)[:MAX_MESSAGE]
    except BaseException:
        return "(the exception's own text could not be made)"


def describe(error: BaseException, sources: Sources) -> str:
    """The frames in the student's cells, outermost first, then type and message."""
    frames = _frames(error.__traceback__, sources)
    if isinstance(error, SyntaxError) and str(error.filename) in sources and error.lineno:
        frames.append(_syntax_error(error, sources))
    text = message(error)
    last = type_name(error) + (f": {text}" if text else "")
    omitted = len(frames) - _MAX_FRAMES
    if omitted > 0:
        half = _MAX_FRAMES // 2
        frames = [*frames[:half], f"... {omitted} frames left out ...", *frames[-half:]]
    return "\n".join([*frames, last[: MAX_MESSAGE + 200]])[:MAX_TRACEBACK]


def _frames(traceback: TracebackType | None, sources: Sources) -> list[str]:
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename in sources:
            cell = code.co_filename.strip("<>").capitalize()
            where = "" if code.co_name == "<module>" else f", in {code.co_name}"
            frames.append(
                f"{cell}, line {traceback.tb_lineno}{where}\n"
                f"    {sources.line(code.co_filename, traceback.tb_lineno)}"
            )
        traceback = traceback.tb_next
    return frames


def _syntax_error(error: SyntaxError, sources: Sources) -> str:
    number = error.lineno or 0
    cell = str(error.filename).strip("<>").capitalize()
    line = sources.line(str(error.filename), number)
    indented = len(error.text or "") - len((error.text or "").lstrip())
    column = (error.offset or 1) - 1 - indented
    text = f"{cell}, line {number}\n    {line}"
    return text + (f"\n    {' ' * column}^" if 0 <= column <= len(line) else "")
