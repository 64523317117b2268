"""
description: an empty file
habits: [nothing]
status: unreadable
"""
