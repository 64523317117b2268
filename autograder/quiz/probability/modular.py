"""Arithmetic modulo the prime 2^31 − 1 on arrays: exact, so that no tolerance has to be chosen."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

PRIME = 2**31 - 1
Array = NDArray[np.int64]
"""Entries from 0 to PRIME − 1; a product of two fits an int64."""


_FEW = 8
"""Up to here one inversion each is faster than the calls for pairs."""


def inverse(array: Array) -> Array:
    """The reciprocals; raises ZeroDivisionError where an entry is 0.

    Entries are multiplied in pairs down to one product: one true inversion serves them all.
    """
    if not array.all():
        raise ZeroDivisionError
    return _inverse(array.ravel()).reshape(array.shape)


def _inverse(flat: Array) -> Array:
    if flat.size <= _FEW:
        return np.array([pow(entry, -1, PRIME) for entry in flat.tolist()], dtype=np.int64)
    if flat.size % 2:
        return _inverse(np.append(flat, 1))[:-1]
    left, right = flat[0::2], flat[1::2]
    product = _inverse(left * right % PRIME)
    found = np.empty_like(flat)
    found[0::2] = product * right % PRIME
    found[1::2] = product * left % PRIME
    return found


def residue(number: Fraction) -> int:
    """The number modulo the prime; raises ZeroDivisionError for a multiple of it below."""
    if number.denominator % PRIME == 0:
        raise ZeroDivisionError
    return number.numerator * pow(number.denominator, -1, PRIME) % PRIME
