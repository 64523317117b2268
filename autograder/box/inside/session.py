"""One submission: runs its cells, then answers the host's calls until the host closes or kills.

Whatever is sent from here may have been forged by the student's code, which shares this process.
A right submission gets right answers; a hostile one can only spoil its own.
"""

from __future__ import annotations

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

_clock = time.process_time
_bytes_of = np.ndarray.tobytes
_ndarray = np.ndarray


class Session:
    """Made once in the worker; every fork has its own copy."""

    def __init__(self) -> None:
        self._output = Output()
        self._notebook = Notebook(self._output)
        self._outbox = Outbox(SOCKET)
        # Room to answer in after a MemoryError. Untouched, it costs nothing.
        self._reserve: object = np.empty(4 << 20, np.uint8)

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
                self._call(message, payload)

    def _run_cells(self, message: dict[str, Any]) -> None:
        end = _clock() + message["seconds"]
        for number, source, allowance in message["cells"]:
            seconds = share(end - _clock()) if allowance is None else allowance
            report = self._notebook.run(number, source, seconds)
            self._send({"token": message["token"], **report})
        self._send({"token": message["token"], "calls_to": self._notebook.calls_to()})

    def _call(self, message: dict[str, Any], payload: bytes) -> None:
        function = self._notebook.namespace.get(message["function"], self)
        if message["hold"]:
            self._outbox.hold(message["token"])
        offset = 0
        for index, description in enumerate(message["calls"]):
            arguments, end = values.decode(description, payload, offset)
            head = {"token": message["token"], "call": index}
            if function is self:
                self._send({**head, "reply": "missing"})
            else:
                self._answer(head, function, arguments, message["max_bytes"])
            offset = end
        self._outbox.release()

    def _answer(
        self, head: dict[str, Any], function: Any, arguments: tuple[Any, ...], max_bytes: int
    ) -> None:
        before = [_copy(argument) for argument in arguments]
        try:
            self._outbox.enter(head["call"])
            try:
                result = function(*arguments)
            finally:
                self._outbox.leave()
        except MemoryError as error:
            self._reserve = None
            self._send({**head, "reply": "memory", "message": trace.message(error)})
            return
        except BaseException as error:
            self._send(
                {
                    **head,
                    "reply": "raised",
                    "kinds": trace.kinds(error),
                    "message": trace.message(error),
                    "traceback": trace.describe(error, self._notebook.sources),
                }
            )
            self._output.take()
            return
        self._send_result(head, result, before, arguments, max_bytes)

    def _send_result(
        self,
        head: dict[str, Any],
        result: object,
        before: list[Any],
        arguments: tuple[Any, ...],
        max_bytes: int,
    ) -> None:
        payload: list[bytes] = []
        head = {
            **head,
            "changed": [
                index
                for index, (old, new) in enumerate(zip(before, arguments, strict=True))
                if not _same(old, new)
            ],
            "printed": self._output.take(),
        }
        try:
            described = values.encode(result, payload, max_bytes)
        except values.UnsendableError as error:
            self._send({**head, "reply": "not sent", "reason": str(error)})
            return
        frame = frames.pack({**head, "reply": "returned", "value": described}, payload)
        if int.from_bytes(frame[4:8]) > frames.MAX_HEADER:
            reason = "too many single values, where arrays or short lists are expected"
            self._send({**head, "reply": "not sent", "reason": reason})
            return
        self._outbox.send(frame)

    def _send(self, header: dict[str, Any]) -> None:
        self._outbox.send(frames.pack(header))


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
