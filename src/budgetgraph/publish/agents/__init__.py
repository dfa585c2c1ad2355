"""Offer a built graph to agents by the Model Context Protocol."""
