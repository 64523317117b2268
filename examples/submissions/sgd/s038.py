"""
description: the upload was cut, so the file is half a JSON document
habits: [half_a_file]
status: unreadable
"""
