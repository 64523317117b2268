from tests.attacks import payload


def build(folder, target):
    return payload.zipped(folder / "all.zip", {"attack.ipynb": b" " * (200 * 2**20)})
