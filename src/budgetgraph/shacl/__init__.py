"""Two SHACL engines with one kind of result: pySHACL, the reference, and a set-wise one that is fast and refuses what it does not know."""
