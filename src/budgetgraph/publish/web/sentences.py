"""Put values into the texts of pages."""

from __future__ import annotations

from string import Formatter


def filled(text: str, **values: object) -> str:
    """Put values into a text, with the word that fits their number.

    `{n} {n:row|rows}` is `1 row` for 1 and `2 rows` for 2.
    """
    return _Counting().format(text, **values)


class _Counting(Formatter):
    """Chooses between two words by the number before the colon."""

    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many
