"""Talk with the person at the terminal: what is refused, and how far a command is."""
