from tests.attacks import payload

PART_TIME = """
while True:
    busy = time.process_time() + 0.02
    while time.process_time() < busy:
        pass
    time.sleep(0.07)
"""
ENDS = "import os, time\ndef square(x):\n    os._exit(1)\nsquare_gradient = square"


def build(folder, target):
    (folder / "attack.ipynb").write_bytes(payload.notebook(ENDS, *[PART_TIME] * 12))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
