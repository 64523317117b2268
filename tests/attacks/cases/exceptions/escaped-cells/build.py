from tests.attacks import payload

TEXT = r'"\U000e0001" * 30_000 + "\U0001f600"'
LOUD = f"print({TEXT})\nraise ValueError({TEXT})"


def build(folder, target):
    sources = [*payload.RIGHT, *([LOUD] * (2_000 - len(payload.RIGHT)))]
    (folder / "attack.ipynb").write_bytes(payload.notebook(*sources))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
