"""Give every route what it needs: formats, pages from templates, worker processes."""
