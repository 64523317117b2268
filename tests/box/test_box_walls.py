"""Attempts of a hostile submission. All are harmless where they are not refused."""

from __future__ import annotations

import errno
import os
import platform
import socket
from pathlib import Path
from typing import Any

import pytest

from autograder.box.box import Box
from autograder.box.level import Isolation
from autograder.box.reply import Raised, Returned

from .conftest import Open, cells, start

REPO = Path(__file__).resolve().parents[2]

ATTEMPT = '''
def attempt(action, *arguments):
    """None, or the name of what it raised."""
    try:
        action(*arguments)
    except BaseException as error:
        return type(error).__name__
'''

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


def outcome(open_run: Open, source: str, *arguments: object) -> Any:
    """What the function `f` of this cell returns."""
    (reply,) = open_run(ATTEMPT, source).call("f", [arguments])
    assert isinstance(reply, Returned), reply
    return reply.value


def test_nothing_outside_of_python_and_numpy_can_be_read(open_run: Open, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.write_text("canary")
    paths = [marker, REPO / "pyproject.toml", Path("/etc/passwd"), Path("/proc/self/environ")]
    source = """
        def f(paths):
            return [attempt(lambda: open(path).read()) for path in paths]
    """
    refused = outcome(open_run, source, [str(path) for path in paths])
    assert set(refused) <= {"PermissionError", "FileNotFoundError"}


def test_folders_outside_cannot_be_listed(open_run: Open, tmp_path: Path) -> None:
    source = """
        import os
        def f(paths):
            return [attempt(os.listdir, path) for path in paths]
    """
    paths = [str(tmp_path), str(REPO), str(REPO / "autograder"), "/home", "/etc/ssl", "/sys"]
    assert None not in outcome(open_run, source, paths)


def test_proc_shows_nobody(open_run: Open) -> None:
    source = """
        import os
        def f():
            try:
                return len(os.listdir("/proc"))
            except OSError:
                return 0
    """
    assert outcome(open_run, source) == 0


def test_nothing_outside_can_be_written(open_run: Open, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    target = tmp_path / "report.json"
    source = """
        def f(path):
            return attempt(open, path, "w")
    """
    assert outcome(open_run, source, str(target)) is not None
    assert not target.exists()


def test_modes_and_times_of_the_hosts_own_files_stay(open_run: Open, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch(0o644)
    before = target.stat()
    source = """
        import os
        def f(path):
            return [
                attempt(os.chmod, path, 0o600),
                attempt(os.utime, path, (0, 0)),
                attempt(os.truncate, path, 9),
                attempt(os.rename, path, path + "x"),
                attempt(os.unlink, path),
            ]
    """
    assert None not in outcome(open_run, source, str(target))
    assert target.stat() == before


def test_what_one_submission_writes_the_next_does_not_see(box: Box, open_run: Open) -> None:
    source = """
        import os
        def f():
            before = attempt(os.stat, "left.txt")
            return before, attempt(lambda: open("left.txt", "w").close())
    """
    first, second = outcome(open_run, source), outcome(open_run, source)
    written = None if box.isolation is Isolation.NAMESPACES else "PermissionError"
    assert first == second == ("FileNotFoundError", written)


def test_the_working_folder_is_small(open_run: Open) -> None:
    source = """
        def write():
            for number in range(64):
                with open(f"{number}.bin", "wb") as file:
                    file.write(bytes(1 << 20))
        def f():
            return attempt(write)
    """
    assert outcome(open_run, source) in ("OSError", "PermissionError")


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


def test_only_the_own_socket_is_open(open_run: Open) -> None:
    source = """
        import os
        def f():
            return [number for number in range(64) if attempt(os.fstat, number) is None]
    """
    assert outcome(open_run, source) == [0, 1, 2, 3]


def test_a_host_with_many_open_files_hands_none_of_them_on(box: Box) -> None:
    source = """
        import os
        def f():
            found = []
            for number in range(1024):
                try:
                    os.fstat(number)
                except OSError:
                    continue
                found.append(number)
            return found
    """
    # Beyond the number of descriptors that a submission may have.
    open_files = [os.open(os.devnull, os.O_RDONLY) for _ in range(100)]
    try:
        with start(box.isolation) as fresh, fresh.open(cells(source)) as run:
            (reply,) = run.call("f", [()])
    finally:
        for number in open_files:
            os.close(number)
    assert isinstance(reply, Returned)
    assert reply.value == [0, 1, 2, 3]


def test_the_environment_of_the_host_is_not_inherited(
    monkeypatch: pytest.MonkeyPatch, box: Box
) -> None:
    monkeypatch.setenv("AUTOGRADER_CANARY", "secret")
    source = """
        import os
        def f():
            return sorted(os.environ)
    """
    with start(box.isolation) as fresh, fresh.open(cells(source)) as run:
        (reply,) = run.call("f", [()])
    assert isinstance(reply, Returned)
    assert "AUTOGRADER_CANARY" not in reply.value
    assert {"PATH", "USER"}.isdisjoint(reply.value)


def test_other_packages_of_the_host_cannot_be_imported(open_run: Open) -> None:
    source = """
        import importlib
        def f(names):
            return [attempt(importlib.import_module, name) for name in names]
    """
    names = ["pytest", "yaml", "django", "nbformat", "autograder", "pip"]
    assert outcome(open_run, source, names) == ["ModuleNotFoundError"] * len(names)


def test_no_module_of_the_host_side_is_in_memory(open_run: Open) -> None:
    source = """
        import sys
        def f():
            return [name for name in sys.modules if "autograder" in name or "wire" in name]
    """
    assert outcome(open_run, source) == []


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


def test_random_numbers_differ_between_submissions(open_run: Open) -> None:
    source = """
        import random
        import numpy as np
        def f():
            return random.random(), np.random.rand()
    """
    first, second = outcome(open_run, source), outcome(open_run, source)
    assert set(first).isdisjoint(second)


def test_patched_numpy_stays_in_its_own_submission(open_run: Open) -> None:
    spoilt = "import numpy as np\nnp.mean = lambda *a: 7\ndef f():\n    return np.mean([1, 2, 3])"
    assert outcome(open_run, spoilt) == 7
    assert outcome(open_run, spoilt.replace("np.mean = lambda *a: 7\n", "")) == 2.0


def test_a_refused_attempt_reads_as_a_python_error(open_run: Open) -> None:
    (reply,) = open_run("import os\ndef f():\n    os.system('true')\n    os.fork()").call("f", [()])
    assert isinstance(reply, Raised)
    assert reply.type == "PermissionError"
