import json

from tests.attacks import payload


def build(folder, target):
    document = {**payload.document(), "nbformat": 99, "cells": {"first": {"code": "1"}}}
    (folder / "attack.ipynb").write_text(json.dumps(document))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
