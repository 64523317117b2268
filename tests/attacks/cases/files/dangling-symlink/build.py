from tests.attacks import payload


def build(folder, target):
    (folder / "attack.ipynb").symlink_to(folder / "nowhere")
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
