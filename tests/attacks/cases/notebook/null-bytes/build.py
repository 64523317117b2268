from tests.attacks import payload


def build(folder, target):
    sources = [f"{source}\x00\n\x0c" for source in payload.RIGHT]
    (folder / "attack.ipynb").write_bytes(payload.notebook(*sources))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
