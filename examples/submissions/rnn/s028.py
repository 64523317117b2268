"""
description: all test cells deleted, and a cell in the middle that raises
habits: [no_tests]
"""
# %% after loss
print(undefined_name)   # NameError
