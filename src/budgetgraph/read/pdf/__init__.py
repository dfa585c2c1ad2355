"""PDF files with a text layer → a Document.

`layer.py` draws a page and keeps what an eye would not see apart, `turned.py` turns pages that are
drawn sideways, `ink.py` tells the words of a page from what is no part of them, and `page.py`
finds the words and the ruled cells (`rulings.py`). `document.py` makes the Document.
"""
