"""Talk with a person: refuse addresses, show how far a command is, write skeletons."""
