"""Quizzes from and for other systems: Moodle XML, GIFT and QTI 1.2, by way of a plain bank."""
