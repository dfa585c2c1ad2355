"""List the findings of the audit."""
