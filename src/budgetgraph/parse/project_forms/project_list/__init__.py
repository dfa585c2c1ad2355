"""One sheet that lists several projects: its heading, and its rows."""
