"""
description: all test cells deleted, and a cell in the middle that raises
habits: [no_tests]
"""
# %% after mse
print(undefined_name)   # NameError
