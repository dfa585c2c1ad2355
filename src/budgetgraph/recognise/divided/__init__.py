"""Where in a file disclosures begin: at their covers, and at the captions of their tables."""
