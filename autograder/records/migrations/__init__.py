"""The history of the tables, applied by `database.py`."""
