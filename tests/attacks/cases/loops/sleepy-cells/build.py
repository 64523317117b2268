from tests.attacks import payload


def build(folder, target):
    sleepy = ["import time\ntime.sleep(0.9)"] * 12
    (folder / "attack.ipynb").write_bytes(payload.notebook(*sleepy, *payload.RIGHT))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
