"""budgetgraph: Chinese department budget disclosures in, a validated RDF graph out."""

__version__ = "0.1.0"
