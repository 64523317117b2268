from tests.attacks import payload


def build(folder, target):
    marked = [f"%matplotlib inline\n!touch escaped\n{source}\nlen?" for source in payload.RIGHT]
    (folder / "attack.ipynb").write_bytes(payload.notebook(*marked))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
