import json

from tests.attacks import payload


def build(folder, target):
    cells = [
        {"cell_type": "code", "input": source, "language": "python", "outputs": []}
        for source in payload.RIGHT
    ]
    document = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": cells}],
    }
    (folder / "attack.ipynb").write_text(json.dumps(document))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
