"""
description: os._exit in one function
loses: [jacobian_norms]
"""
# %% jacobian_norms
def jacobian_norms(H, Wrec):
    import os

    os._exit(0)
