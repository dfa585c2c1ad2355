"""What tables tell by themselves: their sums, their changes, the projects that they list."""
