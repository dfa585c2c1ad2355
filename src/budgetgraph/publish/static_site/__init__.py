"""Write the site as files."""
