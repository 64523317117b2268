"""
description: magics, a shell line and a timing left in
"""
# %% first
!pip install numpy -q
%load_ext autoreload
%autoreload 2
# %% after mse
%timeit -n 1 -r 1 mse(np.ones((3, 1)), np.ones(3), np.ones(1), 0)
# %% last
%%time
sgd(np.ones((5, 2)), np.ones(5), 2, 0.01, 3, 0)
