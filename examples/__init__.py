"""The sample cohort: what students send, and what becomes of it."""
