"""Text from outside in a form that every database takes."""

from __future__ import annotations


def storable(text: str) -> str:
    """`text` with lone surrogates and zero bytes, which no database takes, as their escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
