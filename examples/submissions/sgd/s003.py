"""
description: plots of everything, with the pictures stored
habits: [outputs, nbformat_4_5]
"""
# %% first
%matplotlib inline
import matplotlib.pyplot as plt
# %% after sgd
X_ = np.random.rand(100, 1)
w_, b_, h_ = sgd(X_, 7 * X_[:, 0] + 2, 10, 0.1, 30, 0)
plt.figure(figsize=(6, 3))
plt.plot(h_)
plt.xlabel("epoch"); plt.ylabel("mse")
plt.show()
# %% last
plt.scatter(X_[:, 0], 7 * X_[:, 0] + 2)
plt.plot(X_[:, 0], X_ @ w_ + b_, "r")
plt.show()
