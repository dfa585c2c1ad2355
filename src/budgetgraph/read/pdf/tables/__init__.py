"""Ruled tables of a page: its edges, the cells between their crossings, and the text of each."""
