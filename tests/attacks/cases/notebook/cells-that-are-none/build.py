import json

from tests.attacks import payload


def build(folder, target):
    document = payload.document(*payload.RIGHT)
    odd = [{"cell_type": "code", "source": value} for value in (None, 7, {"a": 1}, [1, None])]
    document["cells"] += [None, 7, [], "cell", *odd, {"cell_type": ["code"]}]
    document["metadata"] = [None]
    (folder / "attack.ipynb").write_text(json.dumps(document))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
