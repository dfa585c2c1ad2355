"""Talk with the person at the terminal: what is refused, how far a command is, what `new` writes."""
