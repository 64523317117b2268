"""How long a notebook's cells may take: what the course says, or what its own master needs."""

from __future__ import annotations

from dataclasses import replace

from autograder.box.box import Box
from autograder.box.reply import Returned
from autograder.course.model import Assignment
from autograder.grading.intake import Cell, read_notebook

FLOOR = 4.0
"""In seconds of CPU time. One cell may use half: hundreds of times what defining functions and
trying them out takes, so that neither a slow machine nor a loaded one makes anybody late.
"""
FACTOR = 20.0
_LONGEST = 60.0
"""For the master itself, whose cells may be as slow as their author likes but not endless."""
_CLOCK = """\
def seconds_so_far():
    import time

    return time.process_time()
"""


def setup_seconds(box: Box, assignment: Assignment) -> float:
    """The CPU time for all cells of one notebook together.

    Without a word of the course's own it is `FACTOR` times what the master's cells take in this box
    (solutions and visible tests), and never less than `FLOOR`.
    """
    if assignment.limits.setup_seconds is not None:
        return assignment.limits.setup_seconds
    return max(FLOOR, FACTOR * _seconds_of_the_master(box, assignment))


def _seconds_of_the_master(box: Box, assignment: Assignment) -> float:
    cells = read_notebook(assignment.master.read_bytes())
    clock = Cell(cells[-1].number + 1, _CLOCK)
    limits = replace(box.limits, setup_seconds=_LONGEST)
    with box.open([*cells, clock], limits=limits) as run:
        (reply,) = run.call("seconds_so_far", [()])
    # A master that replaces the clock by one of its own is told nothing of: it gets the floor.
    return reply.value if isinstance(reply, Returned) and type(reply.value) is float else 0.0
