"""A fault costs the call that it happened in, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.box.box import Box
from autograder.box.inside.frames import MARK, MAX_HEADER
from autograder.box.question import Question
from autograder.box.reply import Died, Missing, Raised, Reply, Returned, TimedOut, Unreadable

from .conftest import LIMITS, Open, cells, counted_run

FAULTY = """
    import ctypes, os, time
    kept = []
    def f(x):
        if x == 1:
            {fault}
        return x
"""


def replies(open_run: Open, fault: str) -> list[Reply]:
    """To three calls, of which the second runs into the fault."""
    return open_run(FAULTY.format(fault=fault)).call("f", [(0,), (1,), (2,)])


def assert_neighbours_stand(found: list[Reply]) -> None:
    assert [found[0], found[2]] == [Returned(0, (), ""), Returned(2, (), "")]


def test_a_hang_costs_one_call(open_run: Open) -> None:
    found = replies(open_run, "while True: pass")
    assert_neighbours_stand(found)
    assert found[1] == TimedOut(LIMITS.call_floor_seconds)


def test_sleeping_is_hanging_by_the_walls_clock(open_run: Open) -> None:
    found = replies(open_run, "time.sleep(1000)")
    assert_neighbours_stand(found)
    assert isinstance(found[1], TimedOut)


def test_the_budget_follows_the_references_own_time(open_run: Open) -> None:
    run = open_run(
        """
        import time
        def f():
            end = time.process_time() + 0.7
            while time.process_time() < end: pass
            return 1
        """
    )
    assert run.call("f", [()], seconds=0.1) == [Returned(1, (), "")]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("os._exit(0)", "exit"),
        ("os.close(3); time.sleep(1000)", "killed"),
        ("os.abort()", "crash"),
        ("ctypes.string_at(0)", "crash"),
        ("bytearray(1 << 40)", "memory"),
        ("\n".join(["while True:", " " * 16 + "kept.append(bytearray(1 << 24))"]), "memory"),
    ],
)
def test_a_death_costs_one_call_and_says_why(open_run: Open, fault: str, reason: str) -> None:
    found = replies(open_run, fault)
    assert_neighbours_stand(found)
    assert isinstance(found[1], Died)
    assert found[1].reason == reason


def test_a_signal_without_a_name_costs_one_call(open_run: Open) -> None:
    found = replies(open_run, "__import__('signal').raise_signal(39)")
    assert_neighbours_stand(found)
    # The kernel keeps it from the first process of a pid namespace.
    assert found[1] in (
        Died("crash", "the process crashed with signal 39"),
        Returned(1, (), ""),
    )


# An array that is never written to takes room and no time. Of this size it goes back to the kernel.
BOMB = """
    import numpy as np
    kept, bombs = [], []
    def bomb(x):
        bombs.append(x)
        taken = []
        while True: taken.append(np.empty(40 << 20, np.uint8))
    def how_many_bombs():
        return len(bombs)
    def large(x):
        np.empty(230 << 20, np.uint8)  # of 256 MB
        return x
    def piles_up(x):
        kept.append(np.empty(40 << 20, np.uint8))
        return x
"""
CALLS = [(x,) for x in range(14)]


def died(replies: list[Reply]) -> list[int]:
    """For which calls the memory was short; all others are right."""
    lost = [x for x, reply in enumerate(replies) if isinstance(reply, Died)]
    assert {reply.reason for reply in replies if isinstance(reply, Died)} <= {"memory"}
    right = [Returned(x, (), "") for x in range(len(replies)) if x not in lost]
    assert [reply for reply in replies if not isinstance(reply, Died)] == right
    return lost


@pytest.mark.parametrize(("first", "bombs"), [("pass", 2), ("bomb(0)", 3)], ids=["", "in a cell"])
def test_a_memory_bomb_costs_no_process_and_leaves_no_less_room(
    box: Box, first: str, bombs: int
) -> None:
    run, forks = counted_run(box, LIMITS, BOMB, first)
    with run:
        large, bombed = run.ask([Question(name, CALLS) for name in ("large", "bomb")])
        assert (died(large), died(bombed)) == ([], list(range(14)))
        # Two are a function's patience here: the calls left are not made.
        assert run.call("how_many_bombs", [()]) == [Returned(bombs, (), "")]
        assert died(run.call("large", CALLS)) == []
    assert forks.count == 1


def test_memory_that_piles_up_over_calls_is_had_back_in_another_process(box: Box) -> None:
    run, forks = counted_run(box, LIMITS, BOMB)
    with run:
        assert died(run.call("piles_up", CALLS[:12])) == [6]
        assert forks.count == 2
        # What the first function left, the second lacks, until there is another process.
        assert died(run.call("large", CALLS)) == [0]
    assert forks.count == 3


def test_a_fork_bomb_is_a_permission_error(open_run: Open) -> None:
    found = replies(open_run, "[os.fork() for _ in range(8)]")
    assert_neighbours_stand(found)
    assert isinstance(found[1], Raised)
    assert found[1].type == "PermissionError"


def test_a_flood_of_output_is_cut(open_run: Open) -> None:
    (_, reply, _) = replies(open_run, "for _ in range(100): print('x' * 1_000_000)")
    assert isinstance(reply, Returned)
    assert len(reply.printed) < 4_000
    assert "more characters were printed" in reply.printed


def test_endless_recursion_is_an_error_like_another(open_run: Open) -> None:
    found = replies(open_run, "f(1)")
    assert_neighbours_stand(found)
    assert isinstance(found[1], Raised)
    assert found[1].type == "RecursionError"
    assert len(found[1].traceback.splitlines()) < 40


FORGED = [
    MARK + b"\xff" * 12,
    MARK + (MAX_HEADER + 1).to_bytes(4) + bytes(8) + b"x" * 100,
    MARK + (2).to_bytes(4) + bytes(8) + b"{}",
    MARK + (2).to_bytes(4) + bytes(8) + b"[]",
    MARK + (4).to_bytes(4) + bytes(8) + b"\xff\xfe{}",
    MARK + MAX_HEADER.to_bytes(4) + bytes(8) + b"[" * MAX_HEADER,
    b"HTTP/1.1 200 OK\r\n\r\n",
]


@pytest.mark.parametrize("frame", FORGED, ids=range(len(FORGED)))
def test_a_forged_frame_is_unreadable(open_run: Open, frame: bytes) -> None:
    found = replies(open_run, f"os.write(3, {frame!r})")
    assert_neighbours_stand(found)
    assert isinstance(found[1], Unreadable)


def test_replies_sent_twice_spoil_one_call_for_the_sender_and_count_for_none(
    open_run: Open,
) -> None:
    source = """
        import os
        write = os.write
        def f(x):
            return x
        def twice(x):
            import sys
            frames = sys.modules["inside.frames"]
            frames._write = lambda to, data: (write(to, data), write(to, data))[0]
            return x
    """
    run = open_run(source)
    found = [*run.call("twice", [(1,), (2,)]), *run.call("f", [(3,)])]
    assert sum(isinstance(reply, Unreadable) for reply in found) == 1
    for number, reply in enumerate(found, start=1):
        assert isinstance(reply, Unreadable) or reply == Returned(number, (), "")
    assert run.call("f", [(4,)]) == [Returned(4, (), "")]


def test_bytes_that_trickle_in_are_a_time_out(open_run: Open) -> None:
    fault = f"""os.write(3, {MARK + (60_000).to_bytes(4) + bytes(8)!r})
            while os.write(3, b"x"):
                time.sleep(0.05)"""
    found = replies(open_run, fault)
    assert_neighbours_stand(found)
    assert isinstance(found[1], TimedOut)


def test_an_announced_gigabyte_is_refused_before_it_is_sent(open_run: Open) -> None:
    source = """
        import os
        import json
        def f():
            import gc
            token = next(o["token"] for o in gc.get_objects() if type(o) is dict and "token" in o)
            head = json.dumps({"token": token, "call": 0, "reply": "returned", "changed": [],
                               "printed": "", "value": ["a", "f8", [1 << 27]]}).encode()
            os.write(3, b"AGB1" + len(head).to_bytes(4) + (1 << 30).to_bytes(8) + head)
            while True: pass
    """
    (reply,) = open_run(source).call("f", [()])
    assert isinstance(reply, Unreadable)
    assert "bytes" in reply.why


def test_patience_has_an_end(open_run: Open) -> None:
    run = open_run("def f(x):\n    while True: pass\ndef g():\n    return 1")
    found = run.call("f", [(number,) for number in range(50)])
    assert found == [TimedOut(LIMITS.call_floor_seconds)] * 50
    assert run.call("g", [()]) == [Returned(1, (), "")]


def test_a_missing_function_is_missing(open_run: Open) -> None:
    assert open_run("x = 1").call("f", [(1,), (2,)]) == [Missing(), Missing()]


def test_an_argument_that_is_no_data_is_the_graders_own_error(open_run: Open) -> None:
    with pytest.raises(TypeError, match="dict"):
        open_run("def f(x): return x").call("f", [({},)])


def test_a_cell_out_of_time_keeps_what_it_defined(open_run: Open) -> None:
    run = open_run("x = 1\nwhile True: x += 1", "def f():\n    return x > 1")
    assert [report.timed_out for report in run.cells] == [True, False]
    assert run.call("f", [()]) == [Returned(True, (), "")]


def test_a_cell_that_swallows_the_alarm_is_left_out(open_run: Open) -> None:
    stubborn = "import signal\nsignal.signal(signal.SIGPROF, signal.SIG_IGN)\nwhile True: pass"
    run = open_run("y = 1", stubborn, "def f():\n    return y")
    assert [(report.timed_out, report.left_out) for report in run.cells] == [
        (False, False),
        (True, True),
        (False, False),
    ]
    assert run.call("f", [()]) == [Returned(1, (), "")]


@pytest.mark.parametrize(
    "end", ["os._exit(0)", "os.abort()", "os.close(3)", "os.write(3, b'x' * 99)"]
)
def test_a_cell_that_ends_the_process_is_left_out(open_run: Open, end: str) -> None:
    run = open_run("y = 1", f"import os\n{end}", "def f():\n    return y")
    assert [report.left_out for report in run.cells] == [False, True, False]
    assert run.cells[1].error is not None
    assert run.call("f", [()]) == [Returned(1, (), "")]


def test_a_notebook_that_cannot_be_run_at_all_has_no_functions(open_run: Open) -> None:
    run = open_run(*["import os; os._exit(0)"] * 5, "def f():\n    return 1")
    assert all(report.left_out for report in run.cells)
    assert run.call("f", [()]) == [Missing()]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("os._exit(3)", Died),
        ("while True: pass", TimedOut),
        ("re.fullmatch('(a+)+b', 'a' * 40)", TimedOut),
        ("os.write(3, b'nonsense')", Unreadable),
    ],
    ids=["exit", "loop", "loop in C", "nonsense"],
)
def test_a_fault_amid_many_quick_calls_is_told_of_the_call_that_it_came_from(
    open_run: Open, fault: str, kind: type
) -> None:
    run = open_run(f"""
        import os, re
        def f(x):
            if x == 50:
                {fault}
            return x
    """)
    found = run.call("f", [(x,) for x in range(100)])
    # Nonsense may come in with the reply before it, or with its own.
    assert [type(reply) for reply in found].count(kind) == 1
    assert isinstance(found[50], kind) or (kind is Unreadable and isinstance(found[51], kind))
    assert all(
        reply == Returned(x, (), "") for x, reply in enumerate(found) if type(reply) is not kind
    )


def test_a_slow_call_is_not_blamed_for_the_death_of_a_later_one(open_run: Open) -> None:
    run = open_run(
        """
        import os, time
        def slow(x):
            end = time.perf_counter() + 0.03  # so that it is said to be running
            while time.perf_counter() < end: pass
            return x
        def deadly():
            os._exit(1)
        """
    )
    slow, deadly = run.ask([Question("slow", [(0,), (1,)]), Question("deadly", [()])])
    assert slow == [Returned(0, (), ""), Returned(1, (), "")]
    assert isinstance(deadly[0], Died)


def test_a_question_without_calls_has_no_replies(open_run: Open) -> None:
    run = open_run("def f(x): return x")
    questions = [Question("f", []), Question("f", [(1,)]), Question("f", [])]
    assert run.ask(questions) == [[], [Returned(1, (), "")], []]
    assert run.call("f", []) == []


def test_all_calls_together_have_an_end_too(box: Box) -> None:
    source = """
        import time
        def f(x):
            end = time.process_time() + 0.2
            while time.process_time() < end: pass
            return x
    """
    limits = replace(LIMITS, busy_seconds=0.5, wall_factor=30.0)
    with box.open(cells(source), limits=limits) as run:
        found = run.call("f", [(x,) for x in range(6)])
    assert found[0] == Returned(0, (), "")
    assert isinstance(found[-1], TimedOut)
    with box.open(cells(source), limits=limits) as run:
        # As slow as the reference is nobody's fault.
        found = run.call("f", [(x,) for x in range(6)], seconds=0.02)
    assert found == [Returned(x, (), "") for x in range(6)]


def test_all_cells_together_have_an_end_too(box: Box) -> None:
    stubborn = """
        import signal, time
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        end = time.process_time() + 1.0
        while time.process_time() < end: pass
    """
    limits = replace(LIMITS, setup_seconds=0.2, wall_factor=30.0)
    with box.open(cells("def f(): return 1", *[stubborn] * 9), limits=limits) as run:
        left_out = [report.left_out for report in run.cells]
        assert (left_out[0], left_out[-1]) == (False, True)
        assert run.call("f", [()]) == [Returned(1, (), "")]


def test_doubt_about_whom_to_blame_costs_one_more_process_and_not_one_each_time(box: Box) -> None:
    source = "import os\ndef f(x): os._exit(1)\ng = f"
    run, forks = counted_run(box, LIMITS, source)
    with run:
        run.call("f", [(1,), (2,), (3,)])
        first = forks.count
        run.call("g", [(1,), (2,), (3,)])
    # Two losses are a function's patience here; the first was tried once more.
    assert (first, forks.count) == (3, 5)


def test_the_clock_that_says_who_is_running_gives_way_near_the_limit_of_recursion(
    open_run: Open,
) -> None:
    run = open_run(
        """
        import sys, time
        def busy():
            end = time.process_time() + 0.02
            while time.process_time() < end: pass
        def deep(n):
            if n == 0:
                busy()
                return
            return deep(n - 1)
        def f(x):
            depth, frame, failed = 0, sys._getframe(), 0
            while frame:
                depth, frame = depth + 1, frame.f_back
            for spare in range(5, 10):
                try: deep(sys.getrecursionlimit() - depth - spare)
                except RecursionError: failed += 1
            return failed
        """
    )
    assert run.call("f", [(1,), (2,), (3,)]) == [Returned(0, (), "")] * 3
