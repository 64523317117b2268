"""
description: magics, a shell line and a timing left in
"""
# %% first
!pip install numpy -q
%load_ext autoreload
%autoreload 2
# %% after loss
%timeit -n 1 -r 1 loss(np.ones(3), np.zeros(3))
# %% last
%%time
H = rnn_forward(np.ones((2, 3, 2)), np.zeros((2, 3)), np.ones((2, 3)), np.eye(3), np.zeros(3))
