from tests.attacks import payload


def build(folder, target):
    (folder / "attack.ipynb").mkdir()
    (folder / "attack.ipynb" / "tiny.ipynb").write_bytes(payload.notebook())
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
