"""
description: all metadata stripped by another editor
habits: [no_metadata]
"""
