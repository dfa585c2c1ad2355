"""What one cell of a table is of: the kind of money, the year and the phase of its column."""
