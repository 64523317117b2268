import json

from tests.attacks import payload


def build(folder, target):
    document = payload.document(*payload.RIGHT)
    for cell in document["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    del document["metadata"]
    (folder / "attack.ipynb").write_text(json.dumps(document))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
