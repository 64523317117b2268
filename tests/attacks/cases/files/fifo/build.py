import os

from tests.attacks import payload


def build(folder, target):
    os.mkfifo(folder / "attack.ipynb")
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
