"""Terms, IRIs and N-Quads of the graph."""
