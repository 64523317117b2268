from tests.attacks import payload


def build(folder, target):
    (folder / "attack\u202egnp.ipynb").write_bytes(payload.notebook())
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
