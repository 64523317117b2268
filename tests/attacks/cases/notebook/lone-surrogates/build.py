from tests.attacks import payload


def build(folder, target):
    sources = [f"{source}  # \ud83d half" for source in payload.RIGHT]
    (folder / "attack.ipynb").write_bytes(payload.notebook(*sources))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
