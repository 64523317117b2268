from tests.attacks import payload


def build(folder, target):
    inner = payload.zipped(folder / "inner.zip", {"tiny.ipynb": payload.notebook()})
    packed = inner.read_bytes()
    return payload.zipped(folder / "all.zip", {"attack.zip": packed})
