"""
description: plots of everything, with the pictures stored
habits: [outputs, nbformat_4_5]
"""
# %% first
%matplotlib inline
import matplotlib.pyplot as plt
# %% after forward_states
S = forward_states(np.random.randint(0, 2, size=(5, 12)).astype(float), 1.0, 1.0)
plt.figure(figsize=(6, 3))
plt.plot(S.T)
plt.title("state over time")
plt.show()
# %% last
fig, ax = plt.subplots()
for g in (0.5, 0.9, 1.1):
    ax.semilogy(g ** np.arange(20), label=f"w_rec={g}")
ax.legend()
plt.show()
