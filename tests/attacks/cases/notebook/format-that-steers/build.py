import json

from tests.attacks import payload


def build(folder, target):
    document = {**payload.document(), "nbformat": "\x1b[2J\u202e<script>", "cells": None}
    (folder / "attack.ipynb").write_text(json.dumps(document))
    (folder / "neighbour.ipynb").write_bytes(payload.notebook())
    return folder
