"""Show the start page."""
