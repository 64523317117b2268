from tests.attacks import payload


def build(folder, target):
    (folder / "<script>alert(1)<script>.ipynb").write_bytes(payload.notebook())
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
