"""Well-formed inputs to begin with, and the words that a coverage-guided run may put in."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import yaml

from autograder.box.inside import frames, values
from tests.fuzz.targets import ROOT
from tests.quiz.bank import quiz_text
from tests.quiz.hostile import HOSTILE

_TINY = ROOT / "tests/tinycourse"

WORDS: dict[str, tuple[str, ...]] = {
    "reply": (
        '"reply":', '"returned"', '"raised"', '"missing"', '"memory"', '"not sent"', '"value":',
        '"changed":[]', '"printed":""', '"cell":1', '"timed_out":', '"skipped":[]', '"error":',
        '"calls_to":', '"message":""', '"traceback":""', '"type":""', '"reason":""', '["l",',
        '["t",', '["c",1.0,2.0]', '["a","f8",[2,3]]', '["n","f4"]', '["p","float",3]', '"b1"',
        '"c16"', "[1099511627776,0]", "4611686018427387903", "NaN", "Infinity", "1e999", "true",
    ),
    "notebook": (
        '"cells":[', '"cell_type":"code"', '"source":', '"input":', '"nbformat":3',
        '"worksheets":[', "NaN", "\\ud800", "\\u0000", "PK\x03\x04", "%PDF", "null", "1e999",
    ),
    "archive": ("PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06", "PK\x06\x07", "../"),
    "course": (
        "title:", "languages:", "seed:", "roster:", "assignments:", "due:", "limits:", "files:",
        "folders:", "records:", "database:", "<<: ", "&a ", "*a", "!!python/name:", "|\n", ">-\n",
        "? ", "- ", "%YAML 1.1", "---\n", "\\ud800", "0x", ".inf", "2026-03-02T23:59:00+09:00",
    ),
    "roster": ("id,name,team", "email", "language", '"', "\r\n", ";", "\xef\xbb\xbf", "\t"),
    "quiz": (
        "id: ", "type: ", "answer: ", "choices: ", "parameters: ", "known_wrong: ", "blanks: ",
        "{{n}}", "{{", "[[size]]", "1e400", ".nan", "-1", "true", "[]", "{}", "[[[]]]", "*a", "&a ",
        "!!python/object:os.system x", "|\n", ">-\n", "- ", "? ", "P(A|", "\\frac{1}{", "9" * 60,
        "variants: 1000", "{from: 0, to: 9999}", "n ** n ** n", "'", '"', "#", "\n", "  ", ": ",
        "single", "multiple", "number", "formula", "probability", "fill_in", "short_text",
    ),
    "answer": (
        "P(", "|", ")", "X_1", "\\frac{", "\\sum_{", "\\prod_{s=1}^{t}", "^", "1e400", "NaN",
        "null", "true", '{"value":', '"reason":', "[", "]", '"', "9" * 60, "1/0", "∑", "…", "x^x^x",
        "\\ud800", "(((((((", "d/dx", "=", ",", "{", "}", "-", "e", "sigmoid(", "max(", "A'", "가",
    ),
}  # fmt: skip


def seeds(target: str) -> Iterator[bytes]:
    """A few inputs for the target, most of them right."""
    yield from {
        "reply": _replies,
        "notebook": _notebooks,
        "archive": _archives,
        "course": lambda: iter([(_TINY / "course.yaml").read_bytes()]),
        "quiz": lambda: (quiz_text(question).encode() for question, _ in _cases()),
        "answer": _answers,
        "roster": lambda: iter([(_TINY / "roster.csv").read_bytes(), b"id,name,team\na,b,c\n"]),
    }[target]()


def _replies() -> Iterator[bytes]:
    for value in (
        None, 1.5, "text", [1.0, 2.0, 3.0, 4.0], (np.zeros(3), 0.5), np.ones((2, 3)),
        np.float32(1), [[1, 2], [3]], np.zeros((1 << 40, 0)), complex(1, 2), np.zeros(3, bool),
    ):  # fmt: skip
        payload: list[bytes] = []
        described = values.encode(value, payload, values.NO_LIMIT)
        reply = {"reply": "returned", "value": described, "changed": [0], "printed": ""}
        head = {"answers": [reply, {"reply": "missing"}]}
        yield b"\2" + json.dumps(head).encode() + b"\0" + b"".join(payload)
    raised = {"reply": "raised", "kinds": ["E"], "message": "m", "traceback": "t"}
    yield b"\2" + json.dumps({"answers": [raised]}).encode()
    yield b"\x82" + frames.pack({"answers": [raised]})
    report = {"cell": 1, "timed_out": False, "skipped": ["%a"], "error": None, "printed": ""}
    yield b"\0" + json.dumps(report).encode()
    yield b"\0" + json.dumps({**report, "error": {**raised, "type": "E"}}).encode()
    yield b"\1" + json.dumps({"calls_to": {"f": ["g"]}}).encode()


def _notebooks() -> Iterator[bytes]:
    cell = {"cell_type": "code", "source": ["x = 1\n", "y"], "metadata": {}, "outputs": []}
    yield json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5}).encode()
    old = {"cell_type": "code", "input": "x", "language": "python"}
    yield json.dumps({"worksheets": [{"cells": [old]}], "nbformat": 3}).encode()
    yield json.dumps({"cells": [{**cell, "source": "가\ud800"}]}).encode("utf-16")


def _cases() -> Iterator[tuple[str, list[Any]]]:
    """The question of each case, as text, and the answers that it is tried with."""
    for case in sorted((ROOT / "tests/quiz/cases").glob("*/*.yaml")):
        question, answers = case.read_text("utf-8").split("\n---\n")
        yield question, [each["answer"] for each in yaml.safe_load(answers)]


def _answers() -> Iterator[bytes]:
    for number, (_, answers) in enumerate(_cases()):
        for answer in answers:
            yield bytes([number]) + json.dumps(answer, default=str).encode()
    for text in HOSTILE.values():
        yield from (bytes([number]) + json.dumps(text).encode() for number in range(0, 25, 4))


def _archives() -> Iterator[bytes]:
    document = next(_notebooks())
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        for layout in ("{}.ipynb", "submitted/{}/tiny/tiny.ipynb", "c/../{}.ipynb", "김{}.ipynb"):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w", packing) as made:
                for student in ("s1", "s2"):
                    made.writestr(layout.format(student), document)
            yield file.getvalue()
