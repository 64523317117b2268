"""One submission: runs its cells, then answers the host's calls until the host closes or kills.

Whatever is sent from here may have been forged by the student's code, which shares this process.
A right submission gets right answers; a hostile one can only spoil its own.
"""

from __future__ import annotations

import gc
import os
import random
import time
from typing import Any, NoReturn

import numpy as np

from . import frames, trace, values
from .cells import Notebook, share
from .outbox import Outbox
from .output import Output
from .walls import SOCKET

_RESERVE = 4 << 20
"""In bytes."""
_clock = time.process_time
_empty = np.empty
_bytes_of = np.ndarray.tobytes
_ndarray = np.ndarray


class Session:
    """Made once in the worker; every fork has its own copy."""

    def __init__(self) -> None:
        self._output = Output()
        self._notebook = Notebook(self._output)
        self._outbox = Outbox(SOCKET)
        # Room to answer in after a MemoryError. Untouched, it costs nothing.
        self._reserve: object = _empty(_RESERVE, np.uint8)

    def prepare(self, cells: list[tuple[int, str]]) -> None:
        """Compiles the course's own cells, as far as notebooks hold them unchanged."""
        self._notebook.prepare(cells)
        gc.freeze()

    def begin(self) -> None:
        """What a fork must not share with the worker's other forks."""
        self._output.install()
        random.seed()
        # The global state is the one that students use without asking.
        np.random.seed(int.from_bytes(os.urandom(4)))  # noqa: NPY002  # see above

    def serve(self) -> NoReturn:
        """Until the host closes the socket (EOFError)."""
        while True:
            message, payload = frames.receive(SOCKET)
            if message["do"] == "cells":
                self._run_cells(message)
            else:
                self._ask(message, payload)

    def _run_cells(self, message: dict[str, Any]) -> None:
        end = _clock() + message["seconds"]
        self._outbox.open(message["token"], hold=message["hold"])
        for index, (number, source, allowance) in enumerate(message["cells"]):
            seconds = share(end - _clock()) if allowance is None else allowance
            self._outbox.enter(index)
            report = self._notebook.run(number, source, seconds)
            self._outbox.leave()
            self._outbox.send(report, [])
        self._outbox.send({"calls_to": self._notebook.calls_to()}, [])
        self._outbox.close()

    def _ask(self, message: dict[str, Any], payload: bytes) -> None:
        if self._reserve is None:
            self._reserve = _empty(_RESERVE, np.uint8)
        arguments = values.Reader(payload, values.NO_LIMIT)
        self._outbox.open(message["token"], hold=message["hold"])
        self._answer_all(message["questions"], arguments, message["max_bytes"])
        self._outbox.close()

    def _answer_all(self, questions: list[Any], arguments: values.Reader, max_bytes: int) -> None:
        call = 0
        for name, calls in questions:
            function = self._notebook.namespace.get(name, self)
            for description in calls:
                own = arguments.read(description)
                if function is self:
                    self._send({"reply": "missing"})
                elif not self._answer(call, function, own, max_bytes):
                    return  # The host decides which process the others are for.
                call += 1

    def _answer(self, call: int, function: Any, arguments: tuple[Any, ...], max_bytes: int) -> bool:
        """Whether there was enough memory for it."""
        before = [
            (index, argument, _copy(argument))
            for index, argument in enumerate(arguments)
            if type(argument) in _CHANGEABLE
        ]
        try:
            self._outbox.enter(call)
            try:
                result = function(*arguments)
            finally:
                self._outbox.leave()
        except MemoryError as error:
            self._reserve = None
            message = trace.message(error)
        except BaseException as error:
            self._send(
                {
                    "reply": "raised",
                    "kinds": trace.kinds(error),
                    "message": trace.message(error),
                    "traceback": trace.describe(error, self._notebook.sources),
                }
            )
            self._output.take()
            return True
        else:
            self._send_result(result, before, max_bytes)
            return True
        # Not before the error is gone, which holds what the call had taken: the host looks at it.
        self._send({"reply": "memory", "message": message})
        self._output.take()
        return False

    def _send_result(self, result: object, before: list[Any], max_bytes: int) -> None:
        payload: list[bytes] = []
        reply: dict[str, Any] = {"reply": "returned"}
        changed = [index for index, argument, saved in before if not _same(saved, argument)]
        if changed:
            reply["changed"] = changed
        if printed := self._output.take():
            reply["printed"] = printed
        try:
            reply["value"] = values.encode(result, payload, max_bytes)
        except values.UnsendableError as error:
            self._send({"reply": "not sent", "reason": str(error)})
            return
        self._outbox.send(reply, payload)

    def _send(self, reply: dict[str, Any]) -> None:
        self._outbox.send(reply, [])


_CHANGEABLE = (_ndarray, list, tuple)
"""Of what an argument can be: what can change, or hold what can."""


def _copy(value: Any) -> tuple[Any, ...]:
    """What an argument is before the call; scalars and strings cannot change."""
    if type(value) is _ndarray:
        return _ndarray, value.shape, value.dtype, value.tobytes()
    if type(value) is list or type(value) is tuple:
        return type(value), [_copy(item) for item in value]
    return None, value


def _same(saved: tuple[Any, ...], value: Any) -> bool:
    """Whether an argument is still what `_copy` was made of."""
    kind, *rest = saved
    if kind is None:
        return rest[0] is value
    if type(value) is not kind:
        return False
    if kind is _ndarray:
        shape, dtype, raw = rest
        return bool(value.shape == shape and value.dtype == dtype and _bytes_of(value) == raw)
    return len(rest[0]) == len(value) and all(map(_same, rest[0], value))
