"""Tables of a page without rulings: the pieces of text on it → rows of cells, or nothing.

`rows.py` puts the lines of wrapped cells together, `centred_cells.py` those of cells over several
rows, too; `data_columns.py` tells where the data stands, `headings.py` which headings stand over
single columns, `groups.py` over which ones the others do, `matching.py` which heading heads which
data, and `table.py` makes the rows. What more than one reading fits is not read.
"""
