from tests.attacks import payload


def build(folder, target):
    with (folder / "attack.ipynb").open("wb") as file:
        file.truncate(64 * 2**30)
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
