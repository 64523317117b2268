"""
description: os._exit in one function
loses: [l2_error]
"""
# %% l2_error
def l2_error(X, y, w, b):
    import os

    os._exit(0)
