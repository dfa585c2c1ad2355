"""``python -m budgetgraph`` is the command line."""

from __future__ import annotations

from budgetgraph.cli import main

if __name__ == "__main__":
    main()
