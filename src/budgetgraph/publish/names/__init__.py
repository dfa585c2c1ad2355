"""What pages call a thing, a class or a property."""
