"""The commands. They speak and set the exit code; what is done lies in the services.

Heavy imports stand inside the commands: `autograder --help` answers in a fraction of a second.
"""

from __future__ import annotations

import gc
import os
from typing import NoReturn

_RARELY = 100_000
"""Python looks for cycles after so many new objects; its own 700 costs a tenth of an import."""


def main() -> NoReturn:
    """Run the command in sys.argv and end the process."""
    gc.set_threshold(_RARELY)
    # Processes that grade would look for modules in the folder that the command is given in first,
    # and that may be a student's.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Not above: processes that grade import this package, and have no use for the commands.
    from autograder.cli.app import main as run

    try:
        run()
    finally:
        gc.freeze()  # At its end Python would look through all that was ever imported.
