"""Questions, their parameters, and where they are asked."""
