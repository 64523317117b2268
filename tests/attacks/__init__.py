"""Hostile submissions as folders of data, and what must become of each."""
