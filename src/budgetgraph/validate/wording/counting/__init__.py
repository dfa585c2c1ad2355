"""What a paper counts: vehicles, offices, guests, persons, and the lists and tables beside them."""
