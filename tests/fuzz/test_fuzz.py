"""Whatever is read gives a result or a clear refusal: never a traceback, a hang or much memory.

Bounded here; `python -m tests.fuzz.run` goes on for as long as it is told.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import WORDS, seeds
from tests.fuzz.targets import CORPUS, MEGABYTES, REFUSAL, RESULT, ROOT, TARGETS

_EXAMPLES = {
    "reply": 300,
    "notebook": 300,
    "archive": 200,
    "course": 60,
    "roster": 300,
    "quiz": 200,
    "answer": 300,
}


def known(target: str) -> list[bytes]:
    folder = CORPUS / target
    return [*seeds(target), *(path.read_bytes() for path in sorted(folder.iterdir()))]


def edited(target: str) -> st.SearchStrategy[bytes]:
    """A known input with pieces replaced by others, by words of the format or by any bytes."""
    inputs = st.sampled_from(known(target))
    words = st.sampled_from([word.encode("utf-8", "surrogatepass") for word in WORDS[target]])
    places = st.floats(0, 1)
    edit = st.tuples(places, places, st.one_of(words, st.binary(max_size=8), inputs))

    def apply(data: bytes, edits: list[tuple[float, float, bytes]]) -> bytes:
        for start, length, piece in edits:
            at = int(start * len(data))
            until = at + int(length**4 * len(data))
            data = data[:at] + piece + data[until:]
        return data[:65_536]

    return st.builds(apply, inputs, st.lists(edit, max_size=4))


@pytest.mark.parametrize("target", TARGETS)
def test_every_input_gives_a_result_or_a_refusal(target: str) -> None:
    @settings(
        max_examples=_EXAMPLES[target],
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(edited(target), st.binary(max_size=200)))
    def check(data: bytes) -> None:
        assert TARGETS[target](data) in (RESULT, REFUSAL)

    check()


@pytest.mark.parametrize("target", TARGETS)
def test_what_a_coverage_guided_run_found_stays_mended(target: str) -> None:
    outcomes = {TARGETS[target](data) for data in (b"", *known(target))}
    assert outcomes == {RESULT, REFUSAL}


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(values, st.sampled_from(["value", "changed", "printed", "reply", "token"]))
def test_no_value_in_any_field_of_a_reply_is_believed_or_breaks_the_host(
    value: object, key: str
) -> None:
    head = {"reply": "returned", "value": 1.0, "changed": [], "printed": "", key: value}
    assert TARGETS["reply"](b"\2" + json.dumps(head).encode()) in (RESULT, REFUSAL)


def huge() -> Iterator[tuple[str, str]]:
    """Targets, and expressions for the largest inputs that they take in."""
    for unit in ("[],", '{"":0},', '"ab",', "257,", '{"cell_type":"code"},'):
        yield "notebook", f"""b'{{"cells":[' + {unit.encode()!r} * ((20 << 20) // {len(unit)})"""
    yield (
        "notebook",
        """'{"cells":[{"cell_type":"code","source":"😀'.encode() + b'a' * (20 << 20)""",
    )
    yield "notebook", """b'"\\\\' * (10 << 20)"""
    for unit in ("a\n", "!,,\n", "s,n,t\n"):
        yield "roster", f"b'id,name,team\\n' + {unit.encode()!r} * (1_990_000 // {len(unit)})"
    for unit in ("{a: ", "[", "'"):
        yield "course", f"{unit.encode()!r} * (999_000 // {len(unit)})"
    for unit in ("- 1\n", "- a: b\n", "- {}\n", "k: *a\n", "- id: q\n  type: single\n"):
        lines = f"b'questions:\\n' + {unit.encode()!r} * (999_000 // {len(unit)})"
        yield "quiz", lines
        yield "quiz", f"b'id: quiz\\nversion: a\\ntitle: T\\n' + {lines}"
    yield "answer", "b'\\1' + b'[' * 2_000_000"
    yield "answer", """b'\\1"' + b'9' * 20_000_000 + b'"'"""
    yield "archive", "b'PK\\5\\6' * 1_000_000"
    nested = """b'\\2{"answers":[{"reply":"returned","value":["l"' + b',["l"]' * 10_000"""
    yield "reply", nested + " + b']}]}'"


@pytest.mark.parametrize(("target", "expression"), list(huge()))
def test_the_largest_inputs_need_no_more_memory_than_is_allowed(
    target: str, expression: str
) -> None:
    program = (
        "from pathlib import Path\n"
        "from tests.fuzz.targets import TARGETS\n"
        f"data = {expression}\n"
        f"TARGETS[{target!r}](data)\n"
        # Not ru_maxrss: it counts what the process that started this one had.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < MEGABYTES[target]
