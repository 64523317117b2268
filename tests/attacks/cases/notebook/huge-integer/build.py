from tests.attacks import payload


def build(folder, target):
    number = b'"execution_count": ' + b"9" * 500_000
    whole = payload.notebook().replace(b'"execution_count": null', number, 1)
    (folder / "attack.ipynb").write_bytes(whole)
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
