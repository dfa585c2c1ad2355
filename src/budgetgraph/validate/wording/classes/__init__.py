"""What the prose says of classes: their amounts and their names, against those of the tables."""
