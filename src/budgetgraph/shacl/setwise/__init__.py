"""The fast engine: core constraints on the triples as they stand, every `sh:sparql` constraint as
one query for all its focus nodes. What it cannot do exactly is Unsupported. `plan` is its door.
"""
