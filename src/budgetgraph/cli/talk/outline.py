"""Write the values of a stage for a person to read: a line for each thing, what is in it below.

tables:
  - Table: type expenditure_summary, scale 万元, where lines 7-13
      rows:
        - Row: code 213, item 农林水支出, where line 9
            cells:
              - Cell: column 合计, value 120.00, where line 9
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import chain, starmap
from typing import TypeGuard

from budgetgraph.document import Document, Grid, Passage, Source
from budgetgraph.document.where import Where

_DEEPER = "  "


def outline(value: object) -> str:
    """Write a value with everything that is in it; what is empty or unknown is left out."""
    return "".join(f"{line}\n" for line in _record(type(value).__name__, value))


def _record(name: str, value: object) -> list[str]:
    """Give the lines of a record: the fields that fit in words, then what the others hold."""
    parts = [(field, part, _in_words(part)) for field, part in _parts(value)]
    said = ", ".join(f"{field} {words}" for field, _, words in parts if words)
    lines = [f"{name}: {said}" if said else f"{name}:"]
    for field, part, words in parts:
        if not words:
            lines += [f"{_DEEPER}{line}" for line in _field(field, part)]
    return lines


def _field(name: str, part: object) -> list[str]:
    """Give the lines of a field: of one record, of rows of cells, of a list."""
    if isinstance(part, Grid):
        return _below(f"{name}:", map(_row, part.rows))
    if isinstance(part, Mapping):
        return _below(f"{name}:", starmap(_entry, part.items()))
    if isinstance(part, Iterable):
        return _below(f"{name}:", chain.from_iterable(map(_item, part)))
    return _record(name, part)


def _entry(key: object, inner: object) -> str:
    """Give the line of a name and what it stands for."""
    return f"- {key}: {_in_words(inner) or inner}"


def _below(head: str, lines: Iterable[str]) -> list[str]:
    """Give a line with others below it."""
    return [head, *(f"{_DEEPER}{line}" for line in lines)]


def _item(inner: object) -> list[str]:
    """Give the lines of one thing of a list."""
    if _is_row(inner):
        return [f"- {_row(inner)}"]
    if words := _in_words(inner):
        return [f"- {words}"]
    kind = type(inner).__name__
    first, *rest = _field(kind, inner) if isinstance(inner, Grid) else _record(kind, inner)
    return _below(f"- {first}", rest)


def _is_row(inner: object) -> TypeGuard[tuple[Passage, ...]]:
    """Tell whether something is a row of cells."""
    return isinstance(inner, tuple) and all(isinstance(cell, Passage) for cell in inner)


def _row(row: Iterable[Passage]) -> str:
    """Write a row of cells: their texts between bars, and where it stands."""
    cells = list(row)
    place = f"  ({cells[0].where})" if cells else ""
    return " | ".join(cell.text for cell in cells) + place


def _parts(value: object) -> list[tuple[str, object]]:
    """Give the fields of a record that hold something.

    A source is told without its lines, and what was recognised without the document, which the
    stage before shows.
    """
    if isinstance(value, Source):
        return [("file", value.file), ("media_type", value.media_type)]
    if not is_dataclass(value):
        return [("", value)]
    held = [(field.name, getattr(value, field.name)) for field in fields(value)]
    return [(name, part) for name, part in held if not _says_nothing(part)]


def _says_nothing(part: object) -> bool:
    """Tell whether a field is empty or unknown, or is the whole document."""
    if is_dataclass(part):
        return isinstance(part, Document) or not _parts(part)
    return part in (None, (), [], {}, "", False)


def _in_words(part: object) -> str:
    """Give what fits in a line: a text, a number, a place, a passage, a few texts."""
    if isinstance(part, Passage):
        return f"{part.text} ({part.where})"
    if isinstance(part, Enum):
        return part.name
    if is_dataclass(part) and not isinstance(part, Where):
        return ""
    if isinstance(part, tuple | list | frozenset | set):
        plain = all(isinstance(inner, str | int) for inner in part)
        return "; ".join(map(str, part)) if plain else ""
    return "" if isinstance(part, Mapping) else str(part)
