"""The only code that shares a process with a student's. Nothing on this side is believed.

Imports within this folder are relative: the host starts the worker with the folder's parent on the
path, so that neither `autograder` nor anything else of ours is loaded into it.
"""
