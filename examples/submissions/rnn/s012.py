"""
description: opened, looked at, sent
based_on: released
loses: all
"""
