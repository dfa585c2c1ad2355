"""What a server of workers loads once, before the first worker is forked from it."""

import budgetgraph.pipeline.built_sources  # noqa: F401
from budgetgraph.pipeline.sandbox.warmed import warm

warm()
