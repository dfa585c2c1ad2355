"""Check a paper that a clerk gives, and keep nothing of it: the route /check, where it is on."""
