"""The command line that puts the warm worker into a view of the file system of its own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.box.places import DEVICES, INSIDE, SYSTEM, Places

CODE = "/box"
PACKAGES = "/site"
# To fork submissions into namespaces, give up being root, and leave nothing to be gained by it.
_CAPABILITIES = ("CAP_SYS_ADMIN", "CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")


def executable() -> str | None:
    return shutil.which("bwrap")


def command(
    bwrap: str, places: Places, environment: Mapping[str, str], *, root: bool, die_with_parent: bool
) -> list[str]:
    """Everything up to the program to run. Nothing of the course or of a home is bound."""
    line = [bwrap, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    line += [] if root else ["--unshare-user"]
    line += ["--die-with-parent"] if die_with_parent else []
    line += ["--cap-drop", "ALL"]
    for capability in _CAPABILITIES:
        line += ["--cap-add", capability]
    binds = [(path, path) for path in (*SYSTEM, *places.libraries, places.python)]
    binds += [(package, f"{PACKAGES}/{Path(package).name}") for package in places.numpy]
    binds.append((str(INSIDE), f"{CODE}/{INSIDE.name}"))
    for folder in _folders_above([target for _, target in binds] + list(DEVICES)):
        # Made by hand: bubblewrap would close them to everybody but root.
        line += ["--dir", folder]
    for source, target in binds:
        line += ["--ro-bind-try", source, target]
    for folder in places.hidden:
        line += ["--tmpfs", folder, "--remount-ro", folder]
    for device in DEVICES:
        # One by one: --dev would make a second user namespace.
        line += ["--dev-bind", device, device]
    # An empty /proc, and a /tmp for each submission to mount its own upon.
    line += ["--dir", "/proc", "--dir", "/tmp", "--remount-ro", "/"]  # noqa: S108
    line += ["--chdir", "/", "--clearenv"]
    for name, value in environment.items():
        line += ["--setenv", name, value]
    return [*line, "--"]


def _folders_above(targets: list[str]) -> list[str]:
    """The folders that hold the targets, outermost first, but for those within another target."""
    above = {folder for target in targets for folder in Path(target).parents}
    within = {Path(target) for target in targets}
    return sorted(
        str(folder)
        for folder in above
        if folder != Path("/") and not within & {folder, *folder.parents}
    )
