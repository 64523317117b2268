from tests.attacks import payload


def build(folder, target):
    name = target["open"] + "/escaped.ipynb"
    return payload.zipped(folder / "all.zip", {name: payload.notebook()})
