"""Runs what a student wrote and believes nothing that it says. See docs/architecture.md."""
