"""Answer SPARQL queries, and refuse those that must not be run."""
