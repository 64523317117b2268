"""The list of system calls that a student's process may make, as a BPF program of our own.

What is not listed fails with EPERM, so that Python raises an error that a student can read. The
program is assembled here: it needs no library that a machine may not have.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import struct
from collections.abc import Iterable

from . import kernel

_MODE_FILTER = 2
_RET_KILL_PROCESS = 0x80000000
_RET_ERRNO = 0x00050000
_RET_ALLOW = 0x7FFF0000

_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_JUMP_EQUAL, _JUMP_GREATER, _JUMP_GREATER_EQUAL = 0x15, 0x25, 0x35
_NUMBER, _ARCHITECTURE = 0, 4

_CLONE_THREAD = 0x00010000
_CLONE_NEW_ANYTHING = 0x7E020000

# name: number on x86_64, number on aarch64 (None: that machine has no such call)
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    # files: which ones is Landlock's and the mount namespace's concern. No chmod, chown, utime or
    # xattr: Landlock does not keep them from the files of the user who runs the box. Nor does it
    # keep truncate from them before version 3 (Linux 6.2). No flock: files are shared, locks too.
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66),
    "pread64": (17, 67), "pwrite64": (18, 68), "lseek": (8, 62), "close": (3, 57),
    "close_range": (436, 436), "stat": (4, None), "lstat": (6, None), "fstat": (5, 80),
    "newfstatat": (262, 79), "statx": (332, 291), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "dup": (32, 23),
    "dup2": (33, None), "dup3": (292, 24), "pipe": (22, None), "pipe2": (293, 59),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    "getcwd": (79, 17), "chdir": (80, 49), "fchdir": (81, 50), "readlink": (89, None),
    "readlinkat": (267, 78), "getdents": (78, None), "getdents64": (217, 61),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None),
    "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "ftruncate": (77, 46), "fsync": (74, 82), "fdatasync": (75, 83),
    "fallocate": (285, 47), "fadvise64": (221, 223), "umask": (95, 166),
    "statfs": (137, 43), "fstatfs": (138, 44),
    # memory
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "mremap": (25, 216),
    "madvise": (28, 233), "brk": (12, 214), "msync": (26, 227),
    # signals to oneself, time, waiting
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "rt_sigpending": (127, 136), "rt_sigtimedwait": (128, 137), "rt_sigsuspend": (130, 133),
    "sigaltstack": (131, 132), "setitimer": (38, 103), "getitimer": (36, 102),
    "alarm": (37, None), "pause": (34, None), "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153),
    "restart_syscall": (219, 128),
    # who and where am I
    "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getresuid": (118, 148), "getresgid": (120, 150), "getgroups": (115, 158),
    "getpgrp": (111, None), "getpgid": (121, 155), "getsid": (124, 156), "uname": (63, 160),
    "sysinfo": (99, 179), "getrusage": (98, 165), "getrlimit": (97, 163), "getcpu": (309, 168),
    "getpriority": (140, 141), "capget": (125, 90), "getrandom": (318, 278),
    # threads
    "futex": (202, 98), "set_robust_list": (273, 99),
    "set_tid_address": (218, 96), "rseq": (334, 293), "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123), "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_CLONE, _CLONE3, _TGKILL = (56, 220), (435, 435), (234, 131)
_OPEN, _OPENAT = (2, None), (257, 56)
_IOCTL, _FCNTL, _PRCTL, _PRLIMIT = (16, 29), (72, 25), (157, 167), (302, 261)

# Opening a file to empty it without the right to write: the other half of truncate. The access mode
# 3 asks for neither reading nor writing, and Landlock for nothing.
_EMPTYING = (os.O_TRUNC | os.O_RDONLY, os.O_TRUNC | os.O_ACCMODE)

# Those that isatty and friends use: TCGETS, FIONCLEX, FIOCLEX, FIONREAD, TIOCGWINSZ
_IOCTL_REQUESTS = (0x5401, 0x5450, 0x5451, 0x541B, 0x5413)
# All but F_SETOWN and its like, which make the kernel send signals
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030)
# Names of threads and, by glibc, of memory: PR_SET_NAME, PR_GET_NAME, PR_SET_VMA
_PRCTL_OPTIONS = (15, 16, 0x53564D41)


def supported() -> bool:
    return os.uname().machine in _MACHINES


def program(machine: str, pid: int) -> bytes:
    """The filter for a process with this pid, as an array of `struct sock_filter`."""
    column, architecture = _MACHINES[machine]
    lines = [
        _line(_LOAD, _ARCHITECTURE),
        _line(_JUMP_EQUAL, architecture, 1, 0),
        _line(_RETURN, _RET_KILL_PROCESS),
        _line(_LOAD, _NUMBER),
        *_on(_TGKILL[column], [_line(_LOAD, _argument(0)), *_one_of([pid])]),
    ]
    return b"".join(lines) + _same_for_all(column)


@functools.cache
def _same_for_all(column: int) -> bytes:
    lines: list[bytes] = []
    # ENOSYS makes the C library fall back to clone, whose flags a filter can read.
    lines += _on(_CLONE3[column], [_line(_RETURN, _RET_ERRNO | errno.ENOSYS)])
    lines += _on(
        _CLONE[column],
        [
            _line(_LOAD, _argument(0)),
            _line(_AND, _CLONE_THREAD | _CLONE_NEW_ANYTHING),
            *_one_of([_CLONE_THREAD]),
        ],
    )
    for number, flags in ((_OPEN[column], 1), (_OPENAT[column], 2)):
        if number is not None:
            lines += _on(number, _opens_without_emptying(flags))
    lines += _on(_IOCTL[column], [_line(_LOAD, _argument(1)), *_one_of(_IOCTL_REQUESTS)])
    lines += _on(_FCNTL[column], [_line(_LOAD, _argument(1)), *_one_of(_FCNTL_COMMANDS)])
    lines += _on(_PRCTL[column], [_line(_LOAD, _argument(0)), *_one_of(_PRCTL_OPTIONS)])
    lines += _on(_PRLIMIT[column], _reads_own_limits())
    allowed = sorted(
        number for numbers in _ALLOWED.values() if (number := numbers[column]) is not None
    )
    return b"".join([*lines, *_within(_ranges(allowed))])


def prepare() -> None:
    """Assembles what is the same for all, once, before the forks."""
    program(os.uname().machine, 1)


def install() -> None:
    """Puts this thread behind the filter, for good. Needs no_new_privs. Raises OSError."""
    code = program(os.uname().machine, os.getpid())
    buffer = ctypes.create_string_buffer(code, len(code))
    pointer = struct.pack("@HP", len(code) // 8, ctypes.addressof(buffer))
    kernel.prctl(
        "PR_SET_SECCOMP",
        kernel.PR_SET_SECCOMP,
        _MODE_FILTER,
        ctypes.create_string_buffer(pointer, len(pointer)),
    )


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, as (first, last)."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def _within(ranges: list[tuple[int, int]]) -> list[bytes]:
    """Allows a number within one of the ranges, refuses others: a search by halves.

    The kernel tries a new filter on every system call that there is; a plain list takes it long.
    """
    if len(ranges) == 1:
        ((first, last),) = ranges
        return [
            _line(_JUMP_GREATER_EQUAL, first, 0, 1),
            _line(_JUMP_GREATER, last, 0, 1),
            _line(_RETURN, _RET_ERRNO | errno.EPERM),
            _line(_RETURN, _RET_ALLOW),
        ]
    middle = len(ranges) // 2
    lower, upper = _within(ranges[:middle]), _within(ranges[middle:])
    return [_line(_JUMP_GREATER_EQUAL, ranges[middle][0], len(lower), 0), *lower, *upper]


def _argument(index: int, word: int = 0) -> int:
    """Where an argument's lower (0) or upper (1) half lies; both machines are little-endian."""
    return 16 + 8 * index + 4 * word


def _on(number: int, block: list[bytes]) -> list[bytes]:
    """The block runs for this system call alone; it must end in a return on every path."""
    return [_line(_JUMP_EQUAL, number, 0, len(block)), *block]


def _one_of(values: Iterable[int]) -> list[bytes]:
    """Allows if the loaded word is one of the values, refuses otherwise."""
    lines = []
    for value in values:
        lines += [_line(_JUMP_EQUAL, value, 0, 1), _line(_RETURN, _RET_ALLOW)]
    return [*lines, _line(_RETURN, _RET_ERRNO | errno.EPERM)]


def _opens_without_emptying(flags: int) -> list[bytes]:
    """`flags` is the position of that argument."""
    lines = [_line(_LOAD, _argument(flags)), _line(_AND, os.O_TRUNC | os.O_ACCMODE)]
    for value in _EMPTYING:
        lines += [_line(_JUMP_EQUAL, value, 0, 1), _line(_RETURN, _RET_ERRNO | errno.EPERM)]
    return [*lines, _line(_RETURN, _RET_ALLOW)]


def _reads_own_limits() -> list[bytes]:
    """prlimit64(0, resource, NULL, old): `getrlimit` in disguise."""
    refuse = _line(_RETURN, _RET_ERRNO | errno.EPERM)
    lines = []
    for offset in (_argument(0), _argument(2), _argument(2, 1)):
        lines += [_line(_LOAD, offset), _line(_JUMP_EQUAL, 0, 1, 0), refuse]
    return [*lines, _line(_RETURN, _RET_ALLOW)]
