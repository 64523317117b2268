from tests.attacks import payload


def build(folder, target):
    aside = folder.with_name(folder.name + "-aside")
    aside.mkdir()
    (aside / "tiny.ipynb").symlink_to(target["neighbour"])
    (folder / "attack").symlink_to(aside)
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
