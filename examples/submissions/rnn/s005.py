"""
description: nbformat 3, as IPython 2 saved it
habits: [outputs, nbformat_3]
"""
