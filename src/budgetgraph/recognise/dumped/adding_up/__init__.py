"""What amounts say of rows and columns whose places were lost: the reading that adds up is right.

`choice` tries the readings of lines with the lines around them, `across` those of a heading with
the amounts of each row.
"""
