"""The line from a file to findings, and what runs it over many files."""
