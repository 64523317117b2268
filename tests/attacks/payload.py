"""What payloads are made of: notebooks and zip files, honest ones and others."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.attacks.corpus import Attack

RIGHT = (
    "import numpy as np",
    "def square(x):\n    return np.asarray(x) ** 2",
    "def square_gradient(x):\n    return 2 * np.asarray(x)",
)
_GRADE_IDS = {1: "square-solution", 2: "square_gradient-solution"}


def cell(number: int, source: str, **more: Any) -> dict[str, Any]:
    """A code cell as nbgrader releases it, metadata included."""
    name = _GRADE_IDS.get(number)
    mark = {"grade_id": name, "solution": True, "grade": False, "schema_version": 3}
    return {
        "cell_type": "code",
        "id": f"c{number}",
        "metadata": {"nbgrader": mark} if name else {},
        "outputs": [],
        "execution_count": None,
        "source": source,
        **more,
    }


def document(*sources: str) -> dict[str, Any]:
    cells = [cell(number, source) for number, source in enumerate(sources)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


def notebook(*sources: str) -> bytes:
    """The bytes of a notebook with these code cells; the right ones by default."""
    return json.dumps(document(*(sources or RIGHT))).encode()


def hostile_notebook(attack: Attack, target: Mapping[str, Any]) -> bytes:
    """A notebook whose one own cell is the attack; it is told everything worth knowing."""
    told = f"import numpy as np\nTARGET = {dict(target)!r}"
    return notebook(told, attack.payload.read_text(encoding="utf-8"))


def zipped(path: Path, entries: Mapping[str | zipfile.ZipInfo, bytes]) -> Path:
    """A zip of these entries, packed, and of a neighbour's right notebook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
        archive.writestr("neighbour.ipynb", notebook())
    return path


def built(attack: Attack, folder: Path, target: Mapping[str, Any]) -> Path:
    """Runs the attack's build.py, which is ours and writes below `folder` only."""
    spec = importlib.util.spec_from_file_location("attack_payload", attack.payload)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    build: Callable[[Path, Mapping[str, Any]], Path] = module.build
    return build(folder, target)
