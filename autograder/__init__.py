"""Grades nbgrader notebooks with hidden pytest graders, behind real walls."""

__version__ = "0.1.0"
