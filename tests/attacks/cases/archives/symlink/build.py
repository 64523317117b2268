import zipfile

from tests.attacks import payload


def build(folder, target):
    link = zipfile.ZipInfo("attack.ipynb")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    return payload.zipped(folder / "all.zip", {link: target["neighbour"].encode()})
