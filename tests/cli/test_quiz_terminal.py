"""`quiz take` at a real terminal: keys, Ctrl-C, Korean, 60 columns, and a clock that we turn."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from autograder.course.model import Course
from tests.services.tiny_quiz import QUIZ, course_with_quiz

ROOT = Path(__file__).parents[2]
_TAKE = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from rich.console import Console
from autograder.cli.take import Screen
from autograder.course.loader import load_course
from autograder.services.opened import open_records
from autograder.services.quiz_take import RefusedError, Taker
from autograder.services.quizzes import open_quiz

course = load_course(Path(sys.argv[1]))
clock = Path(sys.argv[2])

def now():
    return datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(minutes=float(clock.read_text()))

with open_records(course) as records:
    quiz = open_quiz(course, "week-1")
    taker = Taker(records, quiz, course.seed, "s001")
    try:
        Screen(Console(highlight=False), quiz, taker, sys.argv[3], now=now).run()
    except RefusedError as error:
        print(error.text.in_language(sys.argv[3]))
"""
PATIENCE = 60
"""Seconds until a test gives up: no claim about speed."""
_AGAIN = 5
"""Seconds until a key that did nothing is pressed again."""


class Terminal:
    """A student at a terminal of so many columns."""

    def __init__(self, master: int) -> None:
        self._master = master
        self.seen = ""

    def until(self, words: str) -> str:
        """What is on the screen since the last call, up to these words; they must come."""
        self._look(words, PATIENCE)
        assert words in self.seen, self.seen
        before, _, self.seen = self.seen.partition(words)
        return before + words

    def _look(self, words: str, seconds: float) -> None:
        """Adds to what is seen until these words are there, the time is up or nobody writes."""
        raw, given_up = self.seen.encode(), time.monotonic() + seconds
        while words not in plain(raw) and time.monotonic() < given_up:
            if not select.select([self._master], [], [], 1)[0]:
                continue
            try:
                more = os.read(self._master, 65_536)
            except OSError:
                break
            if not more:
                break
            raw += more
        self.seen = plain(raw)

    def types(self, line: str) -> None:
        os.write(self._master, line.encode() + b"\n")

    def interrupts(self, until: str) -> str:
        """What is on the screen after Ctrl-C. It is pressed again if nothing comes of it: Python
        notices a signal between its prompt and the read that follows only at the next key.
        """
        for _ in range(PATIENCE // _AGAIN):
            os.write(self._master, b"\x03")
            self._look(until, _AGAIN)
            if until in self.seen:
                break
        return self.until(until)


def plain(raw: bytes) -> str:
    text = raw.decode("utf-8", "ignore").replace("\r\n", "\n")
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


class Room:
    """The course, its clock, and terminals to sit at."""

    def __init__(self, course: Course, clock: Path) -> None:
        self._course = course
        self._clock = clock
        self.minute(0)

    def minute(self, minutes: float) -> None:
        self._clock.write_text(str(minutes))

    @contextmanager
    def terminal(self, language: str = "en", columns: int = 80) -> Iterator[Terminal]:
        pid, master = pty.fork()
        if pid == 0:
            # Not os.environ: readline in this process may have put its own COLUMNS behind it.
            own = {"TERM": "xterm", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
            kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            given = [str(self._course.root / "course.yaml"), str(self._clock), language]
            os.execve(sys.executable, [sys.executable, "-c", _TAKE, *given], kept | own)
        try:
            yield Terminal(master)
        finally:
            os.close(master)
            os.waitpid(pid, 0)


@pytest.fixture
def room(tmp_path: Path, request: pytest.FixtureRequest) -> Room:
    quiz = getattr(request, "param", QUIZ)
    return Room(course_with_quiz(tmp_path, quiz), tmp_path / "clock")


def test_who_presses_ctrl_c_goes_on_where_they_were(room: Room) -> None:
    with room.terminal() as one:
        one.until("a letter > ")
        one.types("a")
        one.until("Saved.")
        one.until("Question 2 of 4")
        one.until("> ")
        assert "Traceback" not in one.interrupts("Your answers are kept.")
    with room.terminal("ko") as again:
        assert "1번째 응시를 이어서 합니다." in again.until("문제 2 / 4")
        again.until("> ")
        again.types(":ㅂ")
        again.until("답은 저장되어 있습니다.")


def test_the_time_runs_out_by_the_record_while_the_screen_is_open(room: Room) -> None:
    with room.terminal() as one:
        assert "Answers count until 2026-03-02 12:10 (UTC)." in one.until("10 min left")
        one.until("a letter > ")
        room.minute(10.5)
        one.types("a")
        one.until("the answer does not count any more")
        one.until("The time is up.")
        assert "Your answer: none" in one.until("The score that counts: 0 / 5")


COOL = QUIZ.replace("time_limit: 10 min", "cool_down: 30 min, time_limit: 10 min")


@pytest.mark.parametrize("room", [COOL], indirect=True)
def test_the_cool_down_follows_the_clock_that_is_given(room: Room) -> None:
    with room.terminal() as one:
        one.until("a letter > ")
        one.types(":f")
        one.until("Hand in? [y/N] > ")
        one.types("y")
        one.until("The score that counts")
    room.minute(29)
    with room.terminal("ko") as two:
        two.until("다음 응시는 2026-03-02 12:30 (UTC)부터 할 수 있습니다.")
    room.minute(30)
    with room.terminal("ko") as three:
        three.until("2번째 응시를 시작합니다.")
        three.until("> ")


LATER = QUIZ.replace(
    "show: {explanation: attempt}",
    "closes: 2026-03-02T13:00:00+00:00, show: {score: attempt, questions: close}",
)


@pytest.mark.parametrize("room", [LATER], indirect=True)
def test_what_is_shown_afterwards_is_what_the_policy_says(room: Room) -> None:
    with room.terminal() as one:
        one.until("a letter > ")
        one.types("ㅠ")
        one.until("Question 2 of 4")
        one.until("> ")
        one.types(":f")
        one.until("[y/N] > ")
        one.types("ㅛ")
        said = one.until("The score that counts")
        assert "Score: " in said
        assert "This is a line." not in said
        assert "A kink bends." not in said


def test_korean_is_typed_and_read_in_sixty_columns(room: Room) -> None:
    with room.terminal("ko", columns=60) as one:
        one.until("글자 하나 > ")
        one.types("ㅁ")
        one.until("저장했습니다.")
        one.until("답 > ")
        one.types("열개")
        one.until("답을 읽을 수 없습니다.")
        one.until("답 > ")
        one.types("２０개입니다.")
        one.until("저장했습니다.")
        one.until("답 > ")
        one.types("Ｐ（Ａ∣Ｂ）Ｐ（Ｂ）")
        one.until("저장했습니다.")
        one.until("빈칸 one > ")
        one.types("하나")
        one.until("빈칸 one > ")
        one.types("1개")
        one.until("빈칸 two > ")
        one.types("2번")
        one.until("[y/N] > ")
        one.types("예")
        said = one.until("반영되는 점수")
    for line in said.splitlines():
        assert sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line) <= 60, line
