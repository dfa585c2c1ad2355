"""Spreadsheets: workbooks of every age and comma-separated tables → a Document.

Each format has a reader that gives sheets of cells (`sheet.py`); `document.py` makes one Document
of them. What a cell shows is told by its number format (`number_format/`).
"""
