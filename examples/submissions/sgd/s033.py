"""
description: a fork bomb (bounded at 200 children of a second each) in a cell of its own
"""
# %% last
import os
import time

for _ in range(200):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(1)
        os._exit(0)
