"""Amounts, persons and changes that a text divides, added up again."""
