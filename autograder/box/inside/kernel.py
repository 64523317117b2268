"""The few calls to the C library that the `os` module does not offer."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_REC, MS_PRIVATE = 1 << 14, 1 << 18

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

_CAPABILITY_VERSION_3 = 0x20080522


def _checked(what: str, result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(what: str, number: int, *arguments: int | ctypes.Array[ctypes.c_char] | None) -> int:
    """The raw system call; buffers are passed by address. Raises OSError."""
    words = [
        ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments
    ]
    return _checked(what, _libc.syscall(ctypes.c_long(number), *words))


def unshare(flags: int) -> None:
    _checked("unshare", _libc.unshare(flags))


def setns(descriptor: int, flags: int) -> None:
    _checked("setns", _libc.setns(descriptor, flags))


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str = "") -> None:
    _checked(
        f"mount {target}",
        _libc.mount(
            source and source.encode(),
            target.encode(),
            kind and kind.encode(),
            ctypes.c_ulong(flags),
            options.encode(),
        ),
    )


def prctl(what: str, option: int, *arguments: int | ctypes.Array[ctypes.c_char]) -> int:
    words = [
        ctypes.c_ulong(argument) if isinstance(argument, int) else argument
        for argument in (*arguments, 0, 0, 0, 0)[:4]
    ]
    return _checked(what, _libc.prctl(option, *words))


def drop_bounding_set() -> None:
    """No program started from here could gain a capability. Needs CAP_SETPCAP."""
    for capability in range(64):
        try:
            prctl("PR_CAPBSET_DROP", PR_CAPBSET_DROP, capability)
        except OSError:
            return  # the kernel has no more


def drop_capabilities() -> None:
    """Empties the effective, permitted, inheritable and ambient sets."""
    prctl("PR_CAP_AMBIENT", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _checked("capset", _libc.capset(header, (ctypes.c_uint32 * 6)()))


def capabilities() -> int:
    """The permitted and effective sets, as one bit mask: zero if there are none."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    _checked("capget", _libc.capget(header, sets))
    return (sets[0] | sets[1]) | (sets[3] | sets[4]) << 32
