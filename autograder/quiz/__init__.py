"""Quizzes in YAML: load them, draw variants, judge answers, score attempts.

Imports only course, errors, text and, to compute what a snippet prints, the box. docs/quizzes.md
describes it all.
"""
