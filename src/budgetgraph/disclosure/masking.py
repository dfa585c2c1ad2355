"""Mask the personal data of a disclosure, in its source lines and in its values alike.

This is done once, before anything is mapped or written, so that a quote still equals its line and
no later step can leak what a line held. Each masked line is a note, `personal-data`, that says
where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from budgetgraph.disclosure import Disclosure
from budgetgraph.document import Passage, Piece, Source, squeeze
from budgetgraph.document.personal_data import MASK, Secret, find_personal_data, mask, masked_at
from budgetgraph.document.problems import Note
from budgetgraph.document.where import Where
from budgetgraph.values.target import Target, read_target

#: Fields that hold no text of the paper: the file's identity, and what the reading says of itself.
_OURS = frozenset({"source", "ledger", "where", "title_where", "kind", "number", "unit_text"})
_KINDS = {
    "name": "a name",
    "telephone": "a telephone number",
    "identity": "an identity number or a date of birth",
    "account": "an account number",
    "mail": "a mail address",
    "address": "a home address",
    "contact": "a name on a network",
    "plate": "a licence plate",
    "extension": "a short number",
}
#: A cell in quotation marks as a whole, or the comma between two cells.
_QUOTED_OR_COMMA = re.compile('"[^"]*+"|,')
_Record = TypeVar("_Record")


def masked(disclosure: Disclosure) -> Disclosure:
    """Give the disclosure with every secret replaced by blocks; one without any as it is.

    Of a file that holds several disclosures each has all lines, so the secrets of its neighbours
    are masked in its source, too.
    """
    lines = disclosure.source.lines
    everywhere = find_personal_data(_cells_by_tabs(disclosure.source))
    if not everywhere and not _has_secret_names(disclosure.source):
        return disclosure
    secrets = [secret for secret in everywhere if _in_extent(disclosure, secret)]
    values = _masked_record(disclosure, _secrets(lines, secrets), None)
    return replace(
        values,
        notes=(*values.notes, *_notes(disclosure, secrets)),
    )


def _has_secret_names(source: Source) -> bool:
    """Tell whether the name of the file or of one of its sheets holds a secret."""
    return any(mask(name) != name for name in (source.file, *source.sheets))


def masked_reading(reading: _Record, source: Source) -> _Record:
    """Give what a stage made of a source before there is a disclosure, for a person to look at,
    with every secret replaced by blocks.
    """
    secrets = _secrets(source.lines, find_personal_data(_cells_by_tabs(source)))
    return _masked_record(reading, secrets, None)


def _cells_by_tabs(source: Source) -> Sequence[str]:
    """Give the lines of a source with tabs between their cells, each character in its place.

    The lines of comma-separated values are as they are in the file: `联系人,甲某` → `联系人⇥甲某`.
    """
    if source.media_type != "text/csv":
        return source.lines
    return [_QUOTED_OR_COMMA.sub(_cell_by_tab, line) for line in source.lines]


def _cell_by_tab(match: re.Match[str]) -> str:
    return "\t" if match[0] == "," else f" {match[0][1:-1]} "


def _secrets(lines: Sequence[str], secrets: Iterable[Secret]) -> _Secrets:
    by_line: dict[int, set[str]] = {}
    for secret in secrets:
        text = lines[secret.line][secret.start : secret.end]
        by_line.setdefault(secret.line + 1, set()).update({text, squeeze(text)})
    return _Secrets(by_line)


def _in_extent(disclosure: Disclosure, secret: Secret) -> bool:
    if disclosure.extent is None:
        return True
    first, last = disclosure.extent
    return first <= secret.line + 1 <= last


class _Secrets:
    """The texts that are secret, by the 1-based line in which they stand."""

    def __init__(self, by_line: Mapping[int, set[str]]) -> None:
        self._by_line = by_line

    def masked(self, text: str, where: Where | None) -> str:
        """Mask a value that stands at `where`: what its lines hide is hidden in it too."""
        hidden = mask(text)
        for secret in self._of(where):
            if secret in hidden:
                hidden = hidden.replace(secret, MASK * len(secret))
        return hidden

    def _of(self, where: Where | None) -> Iterable[str]:
        if where is None:
            return ()
        masked_texts: set[str] = set()
        for line in range(where.first, where.last + 1):
            masked_texts |= self._by_line.get(line, set())
        return sorted(masked_texts, key=lambda secret: (-len(secret), secret))


def _masked_record(record: _Record, secrets: _Secrets, where: Where | None) -> _Record:
    """Give a record with its texts masked; `where` is the place of the record around it."""
    place = getattr(record, "where", None)
    here = place if isinstance(place, Where) else where
    changed: dict[str, object] = {}
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        if field.name not in _OURS or isinstance(value, Source):
            new = _masked_value(value, secrets, here)
            if new is not value:
                changed[field.name] = new
    if isinstance(record, Target) and "text" in changed:
        # Its figures are what its text says.
        return read_target(str(changed["text"]))  # type: ignore[return-value]
    return replace(record, **changed) if changed else record  # type: ignore[type-var]


def _masked_value(value: object, secrets: _Secrets, where: Where | None) -> object:
    if isinstance(value, str):
        hidden = secrets.masked(value, where)
        return value if hidden == value else hidden
    if isinstance(value, Source):
        secrets_of_lines = find_personal_data(_cells_by_tabs(value))
        return replace(
            value,
            file=mask(value.file),
            lines=masked_at(value.lines, secrets_of_lines),
            sheets=tuple(map(mask, value.sheets)),
        )
    if isinstance(value, Passage):
        return _masked_passage(value, secrets)
    if isinstance(value, list):
        return [_masked_value(part, secrets, where) for part in value]
    if isinstance(value, tuple):
        parts = tuple(_masked_value(part, secrets, where) for part in value)
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else parts
    if is_dataclass(value) and not isinstance(value, (type, Where)):
        return _masked_record(value, secrets, where)
    return value


def _masked_passage(passage: Passage, secrets: _Secrets) -> Passage:
    """Mask a passage as a whole: a name may be printed in two pieces, 张 and 三丰."""
    places = [piece.where for piece in passage.pieces]
    if not places:
        return passage
    lines = Where(min(place.first for place in places), max(place.last for place in places))
    hidden = secrets.masked("".join(piece.text for piece in passage.pieces), lines)
    pieces: list[Piece] = []
    for piece in passage.pieces:
        text, hidden = hidden[: len(piece.text)], hidden[len(piece.text) :]
        pieces.append(replace(piece, text=text))
    return replace(passage, pieces=tuple(pieces))


def _notes(disclosure: Disclosure, secrets: Sequence[Secret]) -> list[Note]:
    """Say for each line what was masked in it."""
    by_line: dict[int, set[str]] = {}
    for secret in secrets:
        by_line.setdefault(secret.line + 1, set()).add(_KINDS[secret.kind])
    return [
        Note("personal-data", f"{' and '.join(sorted(kinds))} was masked here", Where(line, line))
        for line, kinds in sorted(by_line.items())
    ]
