"""Names that come from outside: of students' files and folders."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_CHARACTERS = 80
MAX_BYTES = 200  # a file system allows 255, and feedback files add an ending of their own
_UNWANTED = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_UNSEEN = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159]"
    r"|(?<![\xa9\xae\u203c-\u9fff\U0001f000-\U0003ffff])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""What draws nothing and is a letter, a symbol or an accent; some symbols and ideographs rightly
come with one.
"""
_SPACES = re.compile(r"[ \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
"""No table shows how many or which there are."""


def normal(name: str) -> str:
    """The name as it is compared: composed, since macOS sends Korean names in pieces, and with
    plain single spaces.
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", name)).strip()


def is_safe(name: str) -> bool:
    """Whether the name can stand in a path, a log and a page and look like what it is."""
    return (
        bool(name)
        and not name.startswith(".")
        and len(name) <= MAX_CHARACTERS
        and not any(_unwanted(char) for char in name)
        and not _UNSEEN.search(name)
        and len(name.encode()) <= MAX_BYTES
    )


def display(name: str) -> str:
    """The name with every unsafe character spelt out, and shortened; equal only for equal names."""
    spelt = "".join(_code(char) if _unwanted(char) else char for char in name)
    spelt = _UNSEEN.sub(lambda found: _code(found[0]), spelt)
    if spelt.startswith("."):
        spelt = f"[U+002E]{spelt[1:]}"
    if len(spelt) <= MAX_CHARACTERS and len(spelt.encode()) <= MAX_BYTES:
        return spelt or "[]"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{spelt[:40]}...{digest}"


def _code(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def _unwanted(char: str) -> bool:
    return char in "/\\" or unicodedata.category(char) in _UNWANTED
