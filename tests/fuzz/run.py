"""A coverage-guided run over every target: what it tried, what it found.

    pip install atheris     # in an environment that has the platform; not needed otherwise
    python -m tests.fuzz.run --minutes 30 [--target roster] [--work DIR]

Each target runs in a process of its own for its share of the time. Inputs that are at fault lie in
DIR/<target>/found, all that reached something new in DIR/<target>/corpus. The exit code is 1 if
anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from importlib.util import find_spec
from pathlib import Path

_INSTRUMENTED = ["autograder", "yaml", "json", "zipfile", "csv"]
_LONGEST = 16_384
_HANG_SECONDS = 60
_RSS_MB = 1_000
"""Of the fuzzer with its own tables; the targets' own is measured by the tests."""


def main() -> int:
    """Run all targets, or one."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0, help="for all targets together")
    parser.add_argument("--target", action="append", help="only this one; may be repeated")
    parser.add_argument("--work", type=Path, help="kept; default: a folder in the temporary one")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if find_spec("atheris") is None:
        print("atheris is not installed: pip install atheris", file=sys.stderr)
        return 2
    work = given.work or Path(tempfile.mkdtemp(prefix="autograder-fuzz-run-"))
    if given.child:
        _fuzz(given.child, work / given.child, given.minutes, given.seed)
    from tests.fuzz.targets import TARGETS

    chosen = given.target or list(TARGETS)
    print(f"seed {given.seed}; inputs and findings in {work}")
    reports = [_report(name, work, given.minutes / len(chosen), given.seed) for name in chosen]
    print(f"{sum(count for count, _ in reports):,} inputs in all")
    return int(any(found for _, found in reports))


def _report(name: str, work: Path, minutes: float, seed: int) -> tuple[int, int]:
    """Inputs tried and findings of one target."""
    arguments = ["--child", name, "--minutes", str(minutes), "--work", work, "--seed", str(seed)]
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.run", *map(str, arguments)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    spent = time.monotonic() - started
    (work / name / "log.txt").write_text(done.stderr, encoding="utf-8")
    executed = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    peak = re.search(r"peak_rss_mb:\s+(\d+)", done.stderr)
    count = int(executed[1]) if executed else 0
    found = len(list((work / name / "found").iterdir()))
    ended = "" if done.returncode == 0 else f", ended by {done.returncode}: see log.txt"
    corpus = len(list((work / name / "corpus").iterdir()))
    print(
        f"{name:9} {count:8,} inputs in {spent:4.0f} s, {found} findings, corpus {corpus}, "
        f"fuzzer's peak {peak[1] if peak else '?'} MB{ended}",
        flush=True,
    )
    return count, found + (done.returncode != 0)


def _fuzz(name: str, work: Path, minutes: float, seed: int) -> None:
    """libFuzzer, in this process; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=_INSTRUMENTED):
        from tests.fuzz.seeds import WORDS, seeds
        from tests.fuzz.targets import CORPUS, SECONDS, TARGETS

    found = work / "found"
    for folder in (work / "corpus", work / "seeds", found):
        folder.mkdir(parents=True, exist_ok=True)
    for data in seeds(name):
        (work / "seeds" / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    words = work / "words.txt"
    words.write_text("\n".join(map(_word, WORDS[name])) + "\n", encoding="ascii")
    target, known = TARGETS[name], set[str]()

    def one(data: bytes) -> None:
        started = time.process_time()
        try:
            target(data)
        except Exception as error:  # noqa: BLE001  every one is a finding
            frame = traceback.extract_tb(error.__traceback__)[-1]
            keep(f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}", data)
        if time.process_time() - started > SECONDS:
            keep("slow", data)

    def keep(what: str, data: bytes) -> None:
        if what not in known:
            known.add(what)
            (found / f"{what}-{os.getpid()}").write_bytes(data)

    options = [
        f"-max_total_time={int(minutes * 60)}", f"-max_len={_LONGEST}", f"-seed={seed}",
        f"-timeout={_HANG_SECONDS}", f"-report_slow_units={_HANG_SECONDS}",
        f"-rss_limit_mb={_RSS_MB}", "-print_final_stats=1",
        f"-dict={words}", f"-artifact_prefix={found}/",
    ]  # fmt: skip
    folders = [work / "corpus", work / "seeds", CORPUS / name]
    atheris.Setup([sys.argv[0], *options, *(str(each) for each in folders if each.is_dir())], one)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    atheris.Fuzz()


def _word(text: str) -> str:
    """As libFuzzer's dictionaries have it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in text.encode("latin-1", "replace")) + '"'


if __name__ == "__main__":
    sys.exit(main())
