from tests.attacks import payload


def build(folder, target):
    deep = b'{"cells": [], "metadata": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    (folder / "attack.ipynb").write_bytes(deep)
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
