"""Writes examples/cohort/ from the released notebooks and examples/submissions/.

    python -m examples.make_cohort [FOLDER]

Same input, same bytes. Nothing here runs what a student wrote.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import yaml

from examples.habits import OF_FILES, OF_NOTEBOOKS, Cell, Notebook, cell_with_id, one_language
from examples.script import Script, cells_of, read_script

HERE = Path(__file__).parent
ROOT = HERE.parent
ASSIGNMENTS = ("sgd", "rnn")
_README = """\
# The sample cohort

What students really send, made by `examples/make_cohort.py` from the released notebooks and
`examples/submissions/`. Do not edit here. The hostile ones are harmless by construction: bounded in
count, size and time, and they run in the box only. `expected.yaml` says what becomes of each;
`tests/examples/test_cohort.py` holds it against real grading.
"""


def main(arguments: list[str]) -> None:
    """Write the cohort into the folder named, or into examples/cohort."""
    folder = Path(arguments[0]) if arguments else HERE / "cohort"
    scripts = {assignment: scripts_of(assignment) for assignment in ASSIGNMENTS}
    for assignment, those in scripts.items():
        (folder / assignment).mkdir(parents=True, exist_ok=True)
        for script in those:
            path = folder / assignment / f"{script.name}.ipynb"
            path.write_bytes(submission(assignment, script))
    (folder / "README.md").write_text(_readme(scripts), encoding="utf-8")
    (folder / "expected.yaml").write_text(_expected(scripts), encoding="utf-8")


def scripts_of(assignment: str) -> list[Script]:
    """Every submission of one assignment, by name."""
    return [read_script(path) for path in sorted((HERE / "submissions" / assignment).glob("s*.py"))]


def submission(assignment: str, script: Script) -> bytes:
    """The bytes that this student sends."""
    notebook = released(assignment)
    # Most delete what they do not read. It also keeps the cohort small.
    one_language(notebook, "en" if script.name.endswith(("3", "6", "9")) else "ko")
    for place, source in {**_base(assignment, script, notebook), **script.cells}.items():
        _put(notebook, place, source)
    habits = [habit.partition(" ") for habit in script.habits]
    for name, _, word in habits:
        if name in OF_NOTEBOOKS:
            OF_NOTEBOOKS[name](notebook, word)
        elif name not in OF_FILES:
            raise ValueError(f"{assignment}/{script.name}: no habit is called {name}")
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    data = (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()
    for name, _, _ in habits:
        if name in OF_FILES:
            data = OF_FILES[name](data)
    return data


def released(assignment: str) -> Notebook:
    """The notebook that students got, each cell's source as one string."""
    path = ROOT / "assignments" / assignment / f"{assignment}.ipynb"
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def exercises_of(notebook: Notebook) -> tuple[str, ...]:
    """The exercises' names, from the grade cells."""
    metadata = (cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"])
    return tuple(cell["grade_id"] for cell in metadata if cell.get("grade"))


def _base(assignment: str, script: Script, notebook: Notebook) -> dict[str, str]:
    """The solution cells that a submission starts from."""
    if script.based_on == "released":
        return {}
    exercises = exercises_of(notebook)
    cells = cells_of(HERE / "submissions" / assignment / "plain.py", exercises)
    if script.based_on == "plain":
        return cells
    if script.based_on.startswith("solutions/"):
        return cells | cells_of(ROOT / script.based_on, exercises)
    return cells | cells_of(HERE / "submissions" / assignment / f"{script.based_on}.py", exercises)


def _put(notebook: Notebook, place: str, source: str) -> None:
    """Put a source into a notebook; see examples/script.py for the places."""
    kind, _, exercise = place.partition(" ")
    if kind == "first":
        notebook["cells"].insert(0, _code_cell(source))
    elif kind == "last":
        notebook["cells"].append(_code_cell(source))
    elif kind == "after":
        tests = cell_with_id(notebook, exercise)
        notebook["cells"].insert(notebook["cells"].index(tests) + 1, _code_cell(source))
    elif kind == "test":
        cell_with_id(notebook, exercise)["source"] = source
    else:
        cell_with_id(notebook, f"{place}-solution")["source"] = source


def _code_cell(source: str) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def _readme(scripts: dict[str, list[Script]]) -> str:
    parts = [_README]
    for assignment, those in scripts.items():
        parts.append(
            f"\n## {assignment}\n\n| | what it is | status | loses points in |\n|---|---|---|---|\n"
        )
        for script in those:
            loses = script.loses if isinstance(script.loses, str) else ", ".join(script.loses)
            parts.append(f"| {script.name} | {script.description} | {script.status} | {loses} |\n")
    return "".join(parts)


def _expected(scripts: dict[str, list[Script]]) -> str:
    outcomes = {
        assignment: {
            script.name: {
                "status": script.status,
                **({"loses": _listed(script.loses)} if script.status == "graded" else {}),
            }
            for script in those
        }
        for assignment, those in scripts.items()
    }
    return yaml.safe_dump(outcomes, sort_keys=False, allow_unicode=True, default_flow_style=None)


def _listed(loses: str | Iterable[str]) -> str | list[str]:
    return loses if isinstance(loses, str) else list(loses)


if __name__ == "__main__":
    main(sys.argv[1:])
