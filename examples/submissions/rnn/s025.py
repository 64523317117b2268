"""
description: a solution cell copied, with the first try left above
habits: [copied_cell backward_gradient, out_of_order]
"""
