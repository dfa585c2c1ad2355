"""Tables told by blank space alone: segments of text with their left and right ends → cells.

Pure geometry; the unit of length (points, character cells) is the caller's. `table.py` makes the
rows of a table; `spans.py` tells its columns, `headings.py` places headings over them;
`pushed.py` parts names from amounts that push them aside, `column_numbers.py` tells 栏次 1 2 3;
`wrapped.py` puts cells of several lines together, `next_page.py` goes on over a page.
"""
