"""A grader without walls, as many are: what every attack must get the better of.

Run as a program of its own by an unprivileged user, bounded in memory, files and CPU time. It
grades the attack and then a neighbour, in the ways that real graders do:

    process       the student's code, the tests and the batch share one process
    child         a child for each submission sends its points as JSON
    exit-code     a child for each submission; exit code 0 means full marks
    stdout        a child for each submission; lines "PASSED <exercise>" count
    report-file   a child for each submission writes report.json into its working folder
    pipe          a child sends frames on descriptor 3; the first verdict on an exercise counts

It writes what it found to report.json in its working folder, which nobody else may write to.
"""

import contextlib
import io
import json
import os
import resource
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np

GIGABYTE = 1 << 30
POINTS = {"square": 1.0, "square_gradient": 2.0}
INPUTS = [np.array([1.5]), np.array([0.5, -2.0, 3.0, 1.0]), np.linspace(-1.0, 2.0, 7)]


class Grader:
    """Compares in the grader's own process, with what the course knows in its memory."""

    def __init__(self, task):
        self.task = task
        self.secret = task["secret"]
        self.reference = {}
        self.answers = []  # to be shown later
        for cell in json.loads(Path(task["master"]).read_text())["cells"]:
            solution = cell["metadata"].get("nbgrader", {}).get("solution")
            if cell["cell_type"] == "code" and (
                solution or "reference" in cell["metadata"].get("tags", ())
            ):
                exec("".join(cell["source"]), self.reference)

    def passed(self, exercise, got, x):
        self.answers.append(got)
        want = self.reference[exercise](x)
        check = self.task["check"]
        if check == "allclose":
            np.testing.assert_allclose(got, want, rtol=1e-6, err_msg=exercise)
        elif check == "equal":
            assert np.all(got == want)
        elif check == "abs":
            assert not np.any(np.abs(got - want) > 1e-6)
        elif check == "broadcast":
            assert np.allclose(got, want)

    def grade(self, sources):
        """(points by exercise, what the student is told)."""
        said = io.StringIO()
        points = dict.fromkeys(POINTS, 0.0)
        space = {"__name__": "__main__"}
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            for source in sources:
                try:
                    exec(compile(source, "cell", "exec"), space)
                except Exception as error:
                    print(f"{type(error).__name__}: {error}")
            for exercise in POINTS:
                try:
                    self.ask(exercise, space)
                    points[exercise] = POINTS[exercise]
                except Exception as error:
                    print(f"{exercise}: {type(error).__name__}: {error}")
        return points, said.getvalue()

    def ask(self, exercise, space):
        if self.task["check"] == "difference" and exercise == "square_gradient":
            for x in INPUTS:
                slopes = [
                    (np.sum(space["square"](x + h)) - np.sum(space["square"](x - h))) / 2e-6
                    for h in np.eye(x.size) * 1e-6
                ]
                np.testing.assert_allclose(space[exercise](x), slopes, rtol=1e-4, atol=1e-6)
            return
        for x in INPUTS:
            self.passed(exercise, space[exercise](x.copy()), x)


def in_process(grader, sources):
    return grader.grade(sources)


def in_child(grader, sources):
    task = grader.task
    folder = Path(task["target"]["open"]) / "work"
    folder.mkdir(exist_ok=True)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        os.close(read)
        work_in_child(grader, sources, write)
        os._exit(0)
    os.close(write)
    points, said = verdict_of(task["host"], read, folder, child)
    for file in folder.glob("report.json"):
        file.unlink()
    return points, said


def work_in_child(grader, sources, write):
    host = grader.task["host"]
    if host == "pipe":
        os.dup2(write, 3)
    if host == "stdout":
        os.dup2(write, 1)
        sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb", closefd=False), line_buffering=True)
    try:
        points, said = grader.grade(sources)
    except SystemExit as error:
        os._exit(error.code if isinstance(error.code, int) else 0)
    report_from_child(host, points, said, write)


def report_from_child(host, points, said, write):
    if host == "child":
        os.write(write, json.dumps([points, said]).encode())
    elif host == "report-file":
        Path("report.json").write_text(json.dumps([points, said]))
    elif host == "pipe":
        for exercise, value in points.items():
            head = json.dumps({"exercise": exercise, "score": value}).encode()
            os.write(3, struct.pack(">4sIQ", b"AGB1", len(head), 0) + head)
    elif host == "stdout":
        for exercise, value in points.items():
            print(f"{'PASSED' if value else 'FAILED'} {exercise}")
    elif any(not value for value in points.values()):
        os._exit(1)


def verdict_of(host, read, folder, child):
    """(points, what is said), all of it as the child would have it."""
    none = dict.fromkeys(POINTS, 0.0)
    if host == "pipe":
        result = first_verdicts(read), ""
        os.close(read)
        os.waitpid(child, 0)
        return result
    with os.fdopen(read, "rb") as file:
        text = file.read().decode(errors="replace")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if host == "exit-code":
        return (dict(POINTS) if code == 0 else none), text
    if host == "stdout":
        return {e: p * (f"PASSED {e}" in text) for e, p in POINTS.items()}, text
    if host == "report-file":
        report = folder / "report.json"
        text = report.read_text() if report.exists() else ""
    return tuple(json.loads(text)) if text else (none, "nothing was reported")


def first_verdicts(read):
    points = {}
    while len(points) < len(POINTS):
        _, size, payload = struct.unpack(">4sIQ", exactly(read, 16))
        head = json.loads(exactly(read, size))
        exactly(read, payload)
        if "exercise" in head:
            points.setdefault(head["exercise"], head["score"])
    return points


def exactly(descriptor, count):
    """Believes the length that it is told, and waits for as long as it takes."""
    room = bytearray(count)
    have = 0
    while have < count:
        chunk = os.read(descriptor, min(count - have, 1 << 20))
        if not chunk:
            return bytes(room[:have])
        room[have : have + len(chunk)] = chunk
        have += len(chunk)
    return bytes(room)


def submissions(path):
    """(student, bytes), unpacking a zip where it says and following every name."""
    path = Path(path)
    if path.suffix == ".zip":
        folder = path.parent / "unpacked"
        folder.mkdir()
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                place = os.path.join(folder, info.filename)
                os.makedirs(os.path.dirname(place), exist_ok=True)
                if info.external_attr >> 28 == 0o12:
                    os.symlink(archive.read(info).decode(), place)
                elif not info.is_dir():
                    Path(place).write_bytes(archive.read(info))
        path = folder
    for above, _, names in os.walk(path, followlinks=True):
        for name in sorted(names):
            if name.endswith(".ipynb"):
                yield name[: -len(".ipynb")], Path(above, name).read_bytes()
        for folder in sorted(os.listdir(above)):
            if folder.endswith(".ipynb") and os.path.isdir(os.path.join(above, folder)):
                yield folder, Path(above, folder).read_bytes()


def sources_of(data):
    """As nbgrader: cells are found by their grade_id, and every id is there once."""
    cells = json.loads(data)["cells"]
    named = {}
    for cell in cells:
        name = cell["metadata"]["nbgrader"]["grade_id"] if cell["metadata"] else None
        if name in named:
            raise RuntimeError(f"the id {name} is there twice")
        if name:
            named[name] = cell
    if not named:
        return []
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def main():
    task = json.loads(sys.stdin.read())
    for which, most in (
        (resource.RLIMIT_AS, GIGABYTE), (resource.RLIMIT_CPU, 20), (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, GIGABYTE // 4),
    ):  # fmt: skip
        resource.setrlimit(which, (most, most))
    task["target"]["host"] = os.getpid()
    grader = Grader(task)
    run = in_process if task["host"] == "process" else in_child
    report = {}
    for student, data in submissions(task["submissions"]):
        sources = sources_of(data)
        told = [f"import numpy as np\nTARGET = {task['target']!r}"]
        points, said = run(grader, told + sources)
        report[student] = {"points": points, "said": said}
        with Path(task["report"]).with_name("log").open("a", encoding="utf-8") as log:
            log.write(f"{student}\n")
    own = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    )
    peak = max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    text = json.dumps({"students": report, "peak_mb": peak / 1024})
    Path(task["report"]).write_text(text)


main()
