"""Make answers readable."""
