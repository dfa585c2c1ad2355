"""The table of indicators of a form: its heading, its rows, and the indicators that they hold."""
