"""The warm worker: has everything imported, and forks itself for every submission.

It is our code alone: a student's runs in its forks, which hold nothing of the worker's but a copy
of its memory, and there is nothing in that worth reading.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from typing import Any, NoReturn

from . import control, frames, stand_ins
from .session import Session
from .walls import SOCKET, Plan, Walls

# Imported once, so that a submission need not read them. No more than notebooks commonly use: every
# page of the worker's memory is mapped and unmapped again for each submission.
_WARM = """
    abc collections.abc contextlib copy dataclasses datetime enum functools io itertools json
    math numbers operator os random re string struct textwrap time traceback types typing
    warnings
    numpy.fft numpy.linalg numpy.lib.stride_tricks numpy.random
""".split()  # noqa: SIM905  # a page of quotes is no easier to read

# Without namespaces the files stay where they are, maybe below a folder that only root enters.
_WARM_WHERE_FILES_MAY_BE_OUT_OF_REACH = """
    argparse array ast asyncio base64 binascii bisect bz2 cProfile calendar cmath codecs
    colorsys concurrent.futures contextvars csv ctypes decimal difflib dis doctest fnmatch
    fractions gc getpass glob graphlib gzip hashlib heapq html inspect ipaddress keyword
    linecache locale logging lzma multiprocessing pathlib pdb pickle pkgutil platform pprint
    profile pstats queue sched secrets shutil socket sqlite3 statistics stringprep subprocess
    symtable sys tarfile tempfile threading timeit tokenize tracemalloc unicodedata unittest
    unittest.mock urllib.parse urllib.request uuid weakref xml.dom.minidom xml.etree.ElementTree
    zipfile zlib zoneinfo
    numpy.ctypeslib numpy.lib.recfunctions numpy.ma numpy.polynomial numpy.rec numpy.strings
    numpy.testing numpy.typing
""".split()  # noqa: SIM905  # as above


def main(descriptor: int) -> None:
    """Serves the host on this descriptor until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the host, which then closes
    line = socket.socket(fileno=descriptor)
    settings, _ = control.receive(line)
    walls = Walls(Plan.from_json(settings["plan"]))
    session = _warm_up(walls.plan)
    sys.path[:] = [path for path in sys.path if path not in settings["forget"]]
    own = os.pidfd_open(os.getpid()) if hasattr(os, "pidfd_open") else None
    ready = {"counted_alone": walls.counted_alone}
    control.send(line, ready, [] if own is None else [own])
    while True:
        try:
            message, descriptors = control.receive(line)
        except EOFError:
            return
        if message["do"] == "fork":
            _fork(line, walls, session, descriptors[0], message)
        elif message["do"] == "prepare":
            session.prepare(message["cells"])
            control.send(line, {})
        elif message["do"] == "kill":
            os.kill(message["child"], signal.SIGKILL)
            control.send(line, {})
        else:
            _, status, usage = os.wait4(message["child"], 0)
            code = os.waitstatus_to_exitcode(status)
            control.send(line, {"code": code, "peak": usage.ru_maxrss})


def _warm_up(plan: Plan) -> Session:
    more = [] if plan.namespaces else _WARM_WHERE_FILES_MAY_BE_OUT_OF_REACH
    for name in (*_WARM, *more):
        with contextlib.suppress(ImportError):  # a distribution may leave some out
            importlib.import_module(name)
    stand_ins.install()
    session = Session()
    gc.collect()
    gc.freeze()
    return session


def _fork(
    line: socket.socket, walls: Walls, session: Session, end: int, message: dict[str, Any]
) -> None:
    try:
        child = walls.fork()
    except OSError as error:
        os.close(end)
        control.send(line, {"error": f"cannot start a process: {error}"})
        return
    if child == 0:
        _become_submission(walls, session, end, message["limits"])
    os.close(end)
    handle = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
    control.send(line, {"child": child}, [] if handle is None else [handle])
    if handle is not None:
        os.close(handle)


def _become_submission(
    walls: Walls, session: Session, end: int, limits: list[tuple[int, int]]
) -> NoReturn:
    try:
        walls.enclose(end, limits)
        session.begin()
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
