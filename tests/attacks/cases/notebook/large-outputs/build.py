from tests.attacks import payload


def build(folder, target):
    outputs = b'"outputs": [' + b"{}," * (50 * 2**20 // 3) + b"{}]"
    whole = payload.notebook().replace(b'"outputs": []', outputs, 1)
    (folder / "attack.ipynb").write_bytes(whole)
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
