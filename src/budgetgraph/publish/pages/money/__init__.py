"""The money of disclosures: totals, spending by function, years side by side."""
