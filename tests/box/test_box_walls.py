"""Attempts of a hostile submission. All are harmless where they are not refused."""

from __future__ import annotations

import errno
import os
import platform
import socket
import subprocess

import pytest

from autograder.box.box import Box
from autograder.box.level import Isolation
from autograder.box.reply import Raised, Returned

from .conftest import Open, cells, outcome, start

# Called with zeros for arguments: harmless even where it is allowed.
FORBIDDEN = {
    "x86_64": {
        "ptrace": 101,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "memfd_create": 319,
        "keyctl": 250,
        "add_key": 248,
        "request_key": 249,
        "io_uring_setup": 425,
        "bpf": 321,
        "userfaultfd": 323,
        "mount": 165,
        "umount2": 166,
        "unshare": 272,
        "setns": 308,
        "pivot_root": 155,
        "chroot": 161,
        "perf_event_open": 298,
        "kill": 62,
        "tkill": 200,
        "shmget": 29,
        "semget": 64,
        "msgget": 68,
        "mq_open": 240,
        "execve": 59,
        "execveat": 322,
        "open_by_handle_at": 304,
        "personality": 135,
        "setuid": 105,
        "setgid": 106,
        "setgroups": 116,
        "socket": 41,
        "socketpair": 53,
        "sendmsg": 46,
        "recvmsg": 47,
        "pidfd_open": 434,
        "pidfd_getfd": 438,
        "fsopen": 430,
        "pidfd_send_signal": 424,
        "seccomp": 317,
        "landlock_create_ruleset": 444,
        "symlink": 88,
        "link": 86,
        "mknod": 133,
        "capset": 126,
        "timer_create": 222,
        "inotify_init1": 294,
        "splice": 275,
        "setrlimit": 160,
        "acct": 163,
        "swapon": 167,
        "init_module": 175,
        "kexec_load": 246,
        "name_to_handle_at": 303,
        "kcmp": 312,
    },
    "aarch64": {
        "ptrace": 117,
        "process_vm_readv": 270,
        "memfd_create": 279,
        "keyctl": 219,
        "io_uring_setup": 425,
        "bpf": 280,
        "userfaultfd": 282,
        "mount": 40,
        "unshare": 97,
        "setns": 268,
        "chroot": 51,
        "kill": 129,
        "tkill": 130,
        "execve": 221,
        "execveat": 281,
        "socket": 198,
        "socketpair": 199,
        "pidfd_open": 434,
        "setuid": 146,
    },
}


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET"])
def test_there_are_no_sockets(open_run: Open, family: str) -> None:
    if not hasattr(socket, family):
        pytest.skip("no such family here")
    source = f"""
        import socket
        def f():
            return attempt(socket.socket, socket.{family}), attempt(socket.socketpair)
    """
    assert outcome(open_run, source) == ("PermissionError", "PermissionError")


def test_forbidden_system_calls_are_refused(open_run: Open) -> None:
    source = """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        def f(numbers):
            found = []
            for number in numbers:
                ctypes.set_errno(0)
                result = libc.syscall(*map(ctypes.c_long, (number, 0, 0, 0, 0, 0, 0)))
                found.append(ctypes.get_errno() if result == -1 else 0)
            return found
    """
    calls = FORBIDDEN[platform.machine()]
    found = outcome(open_run, source, list(calls.values()))
    assert dict(zip(calls, found, strict=True)) == dict.fromkeys(calls, errno.EPERM)


def test_no_process_can_be_started(open_run: Open) -> None:
    source = """
        import os, subprocess, multiprocessing
        def fork():
            if os.fork() == 0:
                os._exit(0)
        def f():
            return (
                attempt(fork),
                attempt(subprocess.run, ["true"]),
                attempt(os.execv, "/bin/true", ["true"]),
                attempt(os.posix_spawn, "/bin/true", ["true"], {}),
            )
    """
    refused = outcome(open_run, source)
    assert None not in refused


def test_no_other_process_can_be_signalled(open_run: Open) -> None:
    source = """
        import os
        def f(host):
            return [attempt(os.kill, pid, 0) for pid in (host, os.getppid(), -1, 1)]
    """
    refused = outcome(open_run, source, os.getpid())
    assert refused == ["PermissionError"] * 4


def test_student_code_is_never_root_and_has_no_powers(open_run: Open) -> None:
    source = """
        import ctypes, os
        def f():
            header = (ctypes.c_uint32 * 2)(0x20080522, 0)
            sets = (ctypes.c_uint32 * 6)()
            ctypes.CDLL(None).capget(header, sets)
            return list(os.getresuid() + os.getresgid()), os.getgroups(), list(sets)
    """
    ids, groups, sets = outcome(open_run, source)
    assert 0 not in ids
    assert 0 not in groups
    assert set(sets) == {0}


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user has one uid")
def test_two_boxes_of_root_are_two_users(box: Box, open_run: Open) -> None:
    source = "import os\ndef f():\n    return os.getuid()"
    with start(box.isolation) as other, other.open(cells(source)) as run:
        (reply,) = run.call("f", [()])
        assert isinstance(reply, Returned)
        assert reply.value != outcome(open_run, source)


def test_a_refused_attempt_reads_as_a_python_error(open_run: Open) -> None:
    (reply,) = open_run("import os\ndef f():\n    os.system('true')\n    os.fork()").call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.type == "PermissionError"


def test_threads_work_and_are_bounded(open_run: Open) -> None:
    source = """
        import threading
        def f():
            stop = threading.Event()
            threading.stack_size(65536)
            started = 0
            try:
                while started < 2000:
                    threading.Thread(target=stop.wait, daemon=True).start()
                    started += 1
            except RuntimeError:
                pass
            stop.set()
            return started
    """
    started = outcome(open_run, source)
    assert isinstance(started, int)
    assert 1 <= started < 200


def test_the_threads_of_one_submission_leave_another_its_own(box: Box, open_run: Open) -> None:
    if box.isolation is Isolation.LANDLOCK and os.geteuid() != 0 and not _may_have_own_users():
        pytest.skip("no user namespaces here: all of a user's threads are counted together")
    many = """
        import threading

        threading.stack_size(64 * 1024)
        waiting = threading.Event()
        try:
            for _ in range(500):
                threading.Thread(target=waiting.wait, args=(30,), daemon=True).start()
        except RuntimeError:
            pass
    """
    few = """
        import threading

        def f():
            found = []
            threads = [threading.Thread(target=found.append, args=(n,)) for n in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return sum(found)
    """
    with start(box.isolation) as other:
        open_run(many)
        with other.open(cells(few)) as run:
            (reply,) = run.call("f", [()])
    assert isinstance(reply, Returned), reply
    assert reply.value == 28


def _may_have_own_users() -> bool:
    return subprocess.run(["unshare", "--user", "true"], check=False).returncode == 0


def test_descriptors_are_bounded(open_run: Open) -> None:
    source = """
        import os
        def f():
            opened = 0
            try:
                while opened < 1000:
                    os.dup(0)
                    opened += 1
            except OSError:
                return opened
    """
    opened = outcome(open_run, source)
    assert isinstance(opened, int)
    assert opened <= 64


def test_limits_cannot_be_raised(open_run: Open) -> None:
    source = """
        import resource
        def f():
            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            return attempt(resource.setrlimit, resource.RLIMIT_AS, (hard, hard)), hard > 0
    """
    refused, bounded = outcome(open_run, source)
    assert refused in ("PermissionError", "ValueError")
    assert bounded
