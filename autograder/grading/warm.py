"""What processes that grade have in common, imported once by the process that they are forked from.

Nothing else imports this: it changes the process that it is in.
"""

import gc
import os

gc.disable()  # Nearly all that is made now stays.
# A process with threads cannot be forked safely, and those that come from it have a core each.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import autograder.grading.session  # noqa: E402, F401

gc.freeze()
gc.enable()
