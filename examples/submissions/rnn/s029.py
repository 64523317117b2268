"""
description: trains at top level for some seconds before the last functions are defined
habits: [outputs]
"""
# %% after output_gradient
import time

stop = time.process_time() + 1.5
w = 0.0
while time.process_time() < stop:
    for _ in range(10_000):
        w -= 1e-3 * (w - 1)
print("학습 완료:", w)
