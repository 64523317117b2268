from tests.attacks import payload


def build(folder, target):
    (folder / "attack\n# passed.ipynb").write_bytes(payload.notebook())
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
