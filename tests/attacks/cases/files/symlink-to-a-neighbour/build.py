from tests.attacks import payload


def build(folder, target):
    (folder / "attack.ipynb").symlink_to(target["neighbour"])
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
