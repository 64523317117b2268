"""Ctrl-C while graders are being started, and where they cannot be forked."""

import os
import signal
import time
from pathlib import Path

import pytest

from autograder.grading import interrupt
from tests.services.tiny import copy_of_the_course, hand_in, run, start

_GONE_SECONDS = 20.0
_HELPERS = 2
"""Processes of multiprocessing's own: one keeps count of semaphores, the other is forked from."""


@pytest.mark.parametrize("moment", [0.05, 0.2, 0.35, 0.5, 0.65])
def test_ctrl_c_at_the_start_says_a_sentence_at_most_and_leaves_nothing(
    tmp_path: Path, moment: float
) -> None:
    course = copy_of_the_course(tmp_path)
    for number in range(4):
        hand_in(course / f"in/s{number}.ipynb", remark=str(number))
    command = start(course, "grade", "tiny", course / "in", start_new_session=True)
    # Before it starts others it is Python itself that is interrupted, and that shows a traceback.
    children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
    while len(children.read_text().split()) < _HELPERS and command.poll() is None:
        time.sleep(0.01)
    time.sleep(moment)
    os.killpg(command.pid, signal.SIGINT)  # as a terminal does: all of them get it
    _, said = command.communicate(timeout=60)
    assert command.returncode in (130, 0)  # 0: it was quicker
    assert "Traceback" not in said
    assert _group_ends(command.pid)
    assert run(course, "grade", "tiny", course / "in")[0] == 0


def _group_ends(group: int) -> bool:
    end = time.monotonic() + _GONE_SECONDS
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_an_interrupt_takes_effect_when_what_must_not_be_broken_off_is_done() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interrupt.deferred():  # noqa: PT012
        os.kill(os.getpid(), signal.SIGINT)
        done.append("all of it")
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_a_long_name_for_the_temporary_folder_keeps_nobody_from_grading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy_of_the_course(tmp_path)
    hand_in(course / "in/s0.ipynb")
    folder = tmp_path / ("long" * 30)  # longer than the name of a socket may be
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    code, _, said = run(course, "grade", "tiny", course / "in")
    assert code == 0, said
