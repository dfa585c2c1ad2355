"""Queries put together by form, for people who write no SPARQL (`/sparql/form`)."""
