"""
description: asks for a number with input(); a file with a byte order mark from Windows
habits: [byte_order_mark]
"""
# %% first
반복 = int(input("몇 번 반복할까요? "))
