"""Amounts that a sentence divides by a list of names of any kind, read and added up again."""
