import os
import struct
import time


def trickle(x):
    os.write(3, struct.pack(">4sIQ", b"AGB1", 60_000, 0))
    for _ in range(1_000):
        os.write(3, b"[")
        time.sleep(0.05)


square = square_gradient = trickle
