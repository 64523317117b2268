"""
description: trains at top level for some seconds before the last function is defined
habits: [outputs]
"""
# %% after l2_error_gradient
import time

stop = time.process_time() + 1.5
w = 0.0
while time.process_time() < stop:
    for _ in range(10_000):
        w -= 1e-3 * (w - 7)
print("w:", w)
