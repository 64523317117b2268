"""Measurements, side by side in one run. Nothing here is a test: no time is ever asserted."""
