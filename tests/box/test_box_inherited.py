"""What a submission is born with: nothing of the host's, and nothing of the one before."""

from __future__ import annotations

import os

import pytest

from autograder.box.box import Box
from autograder.box.reply import Returned

from .conftest import Open, cells, outcome, start


def test_only_the_own_socket_is_open(open_run: Open) -> None:
    source = """
        import os
        def f():
            return [number for number in range(64) if attempt(os.fstat, number) is None]
    """
    assert outcome(open_run, source) == [0, 1, 2, 3]


def test_a_host_with_many_open_files_hands_none_of_them_on(box: Box) -> None:
    source = """
        import os
        def f():
            found = []
            for number in range(1024):
                try:
                    os.fstat(number)
                except OSError:
                    continue
                found.append(number)
            return found
    """
    # Beyond the number of descriptors that a submission may have.
    open_files = [os.open(os.devnull, os.O_RDONLY) for _ in range(100)]
    try:
        with start(box.isolation) as fresh, fresh.open(cells(source)) as run:
            (reply,) = run.call("f", [()])
    finally:
        for number in open_files:
            os.close(number)
    assert isinstance(reply, Returned)
    assert reply.value == [0, 1, 2, 3]


def test_the_environment_of_the_host_is_not_inherited(
    monkeypatch: pytest.MonkeyPatch, box: Box
) -> None:
    monkeypatch.setenv("AUTOGRADER_CANARY", "secret")
    source = """
        import os
        def f():
            return sorted(os.environ)
    """
    with start(box.isolation) as fresh, fresh.open(cells(source)) as run:
        (reply,) = run.call("f", [()])
    assert isinstance(reply, Returned)
    assert "AUTOGRADER_CANARY" not in reply.value
    assert {"PATH", "USER"}.isdisjoint(reply.value)


def test_other_packages_of_the_host_cannot_be_imported(open_run: Open) -> None:
    source = """
        import importlib
        def f(names):
            return [attempt(importlib.import_module, name) for name in names]
    """
    names = ["pytest", "yaml", "django", "nbformat", "autograder", "pip"]
    assert outcome(open_run, source, names) == ["ModuleNotFoundError"] * len(names)


def test_no_module_of_the_host_side_is_in_memory(open_run: Open) -> None:
    source = """
        import sys
        def f():
            return [name for name in sys.modules if "autograder" in name or "wire" in name]
    """
    assert outcome(open_run, source) == []


def test_random_numbers_differ_between_submissions(open_run: Open) -> None:
    source = """
        import random
        import numpy as np
        def f():
            return random.random(), np.random.rand()
    """
    first, second = outcome(open_run, source), outcome(open_run, source)
    assert set(first).isdisjoint(second)


def test_patched_numpy_stays_in_its_own_submission(open_run: Open) -> None:
    spoilt = "import numpy as np\nnp.mean = lambda *a: 7\ndef f():\n    return np.mean([1, 2, 3])"
    assert outcome(open_run, spoilt) == 7
    assert outcome(open_run, spoilt.replace("np.mean = lambda *a: 7\n", "")) == 2.0
