"""The generations of a built folder: their files, the lock of the folder, and the switch from one
to the next.
"""
