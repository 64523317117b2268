"""The walls as an ordinary user builds them, where these tests are run by root.

The interpreter may lie below a folder that only root can enter. In a mount namespace of its own
that folder becomes the ordinary user's home, closed to everybody else: the usual case.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
UID = 54321
# $1: the user, $2: the closed folder or empty, $3: the interpreter's prefix, then the command
SETUP = """
set -e
uid=$1 closed=$2 prefix=$3; shift 3
if [ -n "$closed" ]; then
    aside=$(mktemp -d)
    mount --bind "$prefix" "$aside"
    mount -t tmpfs -o mode=700,uid=$uid,gid=$uid tmpfs "$closed"
    mkdir -p "$prefix"
    mount --move "$aside" "$prefix"
    rmdir "$aside"
    chmod 755 "$(dirname "$prefix")"
fi
exec setpriv --reuid $uid --regid $uid --clear-groups --inh-caps=-all --bounding-set=-all "$@"
"""


def closed_folder_above(prefix: Path) -> str:
    """The outermost folder on the way that only its owner can enter; empty if there is none."""
    for folder in reversed(prefix.parents):
        if not folder.stat().st_mode & 0o001:
            return str(folder)
    return ""


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests are an ordinary user's already")
@pytest.mark.skipif(not shutil.which("setpriv") or not shutil.which("unshare"), reason="util-linux")
def test_the_walls_stand_for_an_ordinary_user() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to this user
        os.chown(folder, UID, UID)
        done = run_the_wall_tests(f"{folder}/base")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
    assert " passed" in done.stdout


def run_the_wall_tests(folder: str) -> subprocess.CompletedProcess[str]:
    prefix = Path(sys.base_prefix)
    tests = [HERE / f"test_box_{name}.py" for name in ("walls", "files", "inherited", "lifetime")]
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [
            *("unshare", "--mount", "--propagation", "private", "sh", "-c", SETUP, "sh"),
            *(str(UID), closed_folder_above(prefix), str(prefix)),
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs"),
            *(f"--basetemp={folder}", *map(str, tests)),
        ],
        capture_output=True,
        text=True,
        cwd=HERE.parents[1],
        env=environment,
        timeout=120,
        check=False,
    )
