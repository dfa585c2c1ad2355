"""Pictures of pages (scans, photographs) → the same `Page` of words and rulings that a PDF gives.

`image.py` renders a page and makes it upright, `recogniser.py` reads its characters (RapidOCR, the
extra `ocr`), `rulings.py` finds the lines of its tables, `page.py` puts words into ruled cells, and
`document.py` reads a file that is a picture. Every word keeps its place on the picture and how sure
its recognition is.
"""
