"""The files that are read: their bytes, their kind, their text, and ZIP archives of them."""
