"""A number of edited inputs for each target, without coverage and so without anything installed.

    python -m tests.fuzz.blind [--inputs 50000] [--target quiz] [--seed N] [--longest 16384]

Each target runs in a process of its own. Prints how many inputs gave a result, how many were
refused, the slowest one's CPU time and the peak memory. The exit code is 1 if any was at fault:
such inputs are kept in a folder that is named then.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bench.machine import describe
from tests.fuzz.seeds import WORDS, seeds
from tests.fuzz.targets import CORPUS, MEGABYTES, SECONDS, TARGETS

_EDITS = (1, 1, 1, 2, 2, 3, 4, 8)


def main() -> int:
    """Run the targets; each prints one line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.blind", description=__doc__)
    parser.add_argument("--inputs", type=int, default=50_000, help="for each target")
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--longest", type=int, default=16_384, help="bytes of an input")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(_fuzz(given.child, given)))
        return 0
    day = date.today().isoformat()  # noqa: DTZ011 - the reader's day
    print("\n".join([f"{day}, seed {given.seed}", *describe()]), flush=True)
    at_fault = 0
    for name in given.target or list(TARGETS):
        at_fault += _report(name)
    return int(at_fault > 0)


def _report(name: str) -> int:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.blind", *sys.argv[1:], "--child", name],
        stdout=subprocess.PIPE, check=True, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    excess = found["megabytes"] > MEGABYTES[name]
    print(
        f"{name:9} {found['inputs']:,} inputs in {time.monotonic() - started:.0f} s: "
        f"{found['outcomes'].get('result', 0):,} results, "
        f"{found['outcomes'].get('refusal', 0):,} refusals, {found['faults']} at fault; "
        f"slowest {found['slowest']:.2f} s CPU, peak {found['megabytes']:.0f} MB"
        + (" (too much)" if excess else "")
        + (f"; see {found['folder']}" if found["faults"] else ""),
        flush=True,
    )
    return found["faults"] + excess


def _fuzz(name: str, given: argparse.Namespace) -> dict[str, Any]:
    rng = random.Random(f"{given.seed} {name}")
    known = [*seeds(name), *(path.read_bytes() for path in sorted((CORPUS / name).iterdir()))]
    words = [word.encode("utf-8", "surrogatepass") for word in WORDS[name]]
    folder = Path(tempfile.mkdtemp(prefix=f"autograder-fuzz-{name}-"))
    outcomes: Counter[str] = Counter()
    faults, slowest = 0, 0.0
    for _ in range(given.inputs):
        data = edited(rng, known, words)[: given.longest]
        started = time.process_time()
        what = None
        try:
            outcomes[TARGETS[name](data)] += 1
        except Exception as error:  # noqa: BLE001  every one is a finding
            frame = traceback.extract_tb(error.__traceback__)[-1]
            what = f"{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
        spent = time.process_time() - started
        slowest = max(slowest, spent)
        if what is None and spent > SECONDS:
            what = f"slow-{spent:.0f}"
        if what is not None:
            faults += 1
            (folder / what).write_bytes(data)
    if not faults:
        folder.rmdir()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "inputs": given.inputs,
        "outcomes": outcomes,
        "faults": faults,
        "slowest": slowest,
        "megabytes": peak,
        "folder": str(folder),
    }


def edited(rng: random.Random, known: list[bytes], words: list[bytes]) -> bytes:
    """A known input of which pieces are cut out, doubled, moved or replaced."""
    data = rng.choice(known)
    for _ in range(rng.choice(_EDITS)):
        at = rng.randint(0, len(data))
        until = min(len(data), at + rng.choice([0, 0, 1, 2, 8, 40, 200]))
        piece = rng.choice(
            [
                rng.choice(words), rng.choice(words), rng.choice(words), rng.randbytes(1),
                data[at:until] * 2, data[at:until] * rng.choice([3, 50]), b"",
                _line(rng, data), _line(rng, rng.choice(known)),
            ]
        )  # fmt: skip
        data = data[:at] + piece + data[until:]
    return data


def _line(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(data.split(b"\n")) + b"\n"


if __name__ == "__main__":
    sys.exit(main())
