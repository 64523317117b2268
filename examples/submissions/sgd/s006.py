"""
description: Visual Studio Code, the first nbformat 4, cells run out of order
habits: [vscode, nbformat_4_0, out_of_order]
"""
