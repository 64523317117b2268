"""What came of one call, and of one cell. All text in here is cleaned; none of it is believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Returned:
    """The function returned data."""

    value: Any
    """None, bool, int, float, complex, str, list, tuple, numpy scalar or ndarray: data."""
    changed: tuple[int, ...]
    """The positions of arguments that are no longer what they were."""
    printed: str


@dataclass(frozen=True)
class Raised:
    """The function raised an exception."""

    kinds: tuple[str, ...]
    """The names of the classes that the exception is an instance of, its own first."""
    message: str
    traceback: str
    """The student's own frames, with their source lines, then type and message."""

    @property
    def type(self) -> str:
        return self.kinds[0]


@dataclass(frozen=True)
class Missing:
    """The notebook's namespace has no such name."""


@dataclass(frozen=True)
class TimedOut:
    """The function used up `seconds` of CPU time, or slept through the wall limit."""

    seconds: float


@dataclass(frozen=True)
class Died:
    """The process ended during the call, or had no memory for it."""

    reason: str
    """memory, exit (`os._exit`), crash (a signal of its own making) or killed (by the kernel)."""
    detail: str


@dataclass(frozen=True)
class NotSent:
    """The function returned something that is no data."""

    reason: str
    """In words, made to follow "the function returned": "a dict, where numbers are expected"."""


@dataclass(frozen=True)
class Unreadable:
    """What came back is no reply of ours: forged, doubled or cut off."""

    why: str


@dataclass(frozen=True)
class NotCalled:
    """There is no process to ask: running the cells again and again took all of their time."""


Reply = Returned | Raised | Missing | TimedOut | Died | NotSent | Unreadable | NotCalled


@dataclass(frozen=True)
class CellError:
    """The exception that ended a cell, or the way in which it ended the process."""

    type: str
    message: str
    traceback: str


@dataclass(frozen=True)
class CellReport:
    """One cell after it ran. The cells after it ran in any case."""

    number: int
    """Counted from 1, as in `Cell`."""
    skipped: tuple[str, ...] = ()
    """Lines of IPython's own syntax that were left out."""
    error: CellError | None = None
    timed_out: bool = False
    """It used up its time. What it defined until then stays, unless it had to be left out."""
    left_out: bool = False
    """It was not run, or its effects undone: it ended the process or could not be interrupted."""
    printed: str = ""

    @property
    def length(self) -> int:
        """Of its texts together, in characters."""
        error = (self.error.message, self.error.traceback) if self.error else ()
        return sum(map(len, (*self.skipped, *error, self.printed)))
