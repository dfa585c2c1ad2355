"""What every route needs: formats, pages from templates, worker processes."""
