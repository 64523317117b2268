"""The line between the host and its own worker: JSON lines, with descriptors where they belong.

No student's process ever holds an end of it.
"""

from __future__ import annotations

import json
import socket
from typing import Any


def send(
    line: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None
) -> None:
    data = json.dumps(message).encode() + b"\n"
    sent = socket.send_fds(line, [data], descriptors or [])
    line.sendall(data[sent:])


def receive(line: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The next message; there is never more than one under way. Raises EOFError."""
    data = b""
    descriptors: list[int] = []
    while not data.endswith(b"\n"):
        chunk, new, _, _ = socket.recv_fds(line, 1 << 16, 4)
        if not chunk:
            raise EOFError("the other side has closed")
        data += chunk
        descriptors += new
    return json.loads(data), descriptors
