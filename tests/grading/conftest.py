"""One warm box for all the grading tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.box.box import Box


@pytest.fixture(scope="session")
def box() -> Iterator[Box]:
    with Box.start() as box:
        yield box
