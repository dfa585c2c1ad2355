"""Pages on which things stand at places: lines, words and ruled cells → blocks in reading order.

`page.py` says what a page holds, `marks.py` what its lines are for; `layout.py` walks over the
pages. A text laid out by blanks (`padded_text.py`) is read as pages, too.
"""
