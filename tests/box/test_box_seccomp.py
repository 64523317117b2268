"""The filter, run through a small interpreter of BPF: also for the machine that this one is not."""

from __future__ import annotations

import errno
import struct

import pytest

from autograder.box.inside import seccomp

ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOW, ERRNO, KILL = 0x7FFF0000, 0x00050000, 0x80000000
PID = 4242
COLUMN = {"x86_64": 0, "aarch64": 1}
THREAD = 0x3D0F00  # what glibc starts a thread with

machines = pytest.mark.parametrize("machine", list(ARCHITECTURE))


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the kernel would do with this system call."""
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("=IIQ6Q", number, architecture or ARCHITECTURE[machine], 0, *words)
    code = [*struct.iter_unpack("=HBBI", seccomp.program(machine, PID))]
    accumulator, at = 0, 0
    while True:
        operation, if_true, if_false, value = code[at]
        at += 1
        if operation == 0x20:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif operation == 0x54:
            accumulator &= value
        elif operation == 0x06:
            return int(value)
        else:
            compared = {
                0x15: accumulator == value,
                0x25: accumulator > value,
                0x35: accumulator >= value,
            }[operation]
            at += if_true if compared else if_false


@machines
def test_exactly_the_listed_calls_are_allowed(machine: str) -> None:
    column = COLUMN[machine]
    listed = {row[column] for row in seccomp._ALLOWED.values()}
    conditional = {
        row[column]
        for row in (
            seccomp._CLONE,
            seccomp._CLONE3,
            seccomp._TGKILL,
            seccomp._IOCTL,
            seccomp._FCNTL,
            seccomp._PRCTL,
            seccomp._PRLIMIT,
            seccomp._OPEN,
            seccomp._OPENAT,
        )
    }
    for number in {*range(600)} - conditional:
        expected = ALLOW if number in listed else ERRNO | errno.EPERM
        assert verdict(machine, number) == expected, number


@machines
def test_clone_makes_threads_alone(machine: str) -> None:
    clone = seccomp._CLONE[COLUMN[machine]]
    assert verdict(machine, clone, THREAD) == ALLOW
    for flags in (17, 0x4111, THREAD | 0x10000000, THREAD | 0x20000000, 0x01200011):
        assert verdict(machine, clone, flags) == ERRNO | errno.EPERM


@machines
def test_clone3_is_said_not_to_exist(machine: str) -> None:
    assert verdict(machine, seccomp._CLONE3[COLUMN[machine]]) == ERRNO | errno.ENOSYS


@machines
def test_a_process_signals_itself_alone(machine: str) -> None:
    tgkill = seccomp._TGKILL[COLUMN[machine]]
    assert verdict(machine, tgkill, PID, PID, 6) == ALLOW
    assert verdict(machine, tgkill, PID + 1, PID + 1, 6) == ERRNO | errno.EPERM


@machines
def test_no_file_is_emptied_that_is_not_opened_for_writing(machine: str) -> None:
    openat = seccomp._OPENAT[COLUMN[machine]]
    reading, writing, both, neither, emptied = 0, 1, 2, 3, 0o1000
    for mode in (reading, writing, both, neither):
        assert verdict(machine, openat, 3, 0x7FFF0000, mode) == ALLOW
    for mode in (writing, both):
        assert verdict(machine, openat, 3, 0x7FFF0000, mode | emptied) == ALLOW
    for mode in (reading, neither):
        refused = verdict(machine, openat, 3, 0x7FFF0000, mode | emptied | 0o2000000)
        assert refused == ERRNO | errno.EPERM


@machines
def test_limits_are_read_and_not_set(machine: str) -> None:
    prlimit = seccomp._PRLIMIT[COLUMN[machine]]
    assert verdict(machine, prlimit, 0, 9, 0, 0x7FFF00001000) == ALLOW
    assert verdict(machine, prlimit, 0, 9, 0x7FFF00001000, 0) == ERRNO | errno.EPERM
    assert verdict(machine, prlimit, 0, 9, 0x7FFF00000000, 0) == ERRNO | errno.EPERM
    assert verdict(machine, prlimit, 1, 9, 0, 0) == ERRNO | errno.EPERM


@machines
def test_prctl_cannot_undo_the_death_signal(machine: str) -> None:
    assert verdict(machine, seccomp._PRCTL[COLUMN[machine]], 1, 0) == ERRNO | errno.EPERM


@machines
def test_calls_of_another_architecture_kill(machine: str) -> None:
    assert verdict(machine, 0, architecture=0x40000003) == KILL


def test_the_x32_numbers_are_refused() -> None:
    assert verdict("x86_64", 0x40000000 | 1) == ERRNO | errno.EPERM
