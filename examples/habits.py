"""What editors and people do to a notebook before they send it: one function a habit.

A habit changes a notebook of nbformat 4 (plain JSON values) in place; a habit of the file changes
its bytes. Habits may take one word, such as `copied_cell mse`.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from collections.abc import Callable
from typing import Any

import nbformat

Notebook = dict[str, Any]
Cell = dict[str, Any]

_HANGUL = re.compile("[가-힣]")


def cell_with_id(notebook: Notebook, grade_id: str) -> Cell:
    """The cell that nbgrader knows by `grade_id`; raises KeyError."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            return cell  # type: ignore[no-any-return]
    raise KeyError(grade_id)


def code_cells(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def one_language(notebook: Notebook, language: str) -> None:
    """The text in the other language, English or Korean, was deleted."""
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] != "markdown"
        or bool(_HANGUL.search(cell["source"])) == (language == "ko")
    ]


def colab(notebook: Notebook, _: str) -> None:
    """Google Colab's metadata, with ids of its own and where each cell ran."""
    notebook["metadata"] = {
        "colab": {"provenance": [], "collapsed_sections": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
        "gpuClass": "standard",
    }
    for number, cell in enumerate(code_cells(notebook)):
        cell["metadata"] |= {
            "id": f"C{number:03}aBcDeFgH",
            "colab": {"base_uri": "https://localhost:8080/"},
            "executionInfo": {
                "status": "ok",
                "timestamp": 1664600000000 + 1000 * number,
                "user_tz": -540,
                "elapsed": 12,
                "user": {"displayName": "", "userId": ""},
            },
            "outputId": f"b0c1d2e3-{number:04}",
        }


def vscode(notebook: Notebook, _: str) -> None:
    """What Visual Studio Code leaves behind."""
    notebook["metadata"] |= {
        "kernelspec": {"display_name": "Python 3.9.13 ('base')", "name": "python3"},
        "orig_nbformat": 4,
        "vscode": {"interpreter": {"hash": "ad2bdc8ecc057115af97d19610ffacc2b4e99fae6737bb82"}},
    }
    for cell in code_cells(notebook):
        cell["metadata"]["vscode"] = {"languageId": "python"}


def outputs(notebook: Notebook, _: str) -> None:
    """Every code cell was run, and each left its output: text, and a picture from the last."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        cell["execution_count"] = number
        cell["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": [f"[{number}] 통과했습니다!\n"]}
        ]
    code_cells(notebook)[-1]["outputs"].append(
        {
            "output_type": "display_data",
            "metadata": {"needs_background": "light"},
            "data": {
                "image/png": base64.b64encode(_picture()).decode() + "\n",
                "text/plain": ["<Figure size 432x288 with 1 Axes>"],
            },
        }
    )


def out_of_order(notebook: Notebook, _: str) -> None:
    """Cells were run again and again, in any order."""
    for number, cell in enumerate(code_cells(notebook), start=1):
        cell["execution_count"] = 7 * number % 41 + 1


def no_metadata(notebook: Notebook, _: str) -> None:
    """Another editor threw all metadata away."""
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def copied_cell(notebook: Notebook, exercise: str) -> None:
    """The solution cell was copied, first try and all: two cells with one grade_id."""
    cell = cell_with_id(notebook, f"{exercise}-solution")
    first_try = json.loads(json.dumps(cell))
    first_try["source"] = f"def {exercise}(*args):\n    return None   # 첫 번째 시도\n"
    first_try.pop("id", None)
    notebook["cells"].insert(notebook["cells"].index(cell), first_try)


def no_tests(notebook: Notebook, _: str) -> None:
    """All test cells were deleted."""
    notebook["cells"] = [
        cell for cell in notebook["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")
    ]


def in_a_text_cell(notebook: Notebook, exercise: str) -> None:
    """The solution was written into a cell that had been turned into text."""
    cell = cell_with_id(notebook, f"{exercise}-solution")
    cell["cell_type"] = "markdown"
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def nbformat_4_0(notebook: Notebook, _: str) -> None:
    """The first 4.x: cells have no ids."""
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell.pop("id", None)


def nbformat_4_5(notebook: Notebook, _: str) -> None:
    """Cells have ids."""
    notebook["nbformat_minor"] = 5
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number:03}"


def nbformat_3(data: bytes) -> bytes:
    """IPython 2 and older: worksheets, and `input` for a source."""
    untyped: Any = nbformat
    text: str = untyped.v3.writes_json(untyped.convert(untyped.reads(data.decode(), 4), 3))
    return (text + "\n").encode()


def byte_order_mark(data: bytes) -> bytes:
    """Saved by an editor on Windows."""
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


def half_a_file(data: bytes) -> bytes:
    """The upload was cut."""
    return data[: len(data) // 3]


def a_web_page(_: bytes) -> bytes:
    """Not the notebook but the page that showed it was saved."""
    return b"<!DOCTYPE html>\n<html><head><title>Notebook</title></head><body></body></html>\n"


def nothing(_: bytes) -> bytes:
    """The disk was full."""
    return b""


def _picture() -> bytes:
    """A small grey PNG with a diagonal."""
    size = 24
    rows = b"".join(b"\0" + bytes(0 if x == y else 230 for x in range(size)) for y in range(size))

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


OF_NOTEBOOKS: dict[str, Callable[[Notebook, str], None]] = {
    habit.__name__: habit
    for habit in (
        colab, vscode, outputs, out_of_order, no_metadata, copied_cell, no_tests, in_a_text_cell,
        nbformat_4_0, nbformat_4_5,
    )
}  # fmt: skip
OF_FILES: dict[str, Callable[[bytes], bytes]] = {
    habit.__name__: habit
    for habit in (nbformat_3, byte_order_mark, half_a_file, a_web_page, nothing)
}
