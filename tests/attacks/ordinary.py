"""This interpreter for a user without any rights, when the tests run as root."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

UID = 64_000 + os.getpid() % 1_000
"""A user that nobody else is, so that all its processes are ours."""

# Programs may start with rights that they then lose, so the look is for the library as well.
_TRY = ["-c", "import sys, numpy, yaml; sys.exit(sys.base_prefix != sys.argv[1])", sys.base_prefix]


@cache
def as_ordinary_user() -> tuple[str, ...]:
    """What to put before [sys.executable, ...]: nothing for an ordinary user.

    As root: drop to `UID`, seeing the interpreter even where it lies below a closed home. That
    happens in a mount namespace of the command's own, which shows the closed folder as empty but
    for the interpreter. Raises RuntimeError if this machine allows neither.
    """
    if os.geteuid() != 0:
        return ()
    drop = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--no-new-privs"]
    for way in (drop, [*_shown_through(), *drop]):
        tried = subprocess.run([*way, sys.executable, *_TRY], capture_output=True, check=False)
        if tried.returncode == 0:
            return tuple(way)
    raise RuntimeError("this interpreter cannot be run by an ordinary user on this machine")


def _shown_through() -> list[str]:
    prefix = Path(sys.base_prefix).resolve()
    closed = next((p for p in reversed(prefix.parents) if not p.stat().st_mode & 0o001), prefix)
    folder, home = shlex.quote(str(prefix)), shlex.quote(str(closed))
    script = (
        f"mount --bind {folder} /mnt && mount -t tmpfs -o mode=755,size=1m tmpfs {home} && "
        f'mkdir -p {folder} && mount --move /mnt {folder} && exec "$@"'
    )
    return ["unshare", "--mount", "--propagation=private", "sh", "-c", script, "sh"]
