"""Names that come from outside: of students' files and folders."""

from __future__ import annotations

import hashlib
import unicodedata

MAX_CHARACTERS = 80
MAX_BYTES = 200  # a file system allows 255, and feedback files add an ending of their own
_UNWANTED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def normal(name: str) -> str:
    """The name as it is compared: composed, since macOS sends Korean names in pieces."""
    return unicodedata.normalize("NFC", name).strip()


def is_safe(name: str) -> bool:
    """Whether the name can stand in a path, a log and a page and look like what it is."""
    return (
        bool(name)
        and not name.startswith(".")
        and len(name) <= MAX_CHARACTERS
        and not any(_unwanted(char) for char in name)
        and len(name.encode()) <= MAX_BYTES
    )


def display(name: str) -> str:
    """The name with every unsafe character spelt out, and shortened; equal only for equal names."""
    spelt = "".join(f"[U+{ord(char):04X}]" if _unwanted(char) else char for char in name)
    if spelt.startswith("."):
        spelt = f"[U+002E]{spelt[1:]}"
    if len(spelt) <= MAX_CHARACTERS and len(spelt.encode()) <= MAX_BYTES:
        return spelt or "[]"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{spelt[:40]}...{digest}"


def _unwanted(char: str) -> bool:
    return char in "/\\" or unicodedata.category(char) in _UNWANTED
