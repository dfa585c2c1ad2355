"""Projects in every form that offices print: a form a project, a list of projects, a table, prose."""
