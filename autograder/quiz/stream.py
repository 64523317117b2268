"""Random numbers that are the same on every machine, Python and numpy, for ever.

A stream is HMAC-SHA256 in counter mode. Its key is a secret, its label says what is drawn, so that
nobody without the secret can foretell a draw, and no two draws share numbers.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_WORD_BYTES = 8
_WORDS = 1 << (8 * _WORD_BYTES)


class Stream:
    """The numbers drawn with one key for one label."""

    def __init__(self, key: bytes, *label: str) -> None:
        """Labels that differ anywhere, also in where one part ends, give other streams."""
        parts = [part.encode("utf-8") for part in label]
        self._key = key
        self._label = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        self._block = 0
        self._bytes = b""

    def below(self, count: int) -> int:
        """A whole number from 0 to `count - 1`, each equally likely; `count` is at least 1."""
        fair = _WORDS - _WORDS % count
        while (word := self._word()) >= fair:
            pass
        return word % count

    def choice(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]

    def permutation(self, count: int) -> list[int]:
        """0 to `count - 1` in an order of which each is equally likely (Fisher and Yates)."""
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def _word(self) -> int:
        if not self._bytes:
            message = self._label + self._block.to_bytes(8, "big")
            self._bytes = hmac.digest(self._key, message, "sha256")
            self._block += 1
        word, self._bytes = self._bytes[:_WORD_BYTES], self._bytes[_WORD_BYTES:]
        return int.from_bytes(word, "big")
