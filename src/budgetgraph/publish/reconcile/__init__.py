"""Match names of other people's tables to the things of the graph (W3C Reconciliation API 0.2)."""
