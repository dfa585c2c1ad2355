"""The pages of things, questions, findings and terms."""
