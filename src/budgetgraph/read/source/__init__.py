"""The files that are read: their bytes, what kind they are, their text, and ZIP archives of them."""
