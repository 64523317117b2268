"""The warm worker: has everything imported, and forks itself for every submission.

It is our code alone: a student's runs in its forks, which hold nothing of the worker's but a copy
of its memory, and there is nothing in that worth reading.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from typing import Any

from . import control, frames
from .walls import Plan, Walls

# Imported once, so that a submission need not read them (and can, where the interpreter lies in a
# folder that an unprivileged user cannot enter).
_WARM = """
    __future__ abc argparse array ast asyncio base64 binascii bisect bz2 calendar cmath codecs collections
    collections.abc colorsys concurrent.futures contextlib contextvars copy csv ctypes dataclasses datetime
    decimal difflib dis doctest enum fnmatch fractions functools gc getpass glob graphlib gzip hashlib heapq
    html inspect io itertools json keyword linecache locale logging lzma math multiprocessing numbers
    operator os pathlib pdb pickle pkgutil platform pprint queue random re sched secrets shutil signal
    socket sqlite3 statistics string stringprep struct subprocess symtable sys tempfile textwrap
    threading time timeit tokenize traceback types typing unicodedata unittest unittest.mock urllib.parse
    urllib.request uuid warnings weakref zipfile zlib
    numpy.ctypeslib numpy.exceptions numpy.fft numpy.lib.recfunctions numpy.lib.stride_tricks
    numpy.linalg numpy.ma numpy.polynomial numpy.random numpy.rec numpy.strings numpy.testing numpy.typing
""".split()


def main(descriptor: int) -> None:
    """Serves the host on this descriptor until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host, which then closes
    line = socket.socket(fileno=descriptor)
    settings, _ = control.receive(line)
    walls = Walls(Plan.from_json(settings["plan"]))
    _warm_up()
    sys.path[:] = [path for path in sys.path if path not in settings["forget"]]
    own = os.pidfd_open(os.getpid()) if hasattr(os, "pidfd_open") else None
    control.send(line, {"ready": True}, [] if own is None else [own])
    while True:
        try:
            message, descriptors = control.receive(line)
        except EOFError:
            return
        if message["do"] == "fork":
            _fork(line, walls, descriptors[0], message)
        elif message["do"] == "kill":
            os.kill(message["child"], signal.SIGKILL)
            control.send(line, {})
        else:
            _, status, usage = os.wait4(message["child"], 0)
            code = os.waitstatus_to_exitcode(status)
            control.send(line, {"code": code, "peak": usage.ru_maxrss})


def _warm_up() -> None:
    for name in _WARM:
        try:
            importlib.import_module(name)
        except ImportError:
            pass  # a distribution may leave parts of the standard library out
    from . import session  # noqa: F401  # numpy is imported before the first fork

    gc.collect()
    gc.freeze()


def _fork(line: socket.socket, walls: Walls, end: int, message: dict[str, Any]) -> None:
    try:
        child = walls.fork()
    except OSError as error:
        os.close(end)
        control.send(line, {"error": f"cannot start a process: {error}"})
        return
    if child == 0:
        _become_submission(walls, end, message["limits"])
    os.close(end)
    handle = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
    control.send(line, {"child": child}, [] if handle is None else [handle])
    if handle is not None:
        os.close(handle)


def _become_submission(walls: Walls, end: int, limits: list[tuple[int, int]]) -> None:
    """Never returns."""
    try:
        from .session import Session
        from .walls import SOCKET

        walls.enclose(end, limits)
        session = Session()
        frames.send(SOCKET, frames.pack({"ready": True}))
        session.serve()
    except EOFError:
        os._exit(0)
    except BaseException as error:
        _report_failure(end, error)
    os._exit(1)


def _report_failure(end: int, error: BaseException) -> None:
    """The host reads this in the place of `ready`: no student's code has run yet."""
    text = "".join(traceback.format_exception(error))[-2000:]
    for descriptor in (end, 3):
        try:
            frames.send(descriptor, frames.pack({"broken": str(error)[:500], "trace": text}))
            return
        except OSError:
            continue
