from tests.attacks import payload

RAISES = 'print("y" * 10**6)\nraise ValueError("x" * 10**6)'


def build(folder, target):
    sources = [*payload.RIGHT, *([RAISES] * 500)]
    (folder / "attack.ipynb").write_bytes(payload.notebook(*sources))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
