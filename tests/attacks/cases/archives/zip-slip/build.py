from tests.attacks import payload


def build(folder, target):
    return payload.zipped(folder / "all.zip", {"../escaped.ipynb": payload.notebook()})
