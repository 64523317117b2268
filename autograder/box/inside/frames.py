"""How messages look on the socket between the host and a submission: a prefix, JSON, raw bytes."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from json import JSONDecoder, JSONEncoder
from typing import Any

PREFIX = struct.Struct(">4sIQ")
"""The mark, the header's length in bytes, the payload's."""
MARK = b"AGB1"
MAX_HEADER = 64 * 1024
"""In bytes, of what comes out of the box."""

# Bound here, before a student could replace them.
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = JSONDecoder().decode
_read, _write = os.read, os.write
_join = b"".join


def encode(document: object) -> bytes:
    """A header, or a part of one, as JSON."""
    return _encode(document).encode("utf-8", "replace")


def pack(header: object) -> bytes:
    """One frame without a payload."""
    return pack_encoded(encode(header), [])


def pack_encoded(header: bytes, payload: Sequence[bytes]) -> bytes:
    """One frame, its header encoded already."""
    return _join([PREFIX.pack(MARK, len(header), sum(map(len, payload))), header, *payload])


def send(descriptor: int, frame: bytes) -> None:
    view = memoryview(frame)
    while view:
        view = view[_write(descriptor, view) :]


def receive(descriptor: int) -> tuple[dict[str, Any], bytes]:
    """The next message of the host, which is trusted. Raises EOFError when it has closed."""
    _, head, payload = PREFIX.unpack(_exactly(descriptor, PREFIX.size))
    header = _decode(_exactly(descriptor, head).decode())
    return header, _exactly(descriptor, payload)


def _exactly(descriptor: int, count: int) -> bytes:
    chunks = []
    while count:
        chunk = _read(descriptor, min(count, 1 << 20))
        if not chunk:
            raise EOFError("the host has closed")
        chunks.append(chunk)
        count -= len(chunk)
    return _join(chunks)
