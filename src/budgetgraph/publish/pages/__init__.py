"""Show things, questions, findings and terms as pages."""
