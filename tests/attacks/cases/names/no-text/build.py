import os

from tests.attacks import payload


def build(folder, target):
    name = os.path.join(os.fsencode(folder), b"attack\xff.ipynb")
    with open(name, "wb") as file:
        file.write(payload.notebook())
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
