"""The rules that need the words of the page, each a function from a paper to its faults."""
