"""Ask questions of a graph: written queries, their parameters, and the places to ask."""
