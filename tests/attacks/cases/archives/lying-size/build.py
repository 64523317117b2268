import struct

from tests.attacks import payload


def build(folder, target):
    path = payload.zipped(folder / "all.zip", {"attack.ipynb": b" " * (100 * 2**20)})
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 1000)
    path.write_bytes(data)
    return path
