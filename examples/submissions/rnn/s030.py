"""
description: asks for a number with input(), and plots with a call that matplotlib no longer has
"""
# %% first
반복 = int(input("몇 번 반복할까요? "))
# %% last
import matplotlib.pyplot as plt

fig = plt.figure()
ax = fig.gca(projection="3d")
print(np.int(3))
