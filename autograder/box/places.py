"""Which files a student's process may see: the interpreter, its standard library, numpy."""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import numpy as np

INSIDE = Path(__file__).resolve().parent / "inside"
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
SYSTEM = (
    *("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/etc/ld.so.cache"),
    "/usr/share/zoneinfo",  # the library has none of its own
)
_PACKAGES = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class Places:
    """Absolute paths on this machine."""

    python: str
    """The interpreter itself; of a virtual environment, the one that it was made with."""
    libraries: tuple[str, ...]
    """Folders with the standard library and the shared libraries that the interpreter brought."""
    standard_library: str
    hidden: tuple[str, ...]
    """Folders of installed packages below these, which are nobody's concern."""
    numpy: tuple[str, ...]
    """The package, and the shared libraries that its wheel brought."""

    @property
    def numpy_parent(self) -> str:
        return str(Path(self.numpy[0]).parent)

    @classmethod
    def of_this_interpreter(cls) -> Places:
        base = Path(sys.base_prefix)
        libraries = [
            str(folder)
            for folder in (base / "lib", base / "lib64")
            if folder.is_dir() and not str(folder).startswith(SYSTEM)
        ]
        standard = sysconfig.get_path("stdlib")
        hidden = [Path(standard) / name for name in _PACKAGES]
        hidden += [
            Path(folder) / "python3" / "dist-packages" for folder in (*libraries, *SYSTEM[:2])
        ]
        package = Path(np.__file__).resolve().parent
        return cls(
            python=os.path.realpath(getattr(sys, "_base_executable", sys.executable)),
            libraries=tuple(libraries),
            standard_library=standard,
            hidden=tuple(str(folder) for folder in hidden if folder.is_dir()),
            numpy=tuple(
                str(folder)
                for folder in (package, package.with_name("numpy.libs"))
                if folder.is_dir()
            ),
        )

    def readable(self) -> list[str]:
        """For Landlock, whose grants reach all below a path: hidden folders are gone around."""
        listed = Path(self.standard_library).iterdir()
        return [
            *SYSTEM,
            *(str(path) for path in listed if path.name not in _PACKAGES),
            *self.numpy,
            *DEVICES,
        ]
