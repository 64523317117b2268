from __future__ import annotations

import pytest

from autograder.box.box import Box


@pytest.fixture(scope="session")
def box():
    with Box.start() as started:
        yield started
