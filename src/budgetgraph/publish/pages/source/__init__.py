"""Show the text of a source, and the pictures of its pages where it is a scan."""
