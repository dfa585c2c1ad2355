"""Summaries: what questions and pages would else add up anew each time, written once at build.

Those of one disclosure stand in its own graph (`of_disclosure`); those that need all disclosures
of a build, in `graph/across`: who cites a document (`citations`), what the findings doubt
(`doubts`).
"""

from budgetgraph.mapping.summaries.citations import map_citations as map_citations
from budgetgraph.mapping.summaries.doubts import map_doubts as map_doubts
from budgetgraph.mapping.summaries.of_disclosure import map_counts as map_counts
from budgetgraph.mapping.summaries.of_disclosure import map_summaries as map_summaries
