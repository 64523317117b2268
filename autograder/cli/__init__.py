"""The commands. They speak and set the exit code; what is done lies in the services.

Heavy imports stand inside the commands: `autograder --help` answers in a fraction of a second.
"""

from autograder.cli.app import main

__all__ = ["main"]
