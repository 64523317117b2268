from tests.attacks import payload


def build(folder, target):
    (folder / "attack.ipynb").write_bytes(payload.notebook()[:-40])
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
