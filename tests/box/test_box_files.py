"""What a submission can read and write, and that it leaves nothing for the next."""

from __future__ import annotations

from pathlib import Path

from autograder.box.box import Box
from autograder.box.level import Isolation

from .conftest import Open, outcome

REPO = Path(__file__).resolve().parents[2]


def test_nothing_outside_of_python_and_numpy_can_be_read(open_run: Open, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.write_text("canary")
    paths = [marker, REPO / "pyproject.toml", Path("/etc/passwd"), Path("/proc/self/environ")]
    source = """
        def f(paths):
            return [attempt(lambda: open(path).read()) for path in paths]
    """
    refused = outcome(open_run, source, [str(path) for path in paths])
    assert set(refused) <= {"PermissionError", "FileNotFoundError"}


def test_folders_outside_cannot_be_listed(open_run: Open, tmp_path: Path) -> None:
    source = """
        import os
        def f(paths):
            return [attempt(os.listdir, path) for path in paths]
    """
    paths = [str(tmp_path), str(REPO), str(REPO / "autograder"), "/home", "/etc/ssl", "/sys"]
    assert None not in outcome(open_run, source, paths)


def test_proc_shows_nobody(open_run: Open) -> None:
    source = """
        import os
        def f():
            try:
                return len(os.listdir("/proc"))
            except OSError:
                return 0
    """
    assert outcome(open_run, source) == 0


def test_nothing_outside_can_be_written(open_run: Open, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    target = tmp_path / "report.json"
    source = """
        def f(path):
            return attempt(open, path, "w")
    """
    assert outcome(open_run, source, str(target)) is not None
    assert not target.exists()


def test_modes_and_times_of_the_hosts_own_files_stay(open_run: Open, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch(0o644)
    before = target.stat()
    source = """
        import os
        def f(path):
            return [
                attempt(os.chmod, path, 0o600),
                attempt(os.utime, path, (0, 0)),
                attempt(os.truncate, path, 9),
                attempt(os.rename, path, path + "x"),
                attempt(os.unlink, path),
            ]
    """
    assert None not in outcome(open_run, source, str(target))
    assert target.stat() == before


def test_what_one_submission_writes_the_next_does_not_see(box: Box, open_run: Open) -> None:
    source = """
        import os
        def f():
            before = attempt(os.stat, "left.txt")
            return before, attempt(lambda: open("left.txt", "w").close())
    """
    first, second = outcome(open_run, source), outcome(open_run, source)
    written = None if box.isolation is Isolation.NAMESPACES else "PermissionError"
    assert first == second == ("FileNotFoundError", written)


def test_the_working_folder_is_small(open_run: Open) -> None:
    source = """
        def write():
            for number in range(64):
                with open(f"{number}.bin", "wb") as file:
                    file.write(bytes(1 << 20))
        def f():
            return attempt(write)
    """
    assert outcome(open_run, source) in ("OSError", "PermissionError")
