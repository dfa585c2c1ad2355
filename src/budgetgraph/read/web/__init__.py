"""Web pages (HTML) and web archives (MHT)."""
