"""Landlock: an unprivileged process denies itself the file system, but for the paths it names.

Rights and versions are those of the kernel's Documentation/userspace-api/landlock.rst.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from . import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_FILE_RIGHTS = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
_ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL = (1 << 16) - 1
_ALL_NET = 0b11
_ALL_SCOPES = 0b11

READ = READ_FILE | READ_DIR
CHANGE = _ALL & ~EXECUTE & ~IOCTL_DEV & ~(1 << 6 | 1 << 9 | 1 << 10 | 1 << 11 | 1 << 12)
"""Read, write, make and remove regular files and folders: no devices, sockets, pipes or links."""


def version() -> int:
    """The kernel's Landlock version, 0 if it has none or has it switched off."""
    try:
        return kernel.syscall("landlock", _CREATE_RULESET, None, 0, _VERSION_FLAG)
    except OSError:
        return 0


def ruleset(grants: Iterable[tuple[str, int]]) -> int:
    """A ruleset's descriptor: everything is denied but the rights granted below each path.

    Paths that do not exist are left out. From version 4 on TCP is denied, from version 6 on signals
    and abstract sockets reach only processes behind the same walls. Raises OSError.
    """
    number = version()
    handled = _ALL_BY_VERSION.get(number, _ALL)
    attributes = struct.pack(
        "=QQQ", handled, _ALL_NET if number >= 4 else 0, _ALL_SCOPES if number >= 6 else 0
    )
    size = 24 if number >= 6 else 16 if number >= 4 else 8
    rules = kernel.syscall(
        "landlock_create_ruleset",
        _CREATE_RULESET,
        ctypes.create_string_buffer(attributes[:size], size),
        size,
        0,
    )
    for path, rights in grants:
        _grant(rules, path, rights & handled)
    return rules


def _grant(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _FILE_RIGHTS
        rule = struct.pack("=Qi", rights, place)
        kernel.syscall(
            "landlock_add_rule",
            _ADD_RULE,
            rules,
            _RULE_PATH_BENEATH,
            ctypes.create_string_buffer(rule, len(rule)),
            0,
        )
    finally:
        os.close(place)


def restrict(rules: int) -> None:
    """Puts this thread behind the ruleset, for good. Needs no_new_privs. Raises OSError."""
    kernel.syscall("landlock_restrict_self", _RESTRICT_SELF, rules, 0)
