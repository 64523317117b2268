from tests.attacks import payload


def build(folder, target):
    path = payload.zipped(folder / "all.zip", {"attack.ipynb": payload.notebook()})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path
