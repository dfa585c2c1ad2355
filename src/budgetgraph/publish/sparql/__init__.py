"""The SPARQL endpoint and what guards it."""
