"""The walls around one submission, built by itself in the fork, before any code of a student runs.

`enclose` reads as the list of them. The theory of operation is in docs/architecture.md.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
from dataclasses import dataclass
from typing import Any

from . import kernel, landlock, seccomp

SOCKET = 3
"""The one descriptor that a student's process holds, besides /dev/null three times."""

# The worker's own network namespace serves all its forks: it is empty, and no call of the seccomp
# list makes a socket. To make and to clear away one for each costs more than the rest together.
_OWN_NAMESPACES = kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS


@dataclass(frozen=True)
class Plan:
    """What the host decided. `level` is a value of `autograder.box.level.Isolation`."""

    level: str
    uid: int | None
    """Whom to become when the worker is root; None for an ordinary user's worker."""
    grants: tuple[tuple[str, int], ...]
    """Landlock's: paths and the rights below them."""
    scratch_bytes: int
    die_with_parent: bool

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> Plan:
        grants = tuple((path, rights) for path, rights in document.pop("grants"))
        return cls(grants=grants, **document)

    @property
    def namespaces(self) -> bool:
        return self.level == "namespaces"

    @property
    def landlock(self) -> bool:
        return self.level in ("namespaces", "landlock")

    @property
    def seccomp(self) -> bool:
        return self.level != "process"


class Walls:
    """What the worker prepares once, for all the submissions that it will fork."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._worker = os.getpid()
        # Asked here: under the fork's own limit a higher descriptor of the host's would stay open.
        self._highest_descriptor = _highest_descriptor()
        self._rules: int | None = None
        # Before the death signal is asked for: the kernel forgets it.
        own_users = plan.landlock and plan.uid is None and not plan.namespaces and _own_users()
        self.counted_alone = plan.namespaces or plan.uid is not None or own_users
        if plan.die_with_parent:
            kernel.prctl("PR_SET_PDEATHSIG", kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if plan.seccomp:
            seccomp.prepare()
        if plan.namespaces:
            # What a submission mounts must not come back to the worker.
            kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
            self._own = os.pidfd_open(self._worker)
        elif plan.landlock:
            # Many rules, the same for all, and some paths can be opened by root alone.
            self._rules = landlock.ruleset(plan.grants)
        if own_users or (plan.seccomp and plan.uid is not None):
            kernel.drop_bounding_set()

    def fork(self) -> int:
        """`os.fork`, the child being the first process of a pid namespace where there are any."""
        if not self.plan.namespaces:
            return os.fork()
        kernel.unshare(kernel.CLONE_NEWPID)
        child = -1
        try:
            child = os.fork()
        finally:
            if child != 0:  # the next child gets a namespace of its own again
                kernel.setns(self._own, kernel.CLONE_NEWPID)
        return child

    def enclose(self, socket: int, limits: list[tuple[int, int]]) -> None:
        """Builds the walls around this process, for good. Raises OSError if one cannot stand."""
        plan = self.plan
        self._die_with_the_worker()
        if plan.namespaces:
            self._own_view()
        rules = self._rules
        if plan.landlock and rules is None:
            rules = landlock.ruleset(plan.grants)
        for name, value in limits:
            _limit(name, value)
        self._become_nobody()
        os.chdir("/tmp" if plan.namespaces else "/")  # noqa: S108  # a tmpfs of its own
        if plan.seccomp:
            kernel.drop_capabilities()
            kernel.prctl("PR_SET_DUMPABLE", kernel.PR_SET_DUMPABLE, 0)
            kernel.prctl("PR_SET_NO_NEW_PRIVS", kernel.PR_SET_NO_NEW_PRIVS, 1)
            # The kernel forgets it when the user changes.
            self._die_with_the_worker()
        if rules is not None:
            landlock.restrict(rules)
        _keep_only(socket, self._highest_descriptor)
        if plan.seccomp:
            seccomp.install()

    def _die_with_the_worker(self) -> None:
        if not self.plan.seccomp:
            return
        kernel.prctl("PR_SET_PDEATHSIG", kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        # 0: the worker is outside of this process's pid namespace.
        if os.getppid() != (0 if self.plan.namespaces else self._worker):
            os._exit(1)

    def _own_view(self) -> None:
        """Mounts, names and queues of its own, with one small place to write to."""
        kernel.unshare(_OWN_NAMESPACES)
        owner = f",uid={self.plan.uid},gid={self.plan.uid}" if self.plan.uid is not None else ""
        kernel.mount(
            "tmpfs",
            "/tmp",  # noqa: S108  # the sandbox's own
            "tmpfs",
            kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC,
            f"size={self.plan.scratch_bytes},nr_inodes=512,mode=700{owner}",
        )

    def _become_nobody(self) -> None:
        """A user without any capability, alone in its count of processes."""
        uid = self.plan.uid
        if uid is not None:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
        elif self.plan.namespaces:
            # RLIMIT_NPROC counts within a user namespace, not what the same user runs outside.
            kernel.unshare(kernel.CLONE_NEWUSER)
            kernel.drop_bounding_set()


def _own_users() -> bool:
    """A user namespace of the worker's own, if the machine allows it: RLIMIT_NPROC counts within.

    Otherwise one submission of an ordinary user's could have all the threads of those beside it.
    """
    try:
        kernel.unshare(kernel.CLONE_NEWUSER)
    except OSError:
        return False
    return True


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _keep_only(socket: int, highest: int) -> None:
    """Closes every descriptor but the socket; 0, 1 and 2 become /dev/null."""
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    if socket != SOCKET:
        os.dup2(socket, SOCKET, inheritable=False)
    gc.freeze()  # nothing inherited is closed a second time by the collector
    os.closerange(SOCKET + 1, highest)


def _highest_descriptor() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1 << 16 if soft == resource.RLIM_INFINITY else soft
