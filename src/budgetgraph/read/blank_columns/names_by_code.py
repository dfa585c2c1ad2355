"""Names of classes in several lines around their codes, put together where the list of codes proves
it.

          社会保障和就
208                       754.75     → 208, 社会保障和就业支出, 754.75
          业支出
          行政运行
2120101                  1092.80     → 2120101, 行政运行, 1092.80
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from budgetgraph.document import squeeze
from budgetgraph.read.blank_columns.table import NumberedRow
from budgetgraph.values import code_notation
from budgetgraph.values.codes import code_name


def with_names_of_codes(rows: Sequence[NumberedRow]) -> list[NumberedRow]:
    """Give the rows, each name of several lines in the row of its code; unchanged where a line
    stands beside codes and is no part of a name.
    """
    code = _column_of_codes(rows)
    whole = None if code is None else _whole(rows, code)
    return list(rows) if whole is None else whole


def _column_of_codes(rows: Sequence[NumberedRow]) -> int | None:
    """Give the column in which the first code of a class stands, one right of it for its name."""
    for _, cells in rows:
        for column, text in enumerate(cells[:-1]):
            if _official(text) is not None:
                return column
    return None


def _official(code: str) -> str | None:
    """Give the name that a code has in the list of classes; None where it has none."""
    kind = code_notation.kind(code)
    return None if kind is None else code_name(kind, code)


def _whole(rows: Sequence[NumberedRow], code: int) -> list[NumberedRow] | None:
    """Give the rows with whole names; None where a line is no part of the name of its neighbours.

    Each row takes all lines above it that the row before left, and as many below it as make its
    name.
    """
    whole: list[NumberedRow] = []
    begins_beside = _begin_beside_codes(rows, code)
    first = next(at for at, (_, cells) in enumerate(rows) if _official(cells[code]))
    while first and _is_name_alone(rows[first - 1], code):
        first -= 1
    whole.extend(rows[:first])
    at = first
    while at < len(rows):
        above = _names_from(rows, at, code)
        at += len(above)
        if at == len(rows):
            return None
        below = _names_from(rows, at + 1, code)
        count = _lines_of_name(rows[at], above, below, code)
        if count is None:
            return None
        if begins_beside and _official(rows[at][1][code]) is None:
            count = len(below)
        whole.append(_named(rows[at], [*above, *below[:count]], len(above), code))
        at += 1 + count
    return whole


def _begin_beside_codes(rows: Sequence[NumberedRow], code: int) -> bool:
    """Tell whether names of several lines begin beside their codes: the list of codes proves it of
    one, and no code stands beside a blank, as it does where names are centred.

    2080505 | 机关事业单位基本     → yes: what the list does not have goes on below its code, too
            | 养老保险缴费支出
    """
    with_code = [at for at, (_, cells) in enumerate(rows) if cells[code].isdecimal()]
    if not all(rows[at][1][code + 1] for at in with_code):
        return False
    return any(_goes_on_below(rows, at, code) for at in with_code)


def _goes_on_below(rows: Sequence[NumberedRow], at: int, code: int) -> bool:
    """Tell whether a row and the names below it make the name of its code."""
    below = _names_from(rows, at + 1, code)
    return bool(_lines_of_name(rows[at], [], below, code))


def _names_from(rows: Sequence[NumberedRow], at: int, code: int) -> list[str]:
    """Give the names that stand alone in the rows from one on, up to the first other row."""
    return list(_names_alone(rows[at:], code))


def _names_alone(rows: Sequence[NumberedRow], code: int) -> Iterator[str]:
    for row in rows:
        if not _is_name_alone(row, code):
            return
        yield row[1][code + 1]


def _is_name_alone(row: NumberedRow, code: int) -> bool:
    """Tell whether a row has a text in the column of names and no other."""
    _, cells = row
    return bool(cells[code + 1]) and sum(map(bool, cells)) == 1


def _lines_of_name(
    row: NumberedRow, above: Sequence[str], below: Sequence[str], code: int
) -> int | None:
    """Tell how many lines below a row are of its name; None where those above it are of no name.

    A name that the list does not have stands centred: as many lines below as above.
    """
    _, cells = row
    name = _official(cells[code])
    is_centred = len(below) >= len(above)
    if name is None and above and is_centred:
        return len(above)
    begun = squeeze("".join(above) + cells[code + 1])
    for count, text in enumerate(accumulate(below, initial=begun)):
        if squeeze(text) == name:
            return count
    return None if above else 0


def _named(row: NumberedRow, lines: Sequence[str], above: int, code: int) -> NumberedRow:
    """Give a row with the lines of its name, so many of them above its own."""
    number, cells = row
    own = cells[code + 1]
    name = "".join([*lines[:above], own, *lines[above:]])
    return number, [*cells[: code + 1], name, *cells[code + 2 :]]
